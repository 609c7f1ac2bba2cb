//! Where the words of a stretch stand in an article, whatever its author counted in: code points or UTF-16,
//! line ends as one character or two, a byte order mark or none. The words themselves decide; where they
//! stand somewhere else, they are looked for, and where they are nowhere, that is the answer.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::Stretch;
use crate::text::points::Unit;
use crate::text::{Anchor, Document, Ground, Origin, Points, Span, Standing};

/// Where a stretch was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landed {
    /// Its words, in bytes of the article's text.
    pub span: Span,
    /// How it got there.
    pub how: How,
}

/// How a place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is the one that was named, and the words are there.
    Told,
    /// It is the one that was named; no words were.
    Unchecked,
    /// The words stand elsewhere than was named.
    Found,
    /// Words that are like them do, or it is not sure that these are meant.
    Like,
}

/// A text and its places as one program counts them.
struct Counting<'t> {
    text: Cow<'t, str>,
    /// From its bytes to those of the source.
    way: Origin,
    unit: Unit,
    /// How many places are counted before the first.
    ahead: usize,
}

/// Fewer named stretches than this say nothing about what names are.
const TELLING: usize = 3;

/// Characters of a name from which on it may be the beginning of the words.
const BEGINNING: usize = 12;

/// Whether what stretches are called are their words: some programs put other names there.
pub fn are_words<'t>(texts: impl Iterator<Item = (&'t str, &'t [Stretch])>) -> bool {
    let mut named = 0;
    for (text, stretches) in texts {
        for stretch in stretches.iter().filter(|it| !bare(&it.words).is_empty()) {
            named += 1;
            let beginning: String = without_end(&stretch.words).chars().take(BEGINNING).collect();
            if text.contains(stretch.words.trim()) || text.contains(beginning.trim()) {
                return true;
            }
        }
    }
    named < TELLING
}

/// Puts stretches on an article that was read from `source`; none for those whose words are not in it.
pub fn land(
    source: &[u8],
    document: &Document,
    stretches: &[Stretch],
    are_words: bool,
) -> Vec<Option<Landed>> {
    let countings = countings(source, document);
    let words = |stretch: &Stretch| {
        let words = if are_words { stretch.words.as_str() } else { "" };
        bare(words)
    };
    let all: Vec<OnceCell<Points<'_>>> = countings.iter().map(|_| OnceCell::new()).collect();
    let points = |at: usize| all[at].get_or_init(|| Points::of(&countings[at].text));
    let hits = |at: usize| {
        let counting = &countings[at];
        let hit = |stretch: &&Stretch| {
            let words = words(stretch);
            !words.is_empty()
                && counting
                    .span(points(at), stretch)
                    .is_some_and(|span| is_said(span.of(&counting.text), &words, &stretch.words))
        };
        stretches.iter().filter(hit).count()
    };
    let wanted = stretches.iter().filter(|it| !words(it).is_empty()).count();
    let mut best = (0, 0);
    for at in 0..countings.len() {
        let hits = hits(at);
        if hits > best.1 {
            best = (at, hits);
        }
        if best.1 == wanted {
            break;
        }
    }
    if wanted == 0 || best.1 == 0 {
        // Without words line ends count as one, as the standard's own examples have it.
        best.0 = countings.iter().position(Counting::is_joined).unwrap_or_default();
    }
    let mut ground = None;
    let land = |stretch: &Stretch| {
        let words = words(stretch);
        let told = |at: usize| {
            let span = countings[at].span(points(at), stretch)?;
            Some(countings[at].home(span, document))
        };
        if words.is_empty() {
            let span = told(best.0)?.trimmed(&document.text);
            return (!span.is_empty()).then_some(Landed { span, how: How::Unchecked });
        }
        let others = (0..countings.len()).filter(|at| *at != best.0);
        for (nth, at) in std::iter::once(best.0).chain(others).enumerate() {
            let Some(span) = told(at) else { continue };
            if is_said(span.of(&document.text), &words, &stretch.words) {
                let how = if nth == 0 { How::Told } else { How::Found };
                return Some(Landed { span: span.trimmed(&document.text), how });
            }
        }
        let ground = ground.get_or_insert_with(|| Ground::of(&document.text));
        let start = told(best.0).map_or(0, |span| span.start);
        let anchor = Anchor {
            quote: stretch.words.trim().to_owned(),
            before: stretch.prefix.clone(),
            after: stretch.suffix.clone(),
            start,
        };
        let found = ground.find(&anchor);
        let how = match found.standing {
            Standing::InPlace => How::Found,
            Standing::Moved => How::Like,
            Standing::Lost => return None,
        };
        Some(Landed { span: found.span, how })
    };
    stretches.iter().map(land).collect()
}

