//! What stands above a Markdown text between rules: lines of a key and a value, as YAML or TOML have
//! them. Reads the few keys that tell of an article, and no more of either language.

use crate::text::Told;

/// What is told, and where the text begins.
pub(super) fn matter(text: &str) -> (Told, usize) {
    read(text).unwrap_or_default()
}

fn read(text: &str) -> Option<(Told, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let (ends, sign): (&[&str], char) = match first.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return None,
    };
    let mut told = Told::default();
    let mut slot: Option<&mut Option<String>> = None;
    let mut skip = first.len();
    for line in lines {
        skip += line.len();
        if ends.contains(&line.trim_end()) {
            return Some((told, skip));
        }
        let is_within = line.starts_with([' ', '\t', '-']);
        if is_within && let Some(slot) = &mut slot {
            add(slot, line);
        } else if let Some((key, value)) = line.split_once(sign).filter(|_| !is_within) {
            slot = None;
            if let Some(told) = told_by(&mut told, key.trim()) {
                add(told, value);
                slot = Some(told);
            }
        }
    }
    None
}

/// What the key tells.
fn told_by<'a>(told: &'a mut Told, key: &str) -> Option<&'a mut Option<String>> {
    Some(match key.to_ascii_lowercase().as_str() {
        "title" => &mut told.title,
        "author" | "authors" | "by" | "creator" => &mut told.author,
        "date" | "published" | "pubdate" | "publishdate" | "created" => &mut told.date,
        "source" | "publisher" | "publication" | "site" => &mut told.source,
        _ => return None,
    })
}

/// Adds a value, or several in brackets, or an item of a list.
fn add(slot: &mut Option<String>, value: &str) {
    let value = value.trim().trim_start_matches("- ").trim();
    let value = value.strip_prefix("name:").unwrap_or(value);
    let list = value.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
    let values = list.map_or_else(|| vec![value], |list| list.split(',').collect());
    for value in values {
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() || value.starts_with(['|', '>', '{', '#']) {
            continue;
        }
        *slot = Some(match slot.take() {
            Some(before) => format!("{before}, {value}"),
            None => value.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: [&str; 4], rest: &str) {
        let (told, skip) = matter(text);
        let told = [told.title, told.author, told.date, told.source];
        assert_eq!(told.map(Option::unwrap_or_default), expected);
        assert_eq!(text.get(skip..), Some(rest));
    }

    #[test]
    fn the_lines_above_a_text_tell_of_it() {
        let yaml = "---\ntitle: \"A: B\"\nauthor: Jo Doe\ndate: 2024-05-12\ntags: [x]\nsource: Ledger\n---\nText";
        check(yaml, ["A: B", "Jo Doe", "2024-05-12", "Ledger"], "Text");
        let list = "---\r\nauthors:\r\n  - name: Jo\r\n  - Al\r\ntitle: T\r\n...\r\nx";
        check(list, ["T", "Jo, Al", "", ""], "x");
        let toml = "+++\ntitle = 'T'\nauthors = [\"Jo\", \"Al\"]\n+++\nx";
        check(toml, ["T", "Jo, Al", "", ""], "x");
        check("---\nNo end.\n", [""; 4], "---\nNo end.\n");
        check("Text", [""; 4], "Text");
    }
}
