//! The margins of pages: running heads, footers and page numbers, known by standing in the same place
//! of several pages and by saying the same, numbers aside.

use super::line::Line;

/// Lines at the top and at the bottom of a page that may be of the margin.
const DEEP: usize = 2;

/// How far such lines may move from page to page, in points.
const DRIFT: f32 = 12.0;

/// Takes the lines of the margins out of the pages, and gives what they say, each once and without
/// the numbers of pages. Numbers the pages on the way.
pub(super) fn take(pages: &mut [Vec<Line>]) -> Vec<String> {
    for (number, page) in pages.iter_mut().enumerate() {
        for line in page {
            line.page = number;
        }
    }
    let edges: Vec<Vec<Edge>> = pages.iter().map(|page| edges(page)).collect();
    let mut said: Vec<String> = Vec::new();
    for (number, page) in pages.iter_mut().enumerate() {
        let own = edges.get(number).map_or(&[][..], Vec::as_slice);
        let margin: Vec<f32> = own
            .iter()
            .filter(|edge| edge.is_number || repeats(edge, number, &edges))
            .map(|edge| edge.y)
            .collect();
        page.retain(|line| {
            let out = line.is_margin || margin.contains(&line.y);
            if out
                && !is_number(&line.text)
                && !said.iter().any(|known| plain(known) == plain(&line.text))
            {
                said.push(line.text.clone());
            }
            !out
        });
    }
    said
}

/// A line at the top or bottom of a page.
#[derive(Debug)]
struct Edge {
    plain: String,
    y: f32,
    is_number: bool,
}

fn edges(page: &[Line]) -> Vec<Edge> {
    let mut lines: Vec<&Line> = page.iter().filter(|line| !line.is_margin).collect();
    lines.sort_by(|one, other| other.y.total_cmp(&one.y));
    let count = lines.len();
    let outermost = |at: usize| at == 0 || at + 1 == count;
    let near = lines.into_iter().enumerate().filter(|(at, _)| *at < DEEP || *at + DEEP >= count);
    near.map(|(at, line)| Edge {
        plain: plain(&line.text),
        y: line.y,
        is_number: outermost(at) && count > 1 && is_number(&line.text),
    })
    .collect()
}

/// Whether other pages say the same in the same place: one of two, or a good part of many, for left
/// and right pages differ and chapters have heads of their own.
fn repeats(edge: &Edge, number: usize, pages: &[Vec<Edge>]) -> bool {
    let near = |other: &Edge| other.plain == edge.plain && (other.y - edge.y).abs() <= DRIFT;
    let others = pages.iter().enumerate().filter(|(at, _)| *at != number);
    let same = others.filter(|(_, page)| page.iter().any(near)).count();
    same >= if pages.len() > 3 { 2 } else { 1 }
}

/// What a line says with its numbers made equal.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        if !char.is_ascii_digit() {
            plain.extend(char.to_lowercase());
        } else if !plain.ends_with('#') {
            plain.push('#');
        }
    }
    plain
}

/// Whether a line is the number of a page: "12", "- 12 -", "xii", "Page 3 of 9", "3/9".
fn is_number(text: &str) -> bool {
    let plain = plain(text);
    let words = plain.trim_matches([' ', '-', '–', '—', '|', '·', '[', ']', '(', ')']);
    let roman = words.len() <= 6 && words.chars().all(|char| "ivxl".contains(char));
    let counted = [
        "#",
        "#/#",
        "# / #",
        "# of #",
        "page #",
        "page # of #",
        "seite #",
        "seite # von #",
        "p. #",
    ];
    text.len() <= 24 && !words.is_empty() && (roman || counted.contains(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f32) -> Line {
        Line { text: text.into(), y, size: 10.0, ..Line::default() }
    }

    fn page(number: u32, words: &str) -> Vec<Line> {
        vec![
            line(&format!("The Ledger {number}"), 800.0),
            line(words, 700.0),
            line("and so on", 688.0),
            line(&"more of it ".repeat(number as usize), 676.0),
            line(&format!("{number}"), 40.0),
        ]
    }

    #[test]
    fn heads_and_numbers_are_taken_out() {
        let mut pages = vec![page(1, "One"), page(2, "Two"), page(3, "Three")];
        assert_eq!(take(&mut pages), ["The Ledger 1"]);
        let texts =
            |page: &Vec<Line>| page.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&pages[1]), ["Two", "and so on", "more of it more of it "]);
        assert_eq!(pages[2][0].page, 2);
    }

    #[test]
    fn a_single_page_loses_its_number_only() {
        let mut pages = vec![page(1, "One")];
        take(&mut pages);
        assert_eq!(pages[0].len(), 4);
        assert_eq!(pages[0][0].text, "The Ledger 1");
    }

    #[test]
    fn page_numbers_come_in_several_dresses() {
        for text in ["12", "- 12 -", "xii", "Page 3 of 9", "3/9", "[4]"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["In 2024", "12%", "Costs", "mix of 3"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
