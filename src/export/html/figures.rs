//! The table of statistics: a row for each figure that a passage states, with the way to it. It stands in
//! `noscript`, which is plain text to a browser that runs scripts, until the script is asked for it: a table
//! of ten thousand rows takes seconds to lay out.

use std::io::{self, Write};

use super::{escaped, marks};
use crate::export::Page;
use crate::export::record::Stated;
use crate::export::row::one_line;
use crate::tag::figure::Decimal;

/// The columns, and whether they hold numbers.
const COLUMNS: [(&str, bool); 6] = [
    ("Figure", false),
    ("Value", true),
    ("Unit", false),
    ("About", false),
    ("Article", false),
    ("Date", false),
];

/// Begins it.
pub(super) fn begin(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<section id=\"figures\" aria-labelledby=\"figures-title\" tabindex=\"-1\">\n\
         <h2 id=\"figures-title\">Statistics</h2>\n<p id=\"figures-shown\" role=\"status\"></p>\n\
         <noscript>\n<div class=\"scroll\" role=\"region\" aria-label=\"Table of statistics\" tabindex=\"0\">\n<table>\n\
         <thead><tr>"
    )?;
    for (name, is_number) in COLUMNS {
        let class = if is_number { " class=\"number\"" } else { "" };
        write!(out, "<th scope=\"col\"{class}><button type=\"button\">{name}</button></th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")
}

/// Writes the figures of an article; gives how many.
pub(super) fn rows(page: &Page<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let title = escaped(&one_line(page.about.title));
    let date = page.about.date.as_deref().unwrap_or_default();
    let mut count = 0;
    for passed in page.passages() {
        let record = passed.record;
        let passage = marks::id(page.number, record.start_char, record.end_char);
        for stated in &record.figures {
            row(stated, &passage, &title, date, out)?;
            count += 1;
        }
    }
    Ok(count)
}

fn row(
    stated: &Stated<'_>,
    passage: &str,
    title: &str,
    date: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Stated { text, start, end, value, to, unit, about, .. } = stated;
    let unit = unit.map(|unit| escaped(&unit.to_string())).unwrap_or_default();
    let about = escaped(&one_line(about.unwrap_or_default()));
    let to = to.map(|to| format!(" to {}", grouped(to))).unwrap_or_default();
    writeln!(
        out,
        "<tr><th scope=\"row\"><a href=\"#{passage}\" data-start=\"{start}\" data-end=\"{end}\">{}</a></th>\
         <td class=\"number\" data-value=\"{value}\">{}{to}</td><td>{unit}</td><td dir=\"auto\">{about}</td>\
         <td dir=\"auto\">{title}</td><td>{date}</td></tr>",
        escaped(text),
        grouped(*value)
    )
}

/// Ends it.
pub(super) fn end(out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "</tbody>\n</table>\n</div>\n</noscript>\n\
         <p><button type=\"button\" id=\"more\" hidden=\"hidden\">Show more</button></p>\n</section>"
    )
}

/// A number with a comma behind every third digit before the point: "1,300.5".
fn grouped(value: Decimal) -> String {
    let digits = value.to_string();
    let (whole, rest) = digits.split_once('.').map_or((&*digits, None), |(a, b)| (a, Some(b)));
    let mut grouped = String::new();
    for (at, c) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left.is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(c);
    }
    rest.map_or_else(|| grouped.clone(), |rest| format!("{grouped}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        for (digits, scale, expected) in
            [(7, 0, "7"), (1300, 0, "1,300"), (-25_000_025, 2, "-250,000.25"), (-100, 0, "-100")]
        {
            assert_eq!(grouped(Decimal::new(digits, scale)), expected);
        }
    }
}
