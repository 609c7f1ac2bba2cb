//! Texts through a pipe by several threads: lines are dealt out in turn and the answers collected in the
//! same turn, so that their order stays and no more is in memory than each thread has on its desk. Marks
//! nothing itself.

use std::io::{self, BufRead, Write};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::plain::{Answering, Batches, Lines};

/// Batches that wait before a thread, and answers that wait behind it: while one thread marks a book, which takes
/// as long as several batches, the others need not wait for it.
const WAITING: usize = 8;

/// What a thread makes of a batch: the answers, and how many lines it refused.
type Answers = (Vec<u8>, usize);

/// Answers each line of an input by so many threads; gives how many lines could not be read.
///
/// # Errors
/// Those of reader and writer.
pub fn tag(
    input: impl BufRead + Send,
    answering: &Answering,
    jobs: NonZeroUsize,
    out: &mut impl Write,
) -> io::Result<usize> {
    thread::scope(|scope| {
        let mut desks = Vec::new();
        let mut answers = Vec::new();
        for _ in 0..jobs.get() {
            let (deal, dealt) = sync_channel::<Lines>(WAITING);
            let (hand_in, collect) = sync_channel::<Answers>(WAITING);
            scope.spawn(move || work(answering, &dealt, &hand_in));
            desks.push(deal);
            answers.push(collect);
        }
        let reader = scope.spawn(move || deal(input, &desks));
        let refused = collect(&answers, out)?;
        reader.join().map_err(|_| io::Error::other("the input could not be read"))??;
        Ok(refused)
    })
}

/// Deals the input out in turn, until it ends or nobody takes it any more.
fn deal(input: impl BufRead, desks: &[SyncSender<Lines>]) -> io::Result<()> {
    for (lines, desk) in Batches::of(input).zip(desks.iter().cycle()) {
        if desk.send(lines?).is_err() {
            break;
        }
    }
    Ok(())
}

fn work(answering: &Answering, dealt: &Receiver<Lines>, hand_in: &SyncSender<Answers>) {
    for lines in dealt {
        let mut bytes = Vec::new();
        let Ok(refused) = answering.answer(&lines, &mut bytes) else { return };
        if hand_in.send((bytes, refused)).is_err() {
            return;
        }
    }
}

/// Writes the answers in the order of the input: who is asked in turn and has none is behind the last.
fn collect(answers: &[Receiver<Answers>], out: &mut impl Write) -> io::Result<usize> {
    let mut all = 0;
    for desk in answers.iter().cycle() {
        let Ok((bytes, refused)) = desk.recv() else { break };
        out.write_all(&bytes)?;
        // Who waits for an answer before the next question gets it.
        out.flush()?;
        all += refused;
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::io::BufReader;

    use super::*;
    use crate::plain::Unit;
    use crate::tag::Codebook;

    fn tagged(input: &str, jobs: usize, room: usize) -> (usize, String) {
        let answering = Answering::by(Codebook::bundled(), Unit::Passage);
        let input = BufReader::with_capacity(room, input.as_bytes());
        let mut out = Vec::new();
        let jobs = NonZeroUsize::new(jobs).expect("a job");
        let refused = tag(input, &answering, jobs, &mut out).expect("memory");
        (refused, String::from_utf8(out).expect("UTF-8"))
    }

    #[test]
    fn the_order_stays_however_many_work() {
        let mut input = String::new();
        for nth in 0..200 {
            let text = "Clerks fear cuts. ".repeat(nth % 7);
            writeln!(input, "{{\"id\":{nth},\"text\":\"{text}\"}}").expect("memory");
            if nth % 50 == 0 {
                input.push_str("no record\n");
            }
        }
        let expected = tagged(&input, 1, 1 << 20);
        assert_eq!((expected.0, expected.1.lines().count()), (4, 204));
        for (jobs, room) in [(1, 10), (2, 100), (3, 1000), (8, 1 << 20)] {
            assert_eq!(tagged(&input, jobs, room), expected, "{jobs} jobs");
        }
    }

    /// A writer that takes so many bytes.
    struct Narrow(usize);

    impl Write for Narrow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn it_ends_where_nobody_reads_on() {
        let input = "{\"id\":1,\"text\":\"Clerks fear cuts.\"}\n".repeat(2000);
        let answering = Answering::by(Codebook::bundled(), Unit::Passage);
        let input = BufReader::with_capacity(200, input.as_bytes());
        let jobs = NonZeroUsize::new(2).expect("a job");
        let told = tag(input, &answering, jobs, &mut Narrow(5000));
        assert_eq!(told.map_err(|error| error.kind()), Err(io::ErrorKind::BrokenPipe));
    }
}
