//! One question asked of a long row in parts, each by a thread of its own. The answers come in the order of the
//! row, so that who asks gets the same from any number of threads: the one place of the pure layers that knows of
//! them. Decides nothing, keeps nothing.

use std::ops::Range;
use std::panic;
use std::sync::OnceLock;
use std::thread;

/// More threads than this have to wait for the same memory.
const MOST: usize = 8;

/// Asks of the places 0 to `len` in parts of `least` or more, as many as there are cores; gives the answers in
/// their order, at the least one. Each is put into one of `rooms`, over what is in it from another time.
///
/// A thread is begun in some hundredths of a millisecond: `least` is to take several times as long.
pub fn in_parts<T: Default + Send>(
    rooms: &mut Vec<T>,
    len: usize,
    least: usize,
    ask: impl Fn(Range<usize>, &mut T) + Sync,
) -> &mut [T] {
    // Whether it is worth more than one thread is asked first: to count the cores takes a while.
    let most = len / least.max(1);
    let parts = if most > 1 { most.min(cores()) } else { 1 };
    in_so_many(parts, rooms, len, ask)
}

fn in_so_many<T: Default + Send>(
    parts: usize,
    rooms: &mut Vec<T>,
    len: usize,
    ask: impl Fn(Range<usize>, &mut T) + Sync,
) -> &mut [T] {
    if rooms.len() < parts {
        rooms.resize_with(parts, T::default);
    }
    let rooms = &mut rooms[..parts];
    let ask = &ask;
    thread::scope(|scope| {
        let mut own = None;
        let mut others = Vec::new();
        for (nth, room) in rooms.iter_mut().enumerate() {
            let part = len * nth / parts..len * (nth + 1) / parts;
            if nth == 0 {
                own = Some((part, room));
            } else {
                others.push(scope.spawn(move || ask(part, room)));
            }
        }
        if let Some((part, room)) = own {
            ask(part, room);
        }
        for other in others {
            other.join().unwrap_or_else(|fault| panic::resume_unwind(fault));
        }
    });
    rooms
}

/// Does one thing on a thread of its own while this one does the other. `beside` is to take several times as long
/// as a thread is begun in.
pub fn both<A: Send, B>(beside: impl FnOnce() -> A + Send, here: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let beside = scope.spawn(beside);
        let here = here();
        (beside.join().unwrap_or_else(|fault| panic::resume_unwind(fault)), here)
    })
}

/// How many threads can work at the same time.
fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    if cfg!(test) {
        return 3;
    }
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_order_and_nothing_is_asked_twice() {
        let mut rooms = vec![vec![7]];
        for (parts, len) in [(1, 0), (1, 5), (3, 10), (8, 3), (4, 4)] {
            let places: Vec<usize> =
                in_so_many(parts, &mut rooms, len, |part, room| *room = part.collect()).concat();
            assert_eq!(places, (0..len).collect::<Vec<_>>(), "{parts} of {len}");
        }
        let lens = |len| {
            let mut rooms = Vec::new();
            in_parts(&mut rooms, len, 1000, |part, room| *room = part.len()).to_vec()
        };
        assert_eq!((lens(0), lens(1999)), (vec![0], vec![1999]), "too little to be parted");
        assert_eq!(lens(100_000).into_iter().sum::<usize>(), 100_000);
    }

    #[test]
    #[should_panic(expected = "the last")]
    fn who_falls_is_heard() {
        let mut rooms: Vec<()> = Vec::new();
        in_so_many(3, &mut rooms, 3, |part, ()| assert!(part.end < 3, "the last"));
    }
}