/// What programs may count in, the most usual first.
fn countings<'t>(source: &'t [u8], document: &'t Document) -> Vec<Counting<'t>> {
    // What is no UTF-8 was read some other way; then places can only be those of what was read.
    let is_source = std::str::from_utf8(source).is_ok();
    let whole = std::str::from_utf8(source).unwrap_or(&document.text);
    let body = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let base = whole.len() - body.len();
    let mut texts = vec![(Cow::Borrowed(body), shifted(base, whole.len()))];
    if body.contains("\r\n") {
        texts.push(joined(body, base));
    }
    if body.contains('\n') {
        texts.push(widened(body, base));
    }
    let is_astral = body.bytes().any(|byte| byte >= 0xf0);
    let mut all = Vec::new();
    for unit in [Unit::Point, Unit::Wide] {
        for ahead in [0, 1] {
            if unit == Unit::Point || is_astral {
                all.extend(texts.iter().map(|(text, way)| {
                    let way = if is_source { way.clone() } else { Origin::identity(whole.len()) };
                    Counting { text: text.clone(), way, unit, ahead }
                }));
            }
        }
    }
    all
}

/// The way from a text to a source that has so many bytes before it.
fn shifted(base: usize, len: usize) -> Origin {
    let mut way = Origin::identity(len);
    way.step(0, base);
    way
}

/// A text whose line ends are one character each.
fn joined(body: &str, base: usize) -> (Cow<'_, str>, Origin) {
    let mut text = String::with_capacity(body.len());
    let mut way = shifted(base, base + body.len());
    let mut source = base;
    for (nth, line) in body.split("\r\n").enumerate() {
        if nth > 0 {
            text.push('\n');
            source += 2;
            way.step(text.len(), source);
        }
        text.push_str(line);
        source += line.len();
    }
    (Cow::Owned(text), way)
}

/// A text whose line ends are two characters each.
fn widened(body: &str, base: usize) -> (Cow<'_, str>, Origin) {
    let mut text = String::with_capacity(body.len());
    let mut way = shifted(base, base + body.len());
    let mut source = base;
    for line in body.split_inclusive('\n') {
        let words = line.strip_suffix('\n').unwrap_or(line);
        text.push_str(words);
        source += line.len();
        if words.len() < line.len() {
            if !words.ends_with('\r') {
                text.push('\r');
            }
            text.push('\n');
            way.step(text.len(), source);
        }
    }
    (Cow::Owned(text), way)
}

impl Counting<'_> {
    /// Whether a line end counts as one.
    fn is_joined(&self) -> bool {
        !self.text.contains("\r\n")
    }

    /// The words of a stretch in the counted text.
    fn span(&self, points: &Points<'_>, stretch: &Stretch) -> Option<Span> {
        let byte = |place: usize| points.byte(place.checked_sub(self.ahead)?, self.unit);
        let (start, end) = (byte(stretch.start?)?, byte(stretch.end?)?);
        (start < end).then_some(Span { start, end })
    }

    /// The same in the article.
    fn home(&self, span: Span, document: &Document) -> Span {
        let place = |at| {
            let mut at = document.origin.to_text(self.way.to_source(at));
            while at > 0 && !document.text.is_char_boundary(at as usize) {
                at -= 1;
            }
            at.min(document.text.len() as u32)
        };
        Span { start: place(span.start), end: place(span.end) }
    }
}

/// The characters of words that survive any way of writing them down.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// A name without the dots that say that more follows.
fn without_end(name: &str) -> &str {
    name.trim().trim_end_matches(['.', '\u{2026}']).trim_end()
}

