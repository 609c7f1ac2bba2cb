//! The looks of a scheme for words that are written, not drawn: those of the reader.

use super::paint::parameters;
use crate::app::Scheme;
use crate::plain::{Ink, Looks};
use crate::tag::{Kind, Kinds};
use crate::ui::palette::Palette;

/// The ink of a scheme.
pub fn ink(scheme: Scheme) -> Ink {
    let palette = Palette::of(scheme);
    let voiced =
        [&[][..], &[Kind::Concern], &[Kind::Opportunity], &[Kind::Concern, Kind::Opportunity]];
    let passage =
        |kinds: &[Kind]| parameters(palette.passage(kinds.iter().copied().collect::<Kinds>()));
    Ink::of(Looks {
        kinds: Kind::ALL.map(|kind| parameters(palette.sign(kind))),
        passages: voiced.map(passage),
        strong: parameters(palette.strong),
        dim: parameters(palette.dim),
        found: parameters(palette.found),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_differ_by_more_than_colour() {
        let concern = Kinds::NONE.with(Kind::Concern);
        assert_eq!(ink(Scheme::Dark).passage(concern, "a"), "\x1b[4;38;5;214ma\x1b[0m");
        assert_eq!(ink(Scheme::Plain).passage(concern, "a"), "\x1b[4ma\x1b[0m");
        assert_eq!(ink(Scheme::Plain).passage(Kinds::NONE, "a"), "a");
    }
}
