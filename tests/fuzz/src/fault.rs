//! Which panics are faults: those of perusal's own code. One within a parser that it uses is caught
//! where perusal catches it, so that only what gets past there ends the run.

use std::collections::HashSet;
use std::panic;
use std::sync::{Mutex, PoisonError};

/// Aborts where code of perusal panics. Of a parser's panics, tells each place once.
pub fn watch() {
    // libFuzzer's own hook ends the run at any panic.
    drop(panic::take_hook());
    let told = panic::take_hook();
    let places = Mutex::new(HashSet::new());
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        if !is_in_dependency(&place) {
            told(info);
            std::process::abort();
        }
        let mut places = places.lock().unwrap_or_else(PoisonError::into_inner);
        if !places.contains(&place) {
            eprintln!("caught: {place}: {info}");
            places.insert(place);
        }
    }));
}

/// Whether a file of source code comes from a registry of crates. Faults told by the standard library
/// itself may be anyone's, and count.
fn is_in_dependency(place: &str) -> bool {
    place.contains("/registry/src/")
}
