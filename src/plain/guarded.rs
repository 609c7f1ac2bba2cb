//! Text on its way to a terminal, which obeys some characters: these come out as marks.

use std::io::Write;

use super::by_line::ByLine;
use crate::text::shown::safe;

/// Writes lines as [`safe`] shows them.
pub fn guarded<W: Write>(out: W) -> ByLine<W, impl Fn(&str) -> String> {
    ByLine::new(out, |line| safe(line).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_comes_out_as_marks() {
        let mut guarded = guarded(Vec::new());
        // A line, and a character, may come in pieces.
        for piece in [&b"a\x1b[31m\r\nb\xc2"[..], b"\x9bc\r", b"\nlast\x07"] {
            guarded.write_all(piece).expect("memory");
        }
        let out = guarded.finish().expect("memory");
        let shown = String::from_utf8(out).expect("UTF-8");
        assert_eq!(shown, "a^[[31m\nb<U+009B>c\nlast^G\n");
    }
}
