//! What the tests share: keys as a person would write them, screens as text with a row of
//! styles, the real program in a pseudo-terminal, the program in a pipe, a pile of articles, a library
//! that is written to.

pub(crate) mod kept;
pub(crate) mod keys;
pub(crate) mod pile;
pub(crate) mod piped;
pub(crate) mod screen;
pub(crate) mod session;
