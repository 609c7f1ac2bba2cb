//! Which colours the environment asks for.

use crate::app::Scheme;

/// The scheme for these variables (`NO_COLOR`, `TERM`, `COLORTERM`, `COLORFGBG`).
///
/// The terminal is not asked: one that does not answer would hold up the first frame.
pub fn scheme(variable: impl Fn(&str) -> Option<String>) -> Scheme {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    let term = set("TERM").unwrap_or_default();
    if set("NO_COLOR").is_some() || term == "dumb" || term.is_empty() {
        return Scheme::Plain;
    }
    let many = term.contains("256") || term.contains("direct") || set("COLORTERM").is_some();
    if !many {
        return Scheme::Sixteen;
    }
    // "15;0": text and ground as two of the 16 colours.
    let ground = set("COLORFGBG").and_then(|pair| pair.rsplit(';').next()?.parse::<u8>().ok());
    if ground.is_some_and(|ground| matches!(ground, 7 | 9..=15)) {
        Scheme::Light
    } else {
        Scheme::Dark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(variables: &[(&str, &str)], expected: Scheme) {
        let get = |name: &str| {
            variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(scheme(get), expected, "{variables:?}");
    }

    #[test]
    fn the_environment_decides() {
        check(&[("TERM", "xterm-256color")], Scheme::Dark);
        check(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Scheme::Plain);
        check(&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Scheme::Dark);
        check(&[("TERM", "dumb")], Scheme::Plain);
        check(&[], Scheme::Plain);
        check(&[("TERM", "linux")], Scheme::Sixteen);
        check(&[("TERM", "xterm"), ("COLORTERM", "truecolor")], Scheme::Dark);
        check(&[("TERM", "rxvt-256color"), ("COLORFGBG", "0;15")], Scheme::Light);
        check(&[("TERM", "rxvt-256color"), ("COLORFGBG", "15;default;0")], Scheme::Dark);
    }
}
