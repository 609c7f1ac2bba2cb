//! Hostile bytes for a reader of perusal, which the variable `READER` names. libFuzzer brings the
//! bytes and hears of a fault by an abort; what a fault is, `fault` and `promise` say.

#![no_main]

mod fault;
mod packed;
mod promise;
mod reader;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fault::watch(), |bytes: &[u8]| reader::chosen().read(bytes));
