//! Pages written as XML: an element may close itself there, which to a parser of HTML it does not.

use std::borrow::Cow;

use super::tags::{Event, Tags, is_void};

/// The page as a parser of HTML understands it.
pub(super) fn as_html(page: &str) -> Cow<'_, str> {
    if !is_xml(page) {
        return Cow::Borrowed(page);
    }
    let mut html = String::with_capacity(page.len() + page.len() / 16);
    let mut copied = 0;
    for event in Tags::of_xml(page) {
        if let Event::Open(tag) = event
            && tag.closed
            && !is_void(tag.name)
        {
            html.push_str(page.get(copied..tag.end).unwrap_or_default());
            html += &format!("</{}>", tag.name);
            copied = tag.end;
        }
    }
    html.push_str(page.get(copied..).unwrap_or_default());
    Cow::Owned(html)
}

/// Whether a page opens as XML does.
fn is_xml(page: &str) -> bool {
    let head = page.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let head = head.get(..head.floor_char_boundary(600)).unwrap_or_default();
    head.starts_with("<?xml") || head.contains("xmlns=\"http://www.w3.org/1999/xhtml\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_that_close_themselves_are_closed() {
        let xml = "<?xml version='1.0'?><title/><script src='a'/><p id=\"x\"/><br/>a<i>b</i>";
        let html = "<?xml version='1.0'?><title/></title><script src='a'/></script><p id=\"x\"/></p><br/>a<i>b</i>";
        assert_eq!(as_html(xml), html);
        assert_eq!(as_html("<p/>a"), "<p/>a");
    }
}
