//! Every colour, attribute and sign, scheme by scheme. A kind differs from the others by sign,
//! attribute, word and colour, any one of them enough.

use ratatui::style::{Color, Modifier, Style};

use crate::app::Scheme;
use crate::tag::{Kind, Kinds};

/// The looks of one scheme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// The colour of each kind, in the order of [`Kind::ALL`].
    pub kinds: [Color; 3],
    /// What recedes: furniture, rules, hints.
    pub dim: Style,
    /// What leads: titles, headings, the pane that has the focus.
    pub strong: Style,
    /// The chosen row of a list.
    pub chosen: Style,
    /// A match of the search.
    pub found: Style,
    /// The match that the eye is on.
    pub current: Style,
    /// The bars at the top and the bottom.
    pub bar: Style,
    /// What a person should not miss.
    pub notice: Style,
}

impl Palette {
    /// The looks of a scheme.
    pub fn of(scheme: Scheme) -> Self {
        match scheme {
            Scheme::Dark => Self::coloured([214, 69, 229].map(Color::Indexed)),
            Scheme::Light => Self::coloured([88, 17, 129].map(Color::Indexed)),
            Scheme::Sixteen => Self::coloured([Color::Red, Color::Blue, Color::Magenta]),
            Scheme::Plain => Self::coloured([Color::Reset; 3]),
        }
    }

    /// The colour a person gave a theme, where there are that many.
    pub fn theme(&self, colour: Option<u8>) -> Style {
        let has_many = matches!(self.kinds[0], Color::Indexed(_));
        let colour = colour.filter(|_| has_many).map(Color::Indexed);
        colour.map_or(Style::new(), |colour| Style::new().fg(colour))
    }

    fn coloured(kinds: [Color; 3]) -> Self {
        let plain = Style::new();
        let reversed = plain.add_modifier(Modifier::REVERSED);
        Self {
            kinds,
            dim: plain.add_modifier(Modifier::DIM),
            strong: plain.add_modifier(Modifier::BOLD),
            chosen: reversed,
            found: reversed,
            current: reversed.add_modifier(Modifier::BOLD),
            bar: plain,
            notice: plain.add_modifier(Modifier::BOLD),
        }
    }

    /// Words of a passage of these kinds: underlined for a concern, italic for an opportunity,
    /// both for both. A statistic alone leaves its words plain; its figure stands out instead.
    pub fn passage(&self, kinds: Kinds) -> Style {
        let mut style = Style::new();
        if kinds.has(Kind::Opportunity) {
            style = style.fg(self.kind(Kind::Opportunity)).add_modifier(Modifier::ITALIC);
        }
        if kinds.has(Kind::Concern) {
            style = style.fg(self.kind(Kind::Concern)).add_modifier(Modifier::UNDERLINED);
        }
        style
    }

    /// A figure within a passage.
    pub fn figure(&self) -> Style {
        self.sign(Kind::Statistic)
    }

    /// The sign of a kind, in gutter, rail, lists and status.
    pub fn sign(&self, kind: Kind) -> Style {
        let style = Style::new().fg(self.kind(kind));
        if kind == Kind::Statistic { style.add_modifier(Modifier::BOLD) } else { style }
    }

    fn kind(&self, kind: Kind) -> Color {
        self.kinds[kind as usize]
    }
}

/// The sign of a kind.
pub fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "!",
        Kind::Opportunity => "+",
        Kind::Statistic => "#",
    }
}

/// The sign for what a passage voices, figures aside, and the kind whose colour it has.
pub fn stance(kinds: Kinds) -> Option<(&'static str, Kind)> {
    match (kinds.has(Kind::Concern), kinds.has(Kind::Opportunity)) {
        (true, true) => Some(("*", Kind::Concern)),
        (true, false) => Some(("!", Kind::Concern)),
        (false, true) => Some(("+", Kind::Opportunity)),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colour cube and grey ramp of 256-colour terminals (as xterm defines them).
    fn rgb(color: Color) -> [f64; 3] {
        let Color::Indexed(index) = color else { panic!("{color:?} has no fixed value") };
        let level = |step: u8| if step == 0 { 0.0 } else { 55.0 + 40.0 * f64::from(step) };
        match index {
            16..=231 => {
                let index = index - 16;
                [index / 36, index / 6 % 6, index % 6].map(level)
            }
            232.. => [8.0 + 10.0 * f64::from(index - 232); 3],
            _ => panic!("the first 16 colours have no fixed value"),
        }
    }

    fn linear(channel: f64) -> f64 {
        let c = channel / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    }

    fn luminance(rgb: [f64; 3]) -> f64 {
        let [red, green, blue] = rgb.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio of WCAG 2.
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let [a, b] = [luminance(a), luminance(b)];
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Full dichromacy as simulated by Machado, Oliveira and Fernandes (2009), on linear light.
    const BLINDNESS: [(&str, [[f64; 3]; 3]); 4] = [
        ("none", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// CIE L*a*b* (D65) of a colour as seen through `matrix`.
    fn lab(rgb: [f64; 3], matrix: &[[f64; 3]; 3]) -> [f64; 3] {
        let light = rgb.map(linear);
        let seen = matrix.map(|row| {
            row.iter().zip(light).map(|(weight, part)| weight * part).sum::<f64>().clamp(0.0, 1.0)
        });
        let [red, green, blue] = seen;
        let xyz = [
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83,
        ];
        let [x, y, z] =
            xyz.map(|t| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    const BLACK: [f64; 3] = [0.0; 3];
    const DARK_GREY: [f64; 3] = [30.0; 3];
    const WHITE: [f64; 3] = [255.0; 3];
    const CREAM: [f64; 3] = [253.0, 246.0, 227.0];

    #[test]
    fn kinds_can_be_read_on_usual_grounds() {
        for (scheme, grounds) in
            [(Scheme::Dark, [BLACK, DARK_GREY]), (Scheme::Light, [WHITE, CREAM])]
        {
            for (color, ground) in
                Palette::of(scheme).kinds.iter().flat_map(|c| grounds.map(|g| (*c, g)))
            {
                let ratio = contrast(rgb(color), ground);
                assert!(ratio >= 4.0, "{scheme:?} {color:?} on {ground:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn kinds_differ_for_every_eye() {
        for scheme in [Scheme::Dark, Scheme::Light] {
            let kinds = Palette::of(scheme).kinds.map(rgb);
            for (name, matrix) in &BLINDNESS {
                for (a, b) in [(0, 1), (0, 2), (1, 2)] {
                    let apart = distance(lab(kinds[a], matrix), lab(kinds[b], matrix));
                    assert!(apart >= 20.0, "{scheme:?} {name} {a}/{b}: {apart:.1}");
                }
            }
        }
    }

    #[test]
    fn sixteen_colours_give_each_kind_its_own() {
        let [a, b, c] = Palette::of(Scheme::Sixteen).kinds;
        assert!(a != b && b != c && a != c);
    }

    #[test]
    fn kinds_differ_without_colour() {
        let plain = Palette::of(Scheme::Plain);
        let looks = Kind::ALL.map(|kind| plain.passage(Kinds::NONE.with(kind)));
        assert_ne!(looks[0], looks[1]);
        assert_ne!(plain.figure(), looks[0]);
        assert_ne!(plain.figure(), looks[1]);
        let signs = Kind::ALL.map(sign);
        assert!(signs[0] != signs[1] && signs[1] != signs[2] && signs[0] != signs[2]);
        for kind in Kind::ALL {
            assert_eq!(plain.kinds[kind as usize], Color::Reset);
        }
    }
}
