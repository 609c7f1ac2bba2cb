//! `perusal`: a terminal reader for a pile of articles.
//!
//! The layers, in reading order; each may use only those above it (held by
//! `tests/suite/architecture.rs`, told in `ARCHITECTURE.md`).

pub mod text;

pub mod format;
pub mod tag;

pub mod library;
pub mod reading;

pub mod export;

pub mod app;

pub mod import;
pub mod ingest;
pub mod plain;
pub mod store;

pub mod shelf;

pub mod ui;

pub mod args;
pub mod run;

pub mod commands;
