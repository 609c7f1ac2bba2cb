//! A library is written to by a process that is killed at any moment, hundreds of times: each step
//! that it was told is kept is there, whole, and the file is sound.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Child;
use std::time::Duration;

use perusal::library::{Step, StepId};
use perusal::store::Store;

use crate::support::kept::{Seeded, Writer, again, role};

/// How often a process is killed, unless `PERUSAL_KILLS` says otherwise.
const KILLS: usize = 300;

/// Kills that one library outlives before the next is begun, so that looking all through it stays
/// quick.
const A_LIBRARY: usize = 10;

const ROLE: &str = "saves without end";
const KEPT: &str = "kept ";

/// What a confirmed step was, as far as a line of text can say.
fn told(step: &Step) -> String {
    format!("{} {}", step.id.0, serde_json::to_string(&step.changes).map_or(0, |it| print(&it)))
}

/// A number for a text.
fn print(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |print, byte| {
        (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The other side: says of each step that it is kept after it was told so, not sooner.
#[test]
fn saves_without_end_when_asked() {
    let Some(order) = role(ROLE) else { return };
    let (seed, path) = order.split_once(' ').expect("a seed and a path");
    let mut writer = Writer::open(Path::new(path), seed.parse().expect("a seed"));
    let mut out = std::io::stdout();
    loop {
        let step = writer.next_step();
        writer.save(&step);
        writeln!(out, "{KEPT}{}", told(&step)).expect("a listener");
    }
}

/// What a process said before it was killed at some moment; all of it, for what is in the pipe stays.
fn confirmed(mut child: Child, seeded: &mut Seeded) -> Vec<String> {
    // Some die while they open the library or make it.
    let longest = if seeded.below(5) == 0 { 25_000 } else { 60_000 };
    std::thread::sleep(Duration::from_micros(seeded.below(longest) as u64));
    child.kill().expect("it runs");
    let out = BufReader::new(child.stdout.take().expect("its output"));
    let lines = out.lines().map(|line| line.expect("a line"));
    // The test harness speaks before it, on the same line or another.
    let kept = lines.filter_map(|line| Some(line.split_once(KEPT)?.1.to_owned())).collect();
    child.wait().expect("its end");
    kept
}

fn check(path: &Path, confirmed: &BTreeMap<u64, String>) {
    let Some(store) = Store::open_existing(path).expect("a sound library") else {
        assert!(confirmed.is_empty(), "the library is gone");
        return;
    };
    assert_eq!(store.check(), Ok(Vec::new()));
    let steps = store.since(StepId(0)).expect("the journal");
    let found: BTreeMap<u64, String> = steps.iter().map(|step| (step.id.0, told(step))).collect();
    for (id, step) in confirmed {
        assert_eq!(found.get(id), Some(step), "step {id} of {}", found.len());
    }
}

#[test]
fn what_was_confirmed_outlives_hundreds_of_kills() {
    let kills = std::env::var("PERUSAL_KILLS").ok().and_then(|kills| kills.parse().ok());
    let kills: usize = kills.unwrap_or(KILLS);
    let mut seeded = Seeded(kills as u64);
    let mut all = 0;
    for _ in 0..kills.div_ceil(A_LIBRARY) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("library.db");
        let mut kept = BTreeMap::new();
        for _ in 0..A_LIBRARY {
            let order = format!("{ROLE}, {} {}", seeded.below(1 << 30), path.display());
            let child = again("killed::saves_without_end_when_asked", &order).spawn();
            let lines = confirmed(child.expect("it starts"), &mut seeded);
            all += lines.len();
            let id = |line: &String| line.split(' ').next()?.parse::<u64>().ok();
            kept.extend(lines.into_iter().map(|line| (id(&line).expect("a number"), line)));
            // Else the next process mends what the killed one left.
            if seeded.below(2) == 0 {
                check(&path, &kept);
            }
        }
        check(&path, &kept);
    }
    assert!(all > kills, "{all} steps confirmed in {kills} lives");
}
