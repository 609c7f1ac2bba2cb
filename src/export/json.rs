//! JSON Lines: a row an object, each on a line of its own.

use std::io::{self, Write};

use serde::Serialize;

use super::plan::Section;
use super::{Form, Page, Unit, Written};

/// JSON Lines on their way.
pub(super) struct Lines<'a> {
    unit: Unit,
    out: &'a mut dyn Write,
}

impl<'a> Lines<'a> {
    /// A row for each of these.
    pub(super) fn of(unit: Unit, out: &'a mut dyn Write) -> Self {
        Self { unit, out }
    }
}

impl Form for Lines<'_> {
    fn section(&mut self, _: &Section) -> io::Result<()> {
        Ok(())
    }

    fn page(&mut self, page: &Page<'_>) -> io::Result<usize> {
        let rows = page.rows(self.unit);
        rows.iter().try_for_each(|row| write_json(row, &mut self.out))?;
        Ok(rows.len())
    }

    fn end(&mut self, _: Written) -> io::Result<()> {
        Ok(())
    }
}

/// Writes one JSON line. Control characters beyond ASCII and those that turn the direction of
/// text, which JSON allows and terminals obey, are escaped too.
///
/// # Errors
/// Those of the writer.
pub fn write_json(value: &impl Serialize, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    writeln!(out, "{}", json(value)?)
}

/// As JSON on one line, safe for a terminal.
pub(super) fn json(value: &impl Serialize) -> io::Result<String> {
    let line = serde_json::to_string(value)?;
    let is_control = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
    };
    if !line.contains(is_control) {
        return Ok(line);
    }
    let mut escaped = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        if is_control(c) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    Ok(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_leaves_unescaped() {
        let mut out = Vec::new();
        write_json(&"a\u{9b}31m\u{202e}\u{1b}", &mut out).expect("memory");
        assert_eq!(String::from_utf8(out).expect("UTF-8"), "\"a\\u009b31m\\u202e\\u001b\"\n");
    }
}
