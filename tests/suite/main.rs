//! One integration binary: the real program in a pseudo-terminal and in pipes, whole screens,
//! properties of the state machine, the shape of the source. It links once and shares helpers.

mod agreement;
mod anchors;
mod architecture;
mod commands;
mod edges;
mod escapes;
mod exports;
mod faults;
mod finding;
mod floods;
mod formats;
mod giant;
mod imports;
mod interrupted;
mod journeys;
mod killed;
mod library;
mod manual;
mod opened;
mod paged;
mod pages;
mod properties;
mod screens;
mod support;
mod themes;
mod windows;
