//! Output that is taken line by line, each written as somebody else has it: what [`super::guarded()`] and
//! [`super::wrapped()`] share. Changes no line itself.

use std::io::{self, Write};

/// Writes lines as `shown` has them; it gets each without its end.
#[derive(Debug)]
pub struct ByLine<W: Write, F: Fn(&str) -> String> {
    out: W,
    shown: F,
    /// The line so far.
    line: Vec<u8>,
}

impl<W: Write, F: Fn(&str) -> String> ByLine<W, F> {
    /// To that output.
    pub(super) fn new(out: W, shown: F) -> Self {
        Self { out, shown, line: Vec::new() }
    }

    /// Writes a line that has no end yet; gives what was written to.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        if !self.line.is_empty() {
            self.put()?;
        }
        Ok(self.out)
    }

    fn put(&mut self) -> io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        let line = line.strip_suffix("\r\n").or(line.strip_suffix('\n')).unwrap_or(&line);
        writeln!(self.out, "{}", (self.shown)(line))?;
        self.line.clear();
        Ok(())
    }
}

impl<W: Write, F: Fn(&str) -> String> Write for ByLine<W, F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.put()?;
            }
        }
        Ok(bytes.len())
    }

    /// Hands over whole lines.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
