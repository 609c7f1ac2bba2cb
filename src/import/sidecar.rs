//! What a project of perusal's own says beside the standard: read where the description is still the one that
//! it was written for, else not at all.

use std::collections::HashSet;

use serde::Deserialize;
use sha1_smol::Sha1;

use super::{Bundle, Code, Own, Stretch, Text, Words};
use crate::format::Refusal;
use crate::format::archive::Archive;
use crate::tag::codebook::Theme;
use crate::tag::{Kind, Pattern, Verdict};
use crate::text::{Anchor, Document, Outline, Standing};

/// The newest format that is understood.
const NEWEST: u8 = 1;

#[derive(Deserialize)]
struct Head {
    perusal: u8,
    project: String,
    title: Option<String>,
    themes: Vec<Theming>,
    articles: Vec<Told>,
}

#[derive(Deserialize)]
struct Theming {
    name: String,
    definition: String,
    cues: Vec<String>,
    not: Vec<String>,
    examples: Vec<String>,
    parent: Option<String>,
    colour: Option<u8>,
    memo: String,
}

#[derive(Deserialize)]
struct Told {
    guid: String,
    text: String,
    name: String,
    place: String,
    starred: bool,
    memo: String,
    outline: Outline,
    annotations: Vec<Decided>,
}

#[derive(Deserialize)]
struct Decided {
    start_char: usize,
    end_char: usize,
    standing: Standing,
    quote: String,
    prefix: String,
    suffix: String,
    began: u32,
    verdicts: Vec<Decision>,
    starred: bool,
    memo: String,
}

#[derive(Deserialize)]
struct Decision {
    sort: String,
    name: String,
    verdict: Verdict,
}

/// Reads it; none where it belongs to another description than that.
pub(super) fn read(
    bytes: &[u8],
    description: &[u8],
    archive: &mut Archive<'_>,
) -> Result<Option<Bundle>, Refusal> {
    let broken = |why: String| Refusal::new(format!("is damaged: its part perusal.json {why}"));
    let head: Head = serde_json::from_slice(bytes).map_err(|why| broken(format!("({why})")))?;
    if head.project != Sha1::from(description).digest().to_string() {
        return Ok(None);
    }
    if head.perusal > NEWEST {
        return Err(broken("comes from a newer perusal: import it with that".to_owned()));
    }
    let mut bundle = Bundle { own: Some(Own { title: head.title }), ..Bundle::default() };
    for kind in Kind::ALL {
        let theme = Theme { name: kind.name().to_owned(), ..Theme::default() };
        bundle.codes.push(Code { kind: Some(kind), theme, parent: None });
    }
    let kinds = bundle.codes.len();
    let parents: Vec<Option<String>> = head.themes.iter().map(|it| it.parent.clone()).collect();
    for theme in head.themes {
        let code = theme.code().map_err(|why| broken(format!("has a cue that {why}")))?;
        bundle.codes.push(code);
    }
    for (at, parent) in parents.into_iter().enumerate() {
        let Some(parent) = parent else { continue };
        let place = bundle.codes.iter().skip(kinds).position(|code| code.theme.name == parent);
        bundle.codes[kinds + at].parent = place.map(|place| kinds + place);
    }
    let mut taken = HashSet::new();
    for told in head.articles {
        if !taken.insert(told.guid.clone()) {
            return Err(broken(format!("gives the number {} twice", told.guid)));
        }
        let text = told.read(&bundle.codes, archive)?;
        bundle.texts.push(text);
    }
    Ok(Some(bundle))
}

impl Theming {
    fn code(self) -> Result<Code, String> {
        let patterns = |all: Vec<String>| -> Result<Vec<Pattern>, String> {
            all.iter().map(|it| Pattern::parse(it).map_err(|why| format!("{why}: {it}"))).collect()
        };
        let theme = Theme {
            name: super::one_line(&self.name),
            definition: self.definition,
            cues: patterns(self.cues)?,
            not: patterns(self.not)?,
            examples: self.examples,
            parent: None,
            colour: self.colour,
            memo: self.memo,
            dropped: false,
        };
        Ok(Code { kind: None, theme, parent: None })
    }
}

impl Told {
    fn read(self, codes: &[Code], archive: &mut Archive<'_>) -> Result<Text, Refusal> {
        let bytes = archive.read(&self.text)?;
        let text = String::from_utf8(bytes.clone())
            .map_err(|_| Refusal::new(format!("is damaged: its part {} is no UTF-8", self.text)))?;
        let document = Document::rebuilt(text, self.outline);
        let stretches = self.annotations.into_iter().map(|it| it.stretch(codes)).collect();
        Ok(Text {
            part: self.guid,
            names: vec![self.name],
            title: self.place,
            words: Some(Words { bytes, document }),
            starred: self.starred,
            memo: self.memo,
            stretches,
        })
    }
}

impl Decided {
    fn stretch(self, codes: &[Code]) -> Stretch {
        let mark = |decision: &Decision| {
            let is_it = |code: &Code| {
                code.theme.name == decision.name && code.kind.is_some() == (decision.sort == "kind")
            };
            Some((codes.iter().position(is_it)?, decision.verdict))
        };
        let anchor = Anchor {
            quote: self.quote.clone(),
            before: self.prefix.clone(),
            after: self.suffix.clone(),
            start: self.began,
        };
        Stretch {
            start: Some(self.start_char),
            end: Some(self.end_char),
            words: self.quote,
            prefix: self.prefix,
            suffix: self.suffix,
            marks: self.verdicts.iter().filter_map(mark).collect(),
            starred: self.starred,
            memo: self.memo,
            anchor: Some((anchor, self.standing)),
        }
    }
}
