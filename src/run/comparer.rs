//! The thread that compares the library with another coder: one for each time it is asked for, gone with its
//! answer.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use super::{coders, files, worker};
use crate::app::Message;
use crate::app::agreeing::{Disagreements, LISTED, Row};
use crate::text::shown::clipped;

/// The name of the thread.
pub(super) const COMPARER: &str = "comparer";

/// Columns of a sentence that are kept for the list: more than a wide screen has.
const WORDS: usize = 500;

/// Starts it on a library's file.
pub(super) fn start(
    library: PathBuf,
    other: String,
    answers: &SyncSender<Message>,
) -> io::Result<()> {
    let work = move |sender: SyncSender<Message>| {
        let found = compared(&library, other);
        // Whoever listened may be gone by now.
        drop(sender.send(Message::Agreed(Box::new(found))));
    };
    worker::spawn(COMPARER, answers.clone(), Box::new(work))
}

fn compared(library: &Path, other: String) -> Result<Disagreements, String> {
    let mut rows = Vec::new();
    let agreement = coders::compare([library, &files::home(&other)], |scale, news| {
        if let coders::News::Differ(article, difference) = news
            && rows.len() < LISTED
        {
            let words = difference.span.of(&article.document.text);
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            rows.push(Row {
                article: article.name.as_str().into(),
                span: difference.span,
                said: difference.said.each_ref().map(|said| scale.describe(said).into()),
                words: clipped(&words, WORDS).into(),
            });
        }
        true
    })?;
    let coders::Agreement { articles, sentences, differing, alone, .. } = agreement;
    Ok(Disagreements { other, articles, sentences, differing, alone, rows })
}
