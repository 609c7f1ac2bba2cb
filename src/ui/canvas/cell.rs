//! What a cell of the screen shows: a symbol and a look, each a number that a canvas gives out. Where
//! the cell is, and what changes it, the canvas knows.

use ratatui::style::{Color, Modifier, Style};

/// What one cell shows; a canvas tells its symbol and its look.
/// One number, so that two are compared at once: the symbol below, the look above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell(u64);

/// A character, or [`Symbol::CLUSTER`] and the index of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Symbol(pub(super) u32);

impl Symbol {
    pub(super) const BLANK: Self = Self(' ' as u32);
    /// Set where no character has a bit.
    pub(super) const CLUSTER: u32 = 1 << 31;

    pub(super) fn is_ascii(self) -> bool {
        self.0 < 128
    }
}

/// A [`Look`]'s place on one canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LookId(pub(super) u32);

impl Cell {
    pub(super) const BLANK: Self = Self::new(Symbol::BLANK, LookId(0));

    pub(super) const fn new(symbol: Symbol, look: LookId) -> Self {
        Self(symbol.0 as u64 | (look.0 as u64) << 32)
    }

    pub(super) fn symbol(self) -> Symbol {
        Symbol(self.0 as u32)
    }

    /// How it looks.
    pub fn look(self) -> LookId {
        LookId((self.0 >> 32) as u32)
    }

    /// The character, where it is one of ASCII.
    pub fn ascii(self) -> Option<u8> {
        if self.symbol().is_ascii() { Some(self.0 as u8) } else { None }
    }

    /// How many columns change at most with it: what a terminal does with the second half of a wide
    /// character is its own affair.
    pub(super) fn halves(self) -> usize {
        if self.symbol().is_ascii() { 1 } else { 2 }
    }
}

/// How a cell looks, its symbol aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The colour of the symbol.
    pub text: Color,
    /// The colour behind it.
    pub ground: Color,
    /// Bold, italic and the like.
    pub modifier: Modifier,
}

impl Look {
    /// The same without what shows on a blank.
    #[must_use]
    pub fn bare(self) -> Self {
        let shows = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
        Self { ground: Color::Reset, modifier: self.modifier.difference(shows), ..self }
    }

    /// Whether a blank looks the same as in the plain look.
    pub fn is_bare(self) -> bool {
        self == self.bare()
    }
}

impl From<Style> for Look {
    fn from(style: Style) -> Self {
        let [text, ground] = [style.fg, style.bg].map(Option::unwrap_or_default);
        Self { text, ground, modifier: style.add_modifier.difference(style.sub_modifier) }
    }
}
