//! What a person who reads with perusal waits for, timed stage by stage: filter, search, layout, draw,
//! ingest, tag. `.ci/benches` runs it and writes the table. The marker's own stages are
//! `benches/tagging.rs` of perusal.

mod articles;
mod draw;
mod filter;
mod ingest;
mod layout;
mod search;
mod tag;

use std::time::Duration;

/// The most time for a bench, unless the command line says otherwise.
const LONGEST: Duration = Duration::from_secs(3);

fn main() {
    divan::Divan::default().max_time(LONGEST).config_with_args().main();
}
