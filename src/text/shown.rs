//! What of a text is safe to show: each grapheme as cells, control characters as visible marks.