/// Whether there stands what a stretch says, all of it or its beginning.
fn is_said(there: &str, words: &str, name: &str) -> bool {
    let there = bare(there);
    if there == words {
        return true;
    }
    let beginning = bare(without_end(name));
    beginning.chars().count() >= BEGINNING && there.starts_with(&beginning)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A stretch as a program says it that counts in some way.
    fn said(text: &str, span: Span, count: impl Fn(&str) -> usize) -> Stretch {
        let before = |at: u32| count(Span { start: 0, end: at }.of(text));
        Stretch {
            start: Some(before(span.start)),
            end: Some(before(span.end)),
            words: span.of(text).to_owned(),
            ..Stretch::default()
        }
    }

    fn wide(text: &str) -> usize {
        text.encode_utf16().count()
    }

    fn points(text: &str) -> usize {
        text.chars().count()
    }

    fn landed(source: &str, stretch: Stretch) -> Option<(String, How)> {
        let document = Document::read(source.as_bytes());
        let landed = land(source.as_bytes(), &document, &[stretch], true)[0];
        landed.map(|it| (it.span.of(&document.text).to_owned(), it.how))
    }

    #[test]
    fn every_way_of_counting_leads_to_the_words() {
        let lf = "Title \u{1f600}\n\nCafe\u{301} clerks 要 fear.\nThe \u{1f469}\u{200d}\u{2695}\u{fe0f} said so.\n";
        let crlf = lf.replace('\n', "\r\n");
        let bom = format!("\u{feff}{crlf}");
        let span = |text: &str| {
            let start = text.find("said so").expect("there");
            Span::new(start, start + 7)
        };
        for (source, counted_in) in [
            (lf, lf),
            (&crlf, &crlf),
            (&crlf, lf),
            (lf, &crlf),
            (&bom, &crlf),
            (&bom, lf),
            (&bom, &bom),
            (lf, &bom),
        ] {
            for count in [points, wide] {
                let stretch = said(counted_in, span(counted_in), count);
                let expected = Some(("said so".to_owned(), How::Told));
                assert_eq!(landed(source, stretch), expected, "{source:?} {counted_in:?}");
            }
        }
    }

    #[test]
    fn words_decide_where_places_are_wrong() {
        let text =
            "Nurses fear job cuts in every ward. The clinic moved to another town last year.";
        let stretch = Stretch {
            start: Some(3),
            end: Some(9),
            words: "The clinic moved to another town".into(),
            ..Stretch::default()
        };
        assert_eq!(
            landed(text, stretch.clone()),
            Some(("The clinic moved to another town".into(), How::Found))
        );
        let gone =
            Stretch { words: "Farmers expect a good harvest of apples".into(), ..stretch.clone() };
        assert_eq!(landed(text, gone), None, "never elsewhere than the words say");
        let cut = Stretch {
            start: Some(36),
            end: Some(79),
            words: "The clinic moved...".into(),
            ..Stretch::default()
        };
        assert_eq!(landed(text, cut).map(|it| it.1), Some(How::Told));
        let bare = Stretch { start: Some(0), end: Some(6), ..Stretch::default() };
        assert_eq!(landed(text, bare), Some(("Nurses".into(), How::Unchecked)));
        let beyond = Stretch { start: Some(0), end: Some(600), ..Stretch::default() };
        assert_eq!(landed(text, beyond), None);
    }

    #[test]
    fn names_that_are_no_words_are_told_from_words() {
        let named = |name: &str| Stretch {
            start: Some(0),
            end: Some(3),
            words: name.into(),
            ..Stretch::default()
        };
        let labels = ["Quotation 1", "Quotation 2", "Quotation 3"].map(named);
        assert!(!are_words(std::iter::once(("Nurses fear cuts.", &labels[..]))));
        assert!(are_words(std::iter::once(("Nurses fear cuts.", &labels[..2]))), "too few to tell");
        let words = ["Nurses", "x", "y", "z"].map(named);
        assert!(are_words(std::iter::once(("Nurses fear cuts.", &words[..]))));
    }

    proptest! {
        #[test]
        fn all_stretches_of_a_text_come_home(
            lines in proptest::collection::vec("[a-z\u{301}é要\u{1f600}]{1,6}( [a-zé要\u{1f600}]{1,6}){0,6}", 1..12),
            is_wide in any::<bool>(), is_crlf in any::<bool>(), counts_crlf in any::<bool>(),
        ) {
            let lf = lines.join("\n");
            let crlf = lf.replace('\n', "\r\n");
            let (source, counted) = (if is_crlf { &crlf } else { &lf }, if counts_crlf { &crlf } else { &lf });
            let mut stretches = Vec::new();
            let mut at = 0;
            for line in counted.split_inclusive('\n') {
                let words = line.trim_end();
                let span = Span::new(at, at + words.len());
                stretches.push(said(counted, span, if is_wide { wide } else { points }));
                at += line.len();
            }
            let document = Document::read(source.as_bytes());
            for (stretch, landed) in stretches.iter().zip(land(source.as_bytes(), &document, &stretches, true)) {
                let landed = landed.expect("its words are there");
                let there = bare(landed.span.of(&document.text));
                prop_assert_eq!(there, bare(&Document::read(stretch.words.as_bytes()).text));
            }
        }
    }
}
