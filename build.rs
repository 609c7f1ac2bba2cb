//! Links the program to one place in memory. What it is made of holds some 50,000 pointers, mostly of tables of names
//! (of characters in HTML, of glyphs in PDF); a program that may be put anywhere sets all of them right at each start,
//! before its first instruction: half a millisecond of some five, and 2 MB of memory that no page of the file backs.
//! What unwinds its panics is linked in, where the compiler's own archive of that is there: a library less to find and to
//! set up at each start, a tenth of a millisecond.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    // Elsewhere linkers have other words for it, or forbid it.
    if is_release && target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        if has_archive("libgcc_eh.a") && has_archive("libgcc.a") {
            unwind_within();
        }
    }
}

/// Whether the compiler that links has an archive of that name.
fn has_archive(name: &str) -> bool {
    let told = Command::new("cc").arg(format!("-print-file-name={name}")).output();
    // It tells the bare name of what it does not have.
    told.is_ok_and(|told| Path::new(String::from_utf8_lossy(&told.stdout).trim()).is_absolute())
}

/// Puts a script of that name in front of the shared library `gcc_s`, which the standard library asks for.
fn unwind_within() {
    let folder = env::var("OUT_DIR").unwrap_or_default();
    let script = Path::new(&folder).join("libgcc_s.so");
    if fs::write(script, "INPUT(-lgcc_eh -lgcc)\n").is_ok() {
        println!("cargo::rustc-link-search=native={folder}");
    }
}
