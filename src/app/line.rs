//! One line being typed. Knows its text and cursor, not what it is for.

use crossterm::event::KeyCode;
use unicode_segmentation::UnicodeSegmentation;

use super::keys::Press;

/// A line of text with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    before: String,
    after: String,
}

impl Line {
    /// A line with this text, the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { before: text.to_owned(), after: String::new() }
    }

    /// A line with this text, the cursor at that byte of it.
    pub fn at(text: &str, cursor: usize) -> Self {
        let (before, after) = text.split_at_checked(cursor).unwrap_or((text, ""));
        Self { before: before.to_owned(), after: after.to_owned() }
    }

    /// The whole text.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Puts text in at the cursor; line breaks become spaces.
    pub fn insert(&mut self, text: &str) {
        let kept = text.chars().map(|c| if c.is_control() { ' ' } else { c });
        self.before.extend(kept);
    }

    /// Edits by one key press; false if the key means nothing here.
    pub fn press(&mut self, press: Press) -> bool {
        match (press.code, press.control) {
            (KeyCode::Char(c), false) => self.before.push(c),
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => drop(pop(&mut self.before)),
            (KeyCode::Delete, _) => drop(shift(&mut self.after)),
            (KeyCode::Char('w'), true) => self.delete_word(),
            (KeyCode::Char('u'), true) => self.before.clear(),
            (KeyCode::Char('k'), true) => self.after.clear(),
            (KeyCode::Left, _) | (KeyCode::Char('b'), true) => {
                let grapheme = pop(&mut self.before);
                self.after.insert_str(0, &grapheme);
            }
            (KeyCode::Right, _) | (KeyCode::Char('f'), true) => {
                let grapheme = shift(&mut self.after);
                self.before.push_str(&grapheme);
            }
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => {
                self.after.insert_str(0, &std::mem::take(&mut self.before));
            }
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => {
                self.before.push_str(&std::mem::take(&mut self.after));
            }
            _ => return false,
        }
        true
    }

    fn delete_word(&mut self) {
        let kept = self.before.trim_end();
        let start = kept.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        self.before.truncate(start);
    }
}

fn pop(text: &mut String) -> String {
    let last = text.graphemes(true).next_back().unwrap_or_default().to_owned();
    text.truncate(text.len() - last.len());
    last
}

fn shift(text: &mut String) -> String {
    let first = text.graphemes(true).next().unwrap_or_default().to_owned();
    text.replace_range(..first.len(), "");
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(start: &str, keys: &[&str], before: &str, after: &str) {
        let mut line = Line::new(start);
        for key in keys {
            let press = match *key {
                "Backspace" => Press { code: KeyCode::Backspace, control: false },
                key => Press::parse(key).expect("a key"),
            };
            line.press(press);
        }
        assert_eq!((line.before.as_str(), line.after.as_str()), (before, after));
    }

    #[test]
    fn edits_at_the_cursor() {
        check("ab", &["Left", "x"], "ax", "b");
        check("one two", &["^W"], "one ", "");
        check("one", &["Home", "^K"], "", "");
        check("né\u{301}", &["Backspace"], "n", "");
        check("", &["Left", "Right", "Backspace"], "", "");
    }
}
