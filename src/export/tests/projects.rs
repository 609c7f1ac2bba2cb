//! Projects and codebooks for other programs: read back by the archive's and XML's own readers, the same
//! each time, and with a fault in them.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::library::theming::ThemeEdit;

/// The parts of an archive, in their order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let all = zip.len();
    let part = |at| {
        let mut part = zip.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..all).map(part).collect()
}

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn of_part<'p>(parts: &'p [(String, Vec<u8>)], name: &str) -> &'p str {
    let part = parts.iter().find(|(it, _)| it == name);
    std::str::from_utf8(&part.expect("a part").1).expect("UTF-8")
}

/// What stands in an attribute of each element of that name.
fn attributes(xml: &str, element: &str, name: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("XML") {
            Event::Start(it) | Event::Empty(it) if it.name().as_ref() == element => {
                let value = it.attributes().flatten().find(|it| it.key.as_ref() == name);
                let value = value
                    .map(|it| quick_xml::escape::unescape(&it.value).expect("XML").into_owned());
                found.extend(value);
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn worked_on() -> Library {
    let mut library = library();
    for edit in [
        ThemeEdit::Add("Concern".into()),
        ThemeEdit::Nest(ThemeId(1), Some(ThemeId(0))),
        ThemeEdit::Memo(ThemeId(0), "on a <theme>".into()),
        ThemeEdit::Colour(ThemeId(2), Some(173)),
    ] {
        let step = library.edit_theme(&edit).expect("may be").expect("a step");
        library.take(step);
    }
    let step = library.edit_card(ArticleId(2), |card| card.memo = "要 on the whole".into());
    library.take(step.expect("a step"));
    let tagger = Tagger::new(&library.codebook);
    library.add(Article::read("nothing.txt".into(), b"Nothing is said.".to_vec(), &tagger));
    library
}

#[test]
fn a_project_holds_every_article_code_and_passage_once() {
    let mut library = worked_on();
    let extract = extract(&mut library, "");
    let order = order(Format::Qdpx);
    let (file, count) = packed(&library, &extract, order);
    assert_eq!(packed(&library, &extract, order).0, file, "exports can be compared");
    let parts = parts(&file);
    let xml = of_part(&parts, "project.qde");
    let paths = attributes(xml, "TextSource", "plainTextPath");
    assert_eq!(paths.len(), library.len());
    for (path, (_, article)) in paths.iter().zip(library.articles()) {
        let guid = path.strip_prefix("internal://").expect("inside");
        let text = of_part(&parts, &format!("sources/{guid}"));
        assert_eq!(text, article.document.text);
        assert!(!text.contains('\r') && !text.starts_with('\u{feff}'));
    }
    let all = passages(&library);
    let starts = attributes(xml, "PlainTextSelection", "startPosition");
    let ends = attributes(xml, "PlainTextSelection", "endPosition");
    let names = attributes(xml, "PlainTextSelection", "name");
    assert_eq!((starts.len(), count.rows), (all.len(), all.len()));
    for (nth, (words, text)) in all.iter().enumerate() {
        let number = |all: &[String]| all[nth].parse::<u64>().expect("a number");
        assert_eq!(&between(text, number(&starts), number(&ends)), words);
        assert_eq!(names[nth], refi::allowed(words));
    }
    let codes = attributes(xml, "Code", "name");
    let mut small: Vec<String> = codes.iter().map(|name| name.to_lowercase()).collect();
    small.sort_unstable();
    small.dedup();
    assert_eq!((small.len(), codes.len()), (codes.len(), 16), "{codes:?}");
    assert!(codes.contains(&"Concern (2)".to_owned()));
    assert_eq!(attributes(xml, "Note", "name").len(), 2);
    let mut guids: Vec<String> =
        ["User", "Code", "TextSource", "PlainTextSelection", "Coding", "Note"]
            .iter()
            .flat_map(|element| attributes(xml, element, "guid"))
            .collect();
    let all = guids.len();
    guids.sort_unstable();
    guids.dedup();
    assert_eq!(guids.len(), all, "no number is given twice");
    assert!(guids.iter().all(|guid| guid.len() == 36 && guid.to_uppercase() == *guid));
    // What a person confirmed has two codings of one code, by each of the two.
    let users = attributes(xml, "User", "guid");
    let by = attributes(xml, "Coding", "creatingUser");
    assert!(users.iter().all(|user| by.contains(user)) && users.len() == 2);
    let beside: Value = serde_json::from_str(of_part(&parts, "perusal.json")).expect("JSON");
    assert_eq!(beside["articles"].as_array().map(Vec::len), Some(library.len()));
    assert_eq!(beside["project"], sha1_smol::Sha1::from(xml).digest().to_string());
}

#[test]
fn a_fault_in_a_project_is_found() {
    let mut library = worked_on();
    let extract = extract(&mut library, "");
    let order = order(Format::Qdpx);
    let (file, count) = packed(&library, &extract, order);
    let read = |file: &[u8]| verify(&extract, order, &mut &library, &mut Cursor::new(file));
    assert_eq!(read(&file).expect("it reads"), count.rows);
    assert!(read(&file[..file.len() / 2]).is_err(), "half of it");
    let sound = parts(&file);
    assert_eq!(read(&pack(&sound)).expect("it reads"), count.rows);
    for (part, from, to) in [
        ("project.qde", "startPosition=\"0\"", "startPosition=\"1\""),
        ("project.qde", "name=\"Workers fear", "name=\"Workers feel"),
        ("project.qde", "CodeRef targetGUID=\"", "CodeRef targetGUID=\"0"),
        ("project.qde", "</TextSource>", ""),
        ("perusal.json", "\"perusal\"", "perusal"),
        ("sources/", "fear", "feel"),
    ] {
        let mut parts = sound.clone();
        let mut is_other = false;
        for (_, bytes) in parts.iter_mut().filter(|(name, _)| name.starts_with(part)) {
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            let changed = text.replace(from, to);
            is_other |= changed != text;
            *bytes = changed.into_bytes();
        }
        assert!(is_other, "{from} is there");
        assert!(read(&pack(&parts)).is_err(), "{from} -> {to}");
    }
}

#[test]
fn under_a_filter_only_what_shows_is_in_a_project() {
    let mut library = worked_on();
    let extract = extract(&mut library, "source:dash");
    let (file, count) = packed(&library, &extract, order(Format::Qdpx));
    let parts = parts(&file);
    let xml = of_part(&parts, "project.qde");
    assert_eq!(attributes(xml, "TextSource", "name").len(), 1);
    assert_eq!(attributes(xml, "PlainTextSelection", "name").len(), count.rows);
    assert!(count.rows > 0 && count.rows < passages(&library).len());
}

#[test]
fn a_codebook_has_kinds_and_themes() {
    let mut library = worked_on();
    let extract = extract(&mut library, "");
    let order = order(Format::Qdc);
    let (file, count) = written(&library, &extract, order);
    assert_eq!(count.rows, 3 + library.codebook.themes().count());
    let read = verify(&extract, order, &mut &library, &mut Cursor::new(&file));
    assert_eq!(read.expect("it reads"), count.rows);
    assert!(file.contains("<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"perusal\">"));
    assert!(file.contains("color=\"#D7875F\"") && !file.contains("NoteRef"));
}
