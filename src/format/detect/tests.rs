//! What sources are taken for.

use super::*;

#[test]
fn two_byte_text_is_text() {
    let words: Vec<u8> = "plain words".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(!is_binary(&words));
    assert!(!is_binary(b"one\0nul in a long enough text that is otherwise all right ......."));
    assert!(is_binary(b"\0\0\0\0\x01\0\0\0"));
}

#[test]
fn nothing_is_no_format() {
    assert!(detect(b" \n\t", "a.txt").is_err_and(|why| why.why.contains("is empty")));
    assert_eq!(detect(b"Some words.", "a.bin"), Ok(Format::Plain));
}

#[test]
fn content_decides_and_the_name_only_hints() {
    use Format::{Html, Markdown, Plain};
    let long = "<p>The ward was quiet.</p>\n".repeat(15);
    let cases: [(&str, &str, Format); 40] = [
        ("<!DOCTYPE html><p>a", "", Html),
        ("\u{feff}<!doctype HTML>\n", "notes.txt", Html),
        ("  \n<HTML lang=en><body>", "a.pdf", Html),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C'><html>", "a.xml", Html),
        ("<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>", "", Html),
        ("<!-- saved from url -->\n<html>", "a.txt", Html),
        ("<!-- a --><!-- b --><head><title>", "", Html),
        ("<body bgcolor=white>words", "", Html),
        ("<meta charset=utf-8><p>a", "", Html),
        ("<title>One</title><p>a", "", Html),
        ("<p>One</p><p>Two</p>", "", Html),
        ("<div class=a><h1>One</h1><p>Two</div>", "", Html),
        ("<p>One", "a.html", Html),
        ("words <p>One</p>", "a.HTM", Html),
        (&long, "", Html),
        (
            "One fine day<br>another<br>a third<br>and more<br>so<br>on<br>1<br>2<br>3<br>4<br>5<br>6<br>7",
            "",
            Html,
        ),
        ("Some words.", "a.html", Plain),
        ("Use <p> for paragraphs and <div> for the rest; <br> ends a line.", "a.txt", Plain),
        ("Write `<p>` and `<li>` and `<td>`, `<tr>`.", "", Plain),
        ("<p> is a tag that many pages hold.", "", Plain),
        ("<jane@example.org> wrote:\n> I agree", "", Plain),
        ("<3 is a heart", "", Plain),
        ("if a < b and c > d: return", "a.py", Plain),
        ("<htmlish> words", "", Plain),
        ("<bodyguard> words", "", Plain),
        ("<<< one\n>>> two", "", Plain),
        ("# Title\n\nSome *words* and a [link](http://x).", "", Markdown),
        ("# Title\n\nSome words.", "README.md", Markdown),
        ("Some words.", "a.markdown", Markdown),
        ("---\ntitle: A\n---\nwords", "a.MD", Markdown),
        ("## One\n\nText with **stress**.\n\n## Two\n\nMore.", "", Markdown),
        ("## One\n\n```sh\nls\n```\n", "", Markdown),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n[x](y)", "notes", Markdown),
        ("# a comment\n# another\nset x = 1", "a.conf", Plain),
        ("# One heading alone\n\nand text", "", Plain),
        ("We **really** mean it. **Now.**", "", Plain),
        ("#hashtag and #another one (see [1](2))", "", Plain),
        ("* one\n* two\n* three", "", Plain),
        ("| not | a table", "", Plain),
        ("Just words, \u{2018}quoted\u{2019}.", "picture.png", Plain),
    ];
    for (text, name, expected) in cases {
        assert_eq!(detect(text.as_bytes(), name), Ok(expected), "{name}: {text}");
    }
    let wide: Vec<u8> = "<html><p>words".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(detect(&wide, ""), Ok(Html));
}

#[test]
fn what_holds_no_text_is_named() {
    let cases: [(&[u8], &str); 31] = [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\0", "a GIF picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP picture"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a WAV recording"),
        (b"RIFF\x24\0\0\0AVI LIST", "an AVI film"),
        (b"II*\0\x08\0", "a TIFF picture"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0", "a BMP picture"),
        (b"\0\0\x01\0\x01\0", "an icon"),
        (b"\0\0\0\x18ftypheic", "a HEIC picture"),
        (b"\0\0\0\x18ftypmp42", "an MP4 film"),
        (b"\0\0\0\x18ftypM4A ", "an M4A recording"),
        (b"ID3\x04\0\0", "an MP3 recording"),
        (b"OggS\0\x02", "an Ogg recording"),
        (b"fLaC\0\0", "a FLAC recording"),
        (b"MThd\0\0", "a MIDI recording"),
        (b"\x1a\x45\xdf\xa3\x01", "a Matroska or WebM film"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\0\0\0\0\0\0\0\0", "a program"),
        (b"\xca\xfe\xba\xbe\0\0", "a Java class or a program"),
        (b"!<arch>\ndebian-binary", "a library or a Debian package"),
        (b"\x1f\x8b\x08\0", "a gzip archive"),
        (b"BZh91AY", "a bzip2 archive"),
        (b"\xfd7zXZ\0\0", "an xz archive"),
        (b"\x28\xb5\x2f\xfd\x04", "a Zstandard archive"),
        (b"7z\xbc\xaf\x27\x1c\0", "a 7-Zip archive"),
        (b"Rar!\x1a\x07\x01", "a RAR archive"),
        (b"wOF2\0\x01", "a font"),
        (b"OTTO\0\x0b", "a font"),
        (b"SQLite format 3\0\x10", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an old or encrypted Office file"),
    ];
    for (source, what) in cases {
        let why = detect(source, "a.txt").expect_err(what).why;
        assert!(why.starts_with(&format!("is {what}")), "{why}");
    }
    for text in ["BM is a brand.", "MZ, he wrote.", "ID 3", "RIFFs AND WEBPages"] {
        assert_eq!(detect(text.as_bytes(), ""), Ok(Format::Plain), "{text}");
    }
}
