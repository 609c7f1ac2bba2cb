//! Texts on standard input or in files, answered with their marks.

use std::io::{self, BufReader, BufWriter, Write};
use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use super::pile::orders;
use super::{ALL, SOME, exit_code, report};
use crate::args::Pile;
use crate::ingest::{Outcome, ingest};
use crate::plain::Answering;
use crate::run::pipe;

/// Answers each line of standard input with its marks.
pub(super) fn tag_lines(answering: &Answering, jobs: Option<NonZeroUsize>) -> anyhow::Result<u8> {
    let jobs = jobs.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let input = BufReader::with_capacity(BATCH, io::stdin());
    let refused = pipe::tag(input, answering, jobs, &mut io::stdout().lock())?;
    Ok(if refused > 0 { SOME } else { ALL })
}

/// Bytes of lines that are dealt to a thread at once, at most.
const BATCH: usize = 256 << 10;

/// Answers articles with their marks.
pub(super) fn tag(
    pile: &Pile,
    answering: &Answering,
    jobs: Option<NonZeroUsize>,
) -> anyhow::Result<u8> {
    let mut orders = orders(pile);
    orders.workers = jobs;
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut written, mut articles, mut problems) = (Ok(()), 0, Vec::new());
    let stop = orders.stop.clone();
    ingest(&orders, answering.tagging(), |outcome| match outcome {
        Outcome::Opened(article) | Outcome::Article(article) if written.is_ok() => {
            articles += 1;
            written = answering.article(&article, &mut out);
            if written.is_err() {
                stop.set();
            }
        }
        Outcome::Problem(problem) => problems.push(problem),
        _ => {}
    });
    written.and_then(|()| out.flush())?;
    report(&problems);
    Ok(exit_code(articles, &problems))
}
