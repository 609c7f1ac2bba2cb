//! Files of other programs as they come, and as they should never come.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

pub(super) fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

const PROJECT: &str = r##"<?xml version="1.0"?><q:Project xmlns:q="urn:QDA-XML:project:1.0" name="p" origin="Other 1">
<q:Users><q:User guid="{AA}" name="Ada"/><q:User guid="BB" name="perusal"/></q:Users>
<q:CodeBook><q:Codes>
 <q:Code guid="{C1}" name="Concerns" isCodable="true"/>
 <q:Code guid="G1" name="Places" isCodable="false"><q:Code guid="C2" name="wards" isCodable="true" color="#f80"><q:Description>Where &amp; how</q:Description>
  <q:Code guid="C3" name="beds" isCodable="true"/></q:Code></q:Code>
 <q:Code guid="C4" name="Wards" isCodable="true"/>
</q:Codes></q:CodeBook>
<q:Sources>
 <q:TextSource guid="T1" name="One" plainTextPath="internal://T1.txt"><q:Description>on it</q:Description>
  <q:PlainTextSelection guid="S1" name="Nurses fear" startPosition="0" endPosition="11" creatingUser="aa"><q:Description>why?</q:Description>
   <q:Coding guid="X1" creatingUser="aa"><q:CodeRef targetGUID="c1"/></q:Coding><q:Coding guid="X2" creatingUser="bb"><q:CodeRef targetGUID="c2"/></q:Coding></q:PlainTextSelection>
  <q:PlainTextSelection guid="S2" name="Nurses fear" startPosition="0" endPosition="11"><q:Coding guid="X3"><q:CodeRef targetGUID="C3"/></q:Coding></q:PlainTextSelection>
  <q:PlainTextSelection guid="S3" name="cuts" startPosition="12" endPosition="16"><q:Coding guid="X4"><q:CodeRef targetGUID="G1"/></q:Coding></q:PlainTextSelection>
  <q:NoteRef targetGUID="{N1}"/></q:TextSource>
 <q:PictureSource guid="P1" name="x" path="internal://x.png"/>
 <q:TextSource guid="T2" name="Away" plainTextPath="relative:///away.txt"/>
</q:Sources>
<q:Notes><q:Note guid="N1" name="m" plainTextPath="internal://N1.txt" creationDateTime="2020-01-01T00:00:00Z"/></q:Notes>
</q:Project>"##;

fn project(description: &str) -> Vec<u8> {
    pack(&[
        ("project.qde", description.as_bytes()),
        ("Sources/T1.txt", "\u{feff}Nurses fear cuts.".as_bytes()),
        ("Sources/N1.txt", b"noted"),
    ])
}

fn bundle(bytes: &[u8]) -> Bundle {
    read(bytes, &Limits::default()).expect("a project")
}

fn why(bytes: &[u8]) -> String {
    let read = read(bytes, &Limits::default());
    read.map_or_else(|refusal| refusal.why, |it| format!("read: {it:?}"))
}

#[test]
fn a_project_of_another_program_is_understood() {
    let bundle = bundle(&project(PROJECT));
    let codes: Vec<(&str, Option<usize>)> =
        bundle.codes.iter().map(|code| (code.theme.name.as_str(), code.parent)).collect();
    assert_eq!(
        codes,
        [
            ("Concerns", None),
            ("Places", None),
            ("wards", Some(1)),
            ("beds", Some(1)),
            ("Wards (2)", None)
        ],
        "nested one level, no name twice"
    );
    assert_eq!(bundle.codes[0].kind, Some(Kind::Concern));
    let wards = &bundle.codes[2].theme;
    assert_eq!((wards.definition.as_str(), wards.colour), ("Where & how", Some(208)));
    let [text] = &bundle.texts[..] else { panic!("one text: {:?}", bundle.texts) };
    assert_eq!((text.title.as_str(), text.memo.as_str()), ("One", "on it\nnoted"));
    let [stretch] = &text.stretches[..] else { panic!("merged: {:?}", text.stretches) };
    assert_eq!(stretch.marks, [(0, Verdict::Made), (3, Verdict::Made)]);
    assert_eq!((stretch.memo.as_str(), stretch.start, stretch.end), ("why?", Some(0), Some(11)));
    assert!(bundle.told.iter().any(|it| it.contains("1 suggestion")), "{:?}", bundle.told);
    let is_left_out = |it: &String| it.contains("suggestion");
    assert!(!bundle.skipped.iter().any(is_left_out), "perusal makes its own: {:?}", bundle.skipped);
    for told in ["category", "1 picture", "'Away'"] {
        assert!(bundle.skipped.iter().any(|it| it.contains(told)), "{told}: {:?}", bundle.skipped);
    }
}

