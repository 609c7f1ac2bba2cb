//! Whether a text is marked up, as a web page or as Markdown, or merely talks of markup.

use crate::text::phrase::has_sign;

/// Whether a text is a web page or a part of one. Its name counts where only few tags stand in it.
pub(super) fn is_html(text: &str, name: &str) -> bool {
    let text = behind_prolog(text);
    if opens_as_html(text) {
        return true;
    }
    if memchr::memchr(b'<', text.as_bytes()).is_none() {
        return false;
    }
    let (blocks, letters) = block_tags(text);
    let named = has_ending(name, &["html", "htm", "xhtml", "shtml", "mht"]);
    let begins = text.starts_with('<');
    // A page has a tag every few lines; a text about tags has few, and words before the first.
    match (named, begins) {
        (true, true) => blocks >= 1,
        (true, false) => blocks >= 2,
        (false, true) => blocks >= 3 && blocks * 1_500 >= letters,
        (false, false) => blocks >= 12 && blocks * 300 >= letters,
    }
}

/// The text behind comments, declarations and processing instructions.
fn behind_prolog(text: &str) -> &str {
    let mut text = text.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    loop {
        let rest = if let Some(comment) = text.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if let Some(instruction) = text.strip_prefix("<?") {
            instruction.split_once('>')
        } else {
            None
        };
        let Some((_, rest)) = rest else { return text };
        text = rest.trim_start();
    }
}

/// Whether it opens as nothing but a web page does.
fn opens_as_html(text: &str) -> bool {
    const OPENINGS: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<meta", "<title"];
    OPENINGS.iter().any(|opening| {
        let head = text.as_bytes().get(..opening.len()).unwrap_or_default();
        let behind = text.as_bytes().get(opening.len());
        head.eq_ignore_ascii_case(opening.as_bytes())
            && behind.is_none_or(|next| !next.is_ascii_alphanumeric())
    })
}

/// How many start and end tags of blocks stand in a text, and how many letters besides. Tags within
/// the signs of quoted code are words about tags.
fn block_tags(text: &str) -> (usize, usize) {
    const BLOCKS: [&str; 22] = [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "table",
        "tr",
        "td",
        "th",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "blockquote",
        "figure",
        "main",
    ];
    let mut blocks = 0;
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        // What stands between backticks is quoted.
        for part in line.split('`').step_by(2).filter(|_| !fenced) {
            for tag in part.split('<').skip(1) {
                let tag = tag.strip_prefix('/').unwrap_or(tag);
                let end = tag.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(tag.len());
                let name = tag.get(..end).unwrap_or_default().to_ascii_lowercase();
                let closes = tag.get(end..).is_some_and(|rest| {
                    rest.starts_with('>') || rest.starts_with("/>") || rest.starts_with([' ', '\n'])
                });
                blocks += usize::from(closes && BLOCKS.contains(&name.as_str()));
            }
        }
    }
    (blocks, text.len())
}

/// Whether a text is Markdown: by its name, or by several sure signs of different kinds.
pub(super) fn is_markdown(text: &str, name: &str) -> bool {
    if has_ending(name, &["md", "markdown", "mdown", "mkd", "mdx"]) {
        return true;
    }
    if !has_sign(text.as_bytes(), b"#`|]*") {
        return false;
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let headings = (0..lines.len()).filter(|at| stands_as_heading(&lines, *at)).count();
    let fences = lines.iter().filter(|line| line.starts_with("```")).count() / 2;
    let rows = lines.iter().filter(|line| is_ruling(line)).count();
    let targets = text.matches("](").count();
    let strong = text.matches("**").count() / 2;
    // Hash signs alone open comments and channels, stars alone stress words in plain text.
    let kinds = [headings > 0, fences > 0, targets > 0, strong > 0, rows > 0];
    let kinds = kinds.into_iter().filter(|kind| *kind).count();
    kinds >= 2 && headings + fences + targets + rows >= 2
}

/// Whether the line at `at` is a heading with nothing above and below: a comment stands by its code.
fn stands_as_heading(lines: &[&str], at: usize) -> bool {
    let is_free = |at: Option<usize>| {
        at.and_then(|at| lines.get(at)).is_none_or(|line| line.is_empty() || is_heading(line))
    };
    let line = lines.get(at).copied().unwrap_or_default();
    is_heading(line)
        && is_free(at.checked_sub(1))
        && lines.get(at + 1).is_none_or(|line| line.is_empty())
}

/// "## Heading".
fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - words.len()))
        && words.strip_prefix(' ').is_some_and(|words| words.starts_with(char::is_alphanumeric))
}

/// "|---|:--|", which parts the head of a table from its body.
fn is_ruling(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|char| " |:-".contains(char))
}

/// Whether a file's name ends in one of `endings`, whatever its case.
fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| endings.iter().any(|other| ending.eq_ignore_ascii_case(other)))
}
