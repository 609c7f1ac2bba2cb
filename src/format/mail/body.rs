//! The text of a mail: what was written, and what its end carries along (a signature, the lines of a
//! mailing list, the whole of what it answers), which folds away as furniture.

use crate::text::{BlockKind, Furniture, Manuscript, Piece, Told};

/// The article of a mail.
pub(super) fn manuscript(told: Told, text: &str) -> Manuscript {
    let Parts { written, answered, signed, list } = parts(text);
    let mut manuscript = Manuscript::of_text(told, &written);
    for (lines, furniture) in [
        (answered, Furniture::Related),
        (signed, Furniture::Profile),
        (list, Furniture::Navigation),
    ] {
        let paragraphs = lines.split("\n\n").map(str::trim).filter(|words| !words.is_empty());
        let kind = BlockKind::Furniture(furniture);
        manuscript.pieces.extend(paragraphs.map(|words| Piece::new(kind, words)));
    }
    manuscript
}

/// The parts of a mail from top to bottom.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    written: String,
    /// What it answers, where that stands as a whole below the text.
    answered: String,
    signed: String,
    /// The lines of a mailing list.
    list: String,
}

fn parts(text: &str) -> Parts {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let rest = lines.as_slice();
    let (rest, list) = split(rest, rest.iter().rposition(|line| is_list_rule(line)));
    let sign = rest.iter().rposition(|line| matches!(*line, "--" | "- --"));
    // Behind a signature there is no text of one's own; a quotation below it was answered.
    let (rest, below) = split(rest, sign);
    let quote = below.iter().position(|line| line.starts_with('>'));
    let (signed, below) = split(below, quote);
    let (written, answered) = split(rest, answered_from(rest));
    let answered = [answered, below].concat();
    let written = if written.iter().all(|line| line.is_empty()) { rest } else { written };
    let answered = if written.len() == rest.len() { below.to_vec() } else { answered };
    Parts {
        written: written.join("\n"),
        answered: unquoted(&answered),
        signed: signed.iter().skip(1).copied().collect::<Vec<_>>().join("\n"),
        list: list.iter().skip(1).copied().collect::<Vec<_>>().join("\n"),
    }
}

/// The lines before `at` and those from there on.
fn split<'a, 'b>(lines: &'a [&'b str], at: Option<usize>) -> (&'a [&'b str], &'a [&'b str]) {
    lines.split_at(at.unwrap_or(lines.len()))
}

/// The rule over what a mailing list adds to each mail.
fn is_list_rule(line: &str) -> bool {
    line.len() >= 40 && line.bytes().all(|byte| byte == b'_')
}

/// The line from which on there is nothing but what the mail answers: a quotation that runs to the
/// end with the line that introduces it, or a copy below a rule.
fn answered_from(lines: &[&str]) -> Option<usize> {
    let copied = lines.iter().position(|line| {
        let words = line.trim_matches(['-', ' ']);
        line.starts_with("---") && (words == "Original Message" || words == "Forwarded message")
    });
    // What was sent on is there to be read; what was answered is not.
    let copied = copied.filter(|at| lines.get(*at).is_some_and(|line| line.contains("Original")));
    let last = lines.iter().rposition(|line| !line.is_empty())?;
    let quoted = |line: &&str| line.starts_with('>') || line.is_empty();
    let mut first = last;
    while first > 0 && lines.get(first - 1).is_some_and(quoted) {
        first -= 1;
    }
    if !lines.get(last)?.starts_with('>') {
        return copied;
    }
    let before = lines.get(..first)?.iter().rposition(|line| !line.is_empty());
    let opens = |at: &usize| lines.get(*at).is_some_and(|line| line.ends_with(':'));
    let first = before.filter(opens).map_or(first, |end| {
        // "On 5 September\nKaren Holt wrote:" may take two lines.
        let start = end.checked_sub(1).filter(|at| lines.get(*at).is_some_and(|l| !l.is_empty()));
        start.unwrap_or(end)
    });
    Some(copied.map_or(first, |at| at.min(first)))
}

/// Lines without the marks of quotation.
fn unquoted(lines: &[&str]) -> String {
    let lines = lines.iter().map(|line| line.trim_start_matches(['>', ' ']));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signature_and_list_are_set_apart() {
        let rule = "_".repeat(47);
        let text =
            format!("Costs fell.\n\n-- \nAda\nWard 3\n{rule}\nWards mailing list\nhttps://w.org");
        let parts = parts(&text);
        assert_eq!(parts.written.trim(), "Costs fell.");
        assert_eq!(parts.signed, "Ada\nWard 3");
        assert_eq!(parts.list, "Wards mailing list\nhttps://w.org");
    }

    #[test]
    fn only_a_quotation_at_the_end_is_what_was_answered() {
        let within = "> Will it change?\n\nYes, it will.";
        assert_eq!(parts(within), Parts { written: within.into(), ..Parts::default() });
        let below = "Yes, it will.\n\nOn 5 September 2023 Ada wrote:\n> Will it\n> change?\n";
        let found = parts(below);
        assert_eq!(found.written.trim(), "Yes, it will.");
        assert_eq!(found.answered, "On 5 September 2023 Ada wrote:\nWill it\nchange?\n".trim_end());
        let copy = "Yes.\n\n-----Original Message-----\nFrom: Ada\n\nWill it change?";
        assert_eq!(parts(copy).written.trim(), "Yes.");
        assert!(parts("> All of it is a quotation.").written.contains("All of it"));
    }
}