#[test]
fn what_is_broken_or_a_trap_is_told_in_a_line() {
    let sound = project(PROJECT);
    for (bytes, told) in [
        (Vec::new(), "is empty"),
        (b"hello".to_vec(), "is nothing to import"),
        (sound[..sound.len() - 30].to_vec(), "damaged zip"),
        (pack(&[("a.txt", b"x")]), "no description"),
        (pack(&[("project.qde", b"<Project><Users>")]), "broken XML"),
        (pack(&[("project.qde", b"words")]), "names no codes and no texts"),
        (
            project(&PROJECT.replace("internal://T1.txt", "internal://../../etc/passwd")),
            "outside of itself",
        ),
        (project(&PROJECT.replace("internal://T1.txt", "internal://T9.txt")), "T9.txt is missing"),
        (project(&PROJECT.replace("guid=\"C2\"", "guid=\"{c1}\"")), "number c1 twice"),
        (project(&PROJECT.replace("guid=\"T2\"", "guid=\"T1\"")), "number t1 twice"),
        (project(&PROJECT.replace("</q:Sources>", "")), ""),
        (
            pack(&[
                ("project.qde", PROJECT.as_bytes()),
                ("sources/T1.txt", &vec![b'a'; 5 << 20]),
                ("sources/N1.txt", b""),
            ]),
            "may be a bomb",
        ),
        (b"<CodeBook><Codes><Code guid='1' name='a'>".to_vec(), "broken XML"),
        (b"<html></html>".to_vec(), "is nothing to import"),
        (b"{\"a\": 1}".to_vec(), "no annotations"),
        (b"[{\"target\":".to_vec(), "broken JSON"),
        (
            b"{\"article\":\"a\",\"start_char\":0,\"end_char\":1,\"text\":\"a\"}\n{\"article\""
                .to_vec(),
            "line 2",
        ),
    ] {
        let why = why(&bytes);
        assert!(why.contains(told) && !why.contains('\n'), "{told:?}: {why}");
    }
    let deep = format!("<CodeBook><Codes>{}", "<Code guid='1' name='a'>".repeat(600));
    assert!(why(deep.as_bytes()).contains("512 deep"));
}

#[test]
fn a_codebook_brings_codes_only() {
    let book = "\u{feff}<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes><Code guid=\"A\" name=\"kinds\" isCodable=\"false\">\
        <Code guid=\"B\" name=\"concern\" isCodable=\"true\"/></Code><Code guid=\"C\" name=\" a  b \"/></Codes></CodeBook>";
    let bundle = bundle(book.as_bytes());
    let names: Vec<&str> = bundle.codes.iter().map(|it| it.theme.name.as_str()).collect();
    assert_eq!((names, bundle.texts.len()), (vec!["concern", "a b"], 0));
    let wide: Vec<u8> = book.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(self::bundle(&wide).codes.len(), 2);
}

#[test]
fn annotations_of_others_have_their_own_ways() {
    let page = r#"{"type":"AnnotationPage","items":[
        {"motivation":"tagging","body":{"type":"TextualBody","value":"wards"},
         "target":{"source":"file:///a%20b.txt","selector":{"type":"TextQuoteSelector","exact":"Nurses","prefix":"","suffix":" fear"}}},
        {"body":"a comment","target":[{"source":{"id":"http://x/","dc:title":"X"},"selector":[{"type":"TextPositionSelector","start":3,"end":9}]}]},
        {"uri":"http://x/","text":"noted","tags":["concern"],"target":[{"source":"http://x/","selector":[{"type":"RangeSelector"},{"type":"TextQuoteSelector","exact":"cuts"}]}]},
        {"body":{"value":"x","purpose":"tagging","creator":{"type":"Software"}},"target":{"source":"y","selector":{"type":"TextQuoteSelector","exact":"z"}}},
        {"body":"of the whole","target":"http://x/"}]}"#;
    let bundle = bundle(page.as_bytes());
    let [one, x] = &bundle.texts[..] else { panic!("two: {:?}", bundle.texts) };
    assert_eq!(one.names, ["/a b.txt", "file:///a%20b.txt"]);
    assert_eq!(
        (one.stretches[0].words.as_str(), one.stretches[0].suffix.as_str()),
        ("Nurses", " fear")
    );
    assert_eq!((x.title.as_str(), x.stretches.len()), ("X", 2));
    assert_eq!((x.stretches[0].start, x.stretches[0].memo.as_str()), (Some(3), "a comment"));
    assert_eq!(x.stretches[1].memo, "noted");
    assert_eq!(bundle.codes[1].kind, Some(Kind::Concern));
    assert_eq!((bundle.skipped.len(), bundle.told.len()), (1, 1), "{:?}", bundle.skipped);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn no_bytes_do_harm(
        at in proptest::prelude::any::<proptest::sample::Index>(),
        with in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..6),
        sort in 0..4_usize,
    ) {
        let page = br#"{"items":[{"motivation":"tagging","body":{"value":"w","purpose":"tagging"},"target":{"source":"x","selector":{"type":"TextPositionSelector","start":3,"end":9}}}]}"#;
        let mut description = PROJECT.as_bytes().to_vec();
        let mut bytes = match sort {
            0 => project(PROJECT),
            1 => page.to_vec(),
            2 => PROJECT.as_bytes().to_vec(),
            _ => {
                let from = at.index(description.len());
                description.splice(from..(from + with.len()).min(PROJECT.len()), with.clone());
                project(&String::from_utf8_lossy(&description))
            }
        };
        if sort < 3 {
            let from = at.index(bytes.len());
            let to = (from + with.len()).min(bytes.len());
            bytes.splice(from..to, with);
        }
        if let Err(refusal) = read(&bytes, &Limits::default()) {
            proptest::prop_assert!(!refusal.why.is_empty());
        }
    }
}
