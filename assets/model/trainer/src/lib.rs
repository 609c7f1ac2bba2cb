//! A small tagger for the kinds concern and opportunity, and its trainer.
//!
//! `model` is what a product needs; everything else serves only to make the weights file.

pub mod data;
pub mod fit;
pub mod model;
pub mod net;
pub mod pack;
