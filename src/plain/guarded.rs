//! Text on its way to a terminal, which obeys some characters: these come out as marks.

use std::io::{self, Write};

use crate::text::shown::safe;

/// Writes lines as [`safe`] shows them.
pub struct Guarded<W: Write> {
    out: W,
    /// The line so far.
    line: Vec<u8>,
}

impl<W: Write> Guarded<W> {
    /// To that terminal.
    pub fn new(out: W) -> Self {
        Self { out, line: Vec::new() }
    }

    fn put(&mut self) -> io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        let line = line.strip_suffix("\r\n").or(line.strip_suffix('\n')).unwrap_or(&line);
        writeln!(self.out, "{}", safe(line))?;
        self.line.clear();
        Ok(())
    }
}

impl<W: Write> Write for Guarded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.put()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.line.is_empty() {
            self.put()?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_comes_out_as_marks() {
        let mut out = Vec::new();
        let mut guarded = Guarded::new(&mut out);
        // A line, and a character, may come in pieces.
        for piece in [&b"a\x1b[31m\r\nb\xc2"[..], b"\x9bc\r", b"\nlast\x07"] {
            guarded.write_all(piece).expect("memory");
        }
        guarded.flush().expect("memory");
        drop(guarded);
        let shown = String::from_utf8(out).expect("UTF-8");
        assert_eq!(shown, "a^[[31m\nb<U+009B>c\nlast^G\n");
    }
}
