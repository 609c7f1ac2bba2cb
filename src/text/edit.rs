//! Replaces pieces of a text from its beginning to its end, and keeps the way back. Knows nothing of
//! what is replaced and why.

use super::Origin;

/// A text on the way to its next version.
pub(super) struct Edit<'a> {
    before: &'a str,
    text: String,
    origin: Origin,
    /// Bytes of the text before that are done with.
    done: usize,
}

impl<'a> Edit<'a> {
    pub(super) fn of(before: &'a str) -> Self {
        let text = String::with_capacity(before.len());
        Self { before, text, origin: Origin::identity(before.len()), done: 0 }
    }

    /// Puts `with` for what stands at `start..end`, which must lie behind all that was replaced.
    pub(super) fn replace(&mut self, start: usize, end: usize, with: &str) {
        self.keep(start);
        if !with.is_empty() {
            self.origin.step(self.text.len(), start);
            self.text.push_str(with);
        }
        self.done = end;
    }

    fn keep(&mut self, end: usize) {
        self.origin.step(self.text.len(), self.done);
        self.text.push_str(self.before.get(self.done..end).unwrap_or_default());
    }

    /// The new text and the way from it to the one before.
    pub(super) fn finish(mut self) -> (String, Origin) {
        self.keep(self.before.len());
        self.origin.step(self.text.len(), self.before.len());
        (self.text, self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaced_and_dropped_pieces_lead_back() {
        let mut edit = Edit::of("a\u{ad}bﬁc");
        edit.replace(1, 3, "");
        edit.replace(4, 7, "fi");
        let (text, origin) = edit.finish();
        assert_eq!(text, "abfic");
        assert_eq!([0, 1, 2, 4, 5].map(|at| origin.to_source(at)), [0, 3, 4, 7, 8]);
        assert_eq!([0, 1, 3, 4, 7].map(|at| origin.to_text(at)), [0, 1, 1, 2, 4]);
    }
}
