//! Links the program to one place in memory. What it is made of holds some 50,000 pointers, mostly of tables of names
//! (of characters in HTML, of glyphs in PDF); a program that may be put anywhere sets all of them right at each start,
//! before its first instruction: half a millisecond of some five, and 2 MB of memory that no page of the file backs.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    // Elsewhere linkers have other words for it, or forbid it.
    if is_release && target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
