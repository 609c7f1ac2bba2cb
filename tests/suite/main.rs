//! One integration binary: the real program in a pseudo-terminal and in pipes, whole screens,
//! properties of the state machine, the shape of the source. It links once and shares helpers.

mod architecture;
mod commands;
mod edges;
mod escapes;
mod floods;
mod formats;
mod interrupted;
mod journeys;
mod opened;
mod pages;
mod properties;
mod screens;
mod support;
