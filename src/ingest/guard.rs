//! Keeps a fault in one source from the others: a panic of a parser becomes a problem of its file.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Outcome;
use crate::library::Problem;

/// Does `work` for the source at `place`; a panic in it is one more outcome. Public so that what feeds
/// the readers with hostile bytes goes through it too.
pub fn guarded(
    place: &str,
    sink: &mut dyn FnMut(Outcome) -> bool,
    work: impl FnOnce(&mut dyn FnMut(Outcome) -> bool),
) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| work(sink))) {
        let why = format!("could not be read for a fault in perusal ({})", words(&*panic));
        sink(Outcome::Problem(Problem { place: place.to_owned(), why }));
    }
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown")
}
