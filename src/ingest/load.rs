//! How much text waits to be put in order, so that it is not too much: whoever brings more waits until some was
//! taken. Knows no articles.

use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes of text that wait at most: a few thousand articles of the usual length.
const MOST: usize = 8 << 20;

/// Bytes that wait.
#[derive(Debug, Default)]
pub(super) struct Load {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    bytes: usize,
    /// How many wait for room.
    threads: usize,
    /// Whether nobody asks any more how many there are.
    is_lifted: bool,
}

impl Load {
    /// Waits until there is room for so many bytes, and takes it. More than there is ever room for have room
    /// alone.
    pub(super) fn take(&self, bytes: usize) {
        if bytes == 0 {
            return;
        }
        let is_full = |waiting: &mut Waiting| {
            !waiting.is_lifted && waiting.bytes > 0 && waiting.bytes + bytes > MOST
        };
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.threads += 1;
        let waited = self.changed.wait_while(waiting, is_full);
        waiting = waited.unwrap_or_else(PoisonError::into_inner);
        waiting.threads -= 1;
        waiting.bytes += bytes;
    }

    /// Gives the room of so many bytes back.
    pub(super) fn give(&self, bytes: usize) {
        if bytes == 0 {
            return;
        }
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.bytes = waiting.bytes.saturating_sub(bytes);
        // Not for each: to be woken takes time.
        if waiting.threads > 0 && waiting.bytes <= MOST / 2 {
            self.changed.notify_all();
        }
    }

    /// Lets everybody in from now on.
    pub(super) fn lift(&self) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).is_lifted = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{TryRecvError, channel};
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// Whether a thread that takes so many bytes has to wait until `then` was done.
    fn waits(load: &Load, bytes: usize, then: impl FnOnce()) -> bool {
        thread::scope(|scope| {
            let (taken, is_taken) = channel();
            scope.spawn(move || {
                load.take(bytes);
                taken.send(())
            });
            thread::sleep(Duration::from_millis(60));
            let waited = is_taken.try_recv() == Err(TryRecvError::Empty);
            then();
            assert!(
                !waited || is_taken.recv_timeout(Duration::from_secs(10)).is_ok(),
                "it has room now"
            );
            waited
        })
    }

    #[test]
    fn who_brings_more_than_has_room_waits() {
        let load = Load::default();
        assert!(!waits(&load, 3 * MOST, || {}), "alone it has room");
        assert!(waits(&load, 1, || load.give(3 * MOST)));
        load.give(1);
        for _ in 0..4 {
            load.take(MOST / 4);
        }
        assert!(!waits(&load, 0, || {}), "nothing needs no room");
        assert!(waits(&load, MOST / 4, || (0..2).for_each(|_| load.give(MOST / 4))));
        load.take(MOST / 4);
        assert!(waits(&load, 1, || load.lift()));
        assert!(!waits(&load, MOST, || {}), "nobody asks any more");
    }
}
