//! Makes the weights file of the product's model for concern and opportunity.

pub use perusal::tag::stance::{model, split, weights};

pub mod data;
pub mod fit;
pub mod net;
pub mod pack;
pub mod random;
