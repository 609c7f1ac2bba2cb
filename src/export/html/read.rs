//! A page read back: the words of each mark and of each figure of the table with the place that they name,
//! in the order of the text. Reads as strictly as XML asks, so that no mark is left open and no article
//! brings an element of its own; holds one article at a time.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::tail;
use crate::export::verify::{Quoted, unlike};

/// Hands each quotation of a page over.
///
/// # Errors
/// Those of `place`, and where it is not such a page.
pub(in crate::export) fn read(
    input: impl BufRead,
    place: &mut dyn FnMut(Quoted) -> io::Result<()>,
) -> io::Result<()> {
    let mut reader = Reader::from_reader(input);
    let (mut buffer, mut pieces) = (Vec::new(), Pieces::default());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(io::Error::other)? {
            Event::Start(start) => pieces.start(&start)?,
            Event::Text(words) => pieces.words(&words),
            Event::GeneralRef(name) => {
                let resolved = quick_xml::escape::resolve_predefined_entity(&name);
                pieces.words(resolved.ok_or_else(|| unlike("a character is not known"))?);
            }
            Event::End(end) if end.name().as_ref() == "main" => break,
            Event::End(end) => {
                if let Some(done) = pieces.end(end.name().as_ref()) {
                    done.into_iter().try_for_each(&mut *place)?;
                }
            }
            Event::Eof => return Err(unlike("it ends before its end")),
            _ => {}
        }
    }
    let mut rest = String::new();
    reader.into_inner().read_to_string(&mut rest)?;
    if rest == tail() { Ok(()) } else { Err(unlike("its end is another")) }
}

/// Quotations on their way, a piece at a time.
#[derive(Default)]
struct Pieces {
    /// Of every element that is open, outermost first, which quotation goes on in it.
    open: Vec<Option<usize>>,
    /// What goes on, in the order in which they begin.
    quoted: Vec<Quoted>,
    /// Which is which.
    known: BTreeMap<String, usize>,
}

impl Pieces {
    fn start(&mut self, element: &BytesStart<'_>) -> io::Result<()> {
        let mut attributes = BTreeMap::new();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(io::Error::other)?;
            attributes.insert(attribute.key.as_ref().to_owned(), attribute.value.into_owned());
        }
        let get = |name: &str| attributes.get(name);
        let number = |name| get(name).and_then(|it| it.parse().ok());
        let is_mark = element.name().as_ref() == "mark";
        let place = match get("id").filter(|_| is_mark) {
            Some(id) => place_of(id),
            None => number("data-start").zip(number("data-end")),
        };
        let mut which = None;
        if let Some((start_char, end_char)) = place {
            which = Some(self.quoted.len());
            self.known.extend(get("id").map(|id| (id.clone(), self.quoted.len())));
            self.quoted.push(Quoted { start_char, end_char, text: String::new() });
        } else if let Some(id) = get("data-of") {
            let first = self.known.get(id).ok_or_else(|| unlike("a piece is of no passage"))?;
            which = Some(*first);
        }
        self.open.push(which);
        Ok(())
    }

    fn words(&mut self, words: &str) {
        for which in self.open.iter().copied().flatten() {
            if let Some(quoted) = self.quoted.get_mut(which) {
                quoted.text.push_str(words);
            }
        }
    }

    /// Ends an element; gives the quotations that are whole by that.
    fn end(&mut self, name: &str) -> Option<Vec<Quoted>> {
        self.open.pop();
        if !matches!(name, "article" | "tr") {
            return None;
        }
        self.known.clear();
        let mut done = std::mem::take(&mut self.quoted);
        done.sort_by_key(|quoted| (quoted.start_char, quoted.end_char));
        Some(done)
    }
}

/// The place that the id of a mark tells, as `marks::id` makes it.
fn place_of(id: &str) -> Option<(usize, usize)> {
    let (_, place) = id.strip_prefix('p')?.split_once('-')?;
    let (start, end) = place.split_once('-')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}
