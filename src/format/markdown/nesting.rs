//! How deep the parts of a Markdown text may nest at most, by its signs: a parser pays for depth.

/// The most quotation signs and levels of indentation that a line opens with, or brackets that stand
/// open.
pub(super) fn depth(text: &str) -> usize {
    let line = |line: &str| {
        let mut depth = 0;
        let mut spaces = 0;
        for byte in line.bytes() {
            match byte {
                b'>' | b'-' | b'*' | b'+' => depth += 1,
                b' ' => spaces += 1,
                b'\t' => spaces += 4,
                _ => break,
            }
        }
        let rule = line.trim_end().bytes().all(|byte| matches!(byte, b'-' | b'*' | b' ' | b'+'));
        if rule { 0 } else { depth + spaces / 40 }
    };
    text.lines().map(line).max().unwrap_or_default()
}
