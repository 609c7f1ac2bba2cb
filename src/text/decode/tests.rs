//! Sources in many encodings, whole and broken, and the way back to their bytes.

use encoding_rs::{BIG5, EUC_JP, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(source: &[u8], text: &str, notes: &[Note]) -> Decoded {
    let decoded = decode(source);
    assert_eq!((decoded.text.as_str(), decoded.notes.as_slice()), (text, notes));
    monotone(&decoded, source.len());
    decoded
}

fn monotone(decoded: &Decoded, source_len: usize) {
    let boundaries = decoded.text.char_indices().map(|(at, _)| at).chain([decoded.text.len()]);
    let sources: Vec<u32> = boundaries.map(|at| decoded.origin.to_source(at as u32)).collect();
    assert!(sources.is_sorted() && sources.iter().all(|at| *at as usize <= source_len));
}

#[test]
fn reads_utf8_with_and_without_mark() {
    check("Fünf Bücher".as_bytes(), "Fünf Bücher", &[]);
    let decoded = check(b"\xef\xbb\xbfHi", "Hi", &[]);
    assert_eq!([0, 1, 2].map(|at| decoded.origin.to_source(at)), [3, 4, 5]);
}

#[test]
fn reads_utf16_by_mark_or_by_zero_bytes() {
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let text = "Hello 😀 Grüße";
    check(&[b"\xff\xfe".to_vec(), little(text)].concat(), text, &[]);
    check(&[b"\xfe\xff".to_vec(), big(text)].concat(), text, &[]);
    let decoded = check(&little(text), text, &[Note::Encoding("UTF-16LE".into())]);
    assert_eq!(decoded.origin.to_source(text.find("Gr").unwrap() as u32), 18);
    check(&big(text), text, &[Note::Encoding("UTF-16BE".into())]);
}

#[test]
fn flags_a_truncated_tail_and_broken_bytes() {
    check(b"caf\xc3\xa9 \xe2\x80", "café \u{fffd}", &[Note::TruncatedTail { bytes: 2 }]);
    check(b"a word\xe2\x80", "a word\u{fffd}", &[Note::TruncatedTail { bytes: 2 }]);
    let source = "Ähren öfter über Wälder\u{0}".replace('\u{0}', "!").into_bytes();
    let mut broken = source.clone();
    broken[1] = b'x';
    check(&broken, "\u{fffd}xhren öfter über Wälder!", &[Note::InvalidBytes { bytes: 1 }]);
    check(b"\xff\xfea\0b", "a\u{fffd}", &[Note::TruncatedTail { bytes: 1 }]);
}

#[test]
fn guesses_older_encodings_with_exact_offsets() {
    for (encoding, text) in [
        (WINDOWS_1252, "Die Straße führt über Österreich – “große” Köpfe, café, naïve Gemüter."),
        (WINDOWS_1251, "Сегодня утром министр здравоохранения открыл новую больницу в Москве."),
        (SHIFT_JIS, "これは日本語の文章です。病院では人工知能が使われています。"),
        (EUC_JP, "これは日本語の文章です。病院では人工知能が使われています。"),
        (GBK, "人工智能正在改变医疗行业。医院的员工担心工作岗位会消失。"),
        (BIG5, "人工智慧正在改變醫療產業。醫院的員工擔心工作會消失。"),
    ] {
        let (source, _, _) = encoding.encode(text);
        let decoded = decode(&source);
        assert_eq!(decoded.text, text, "{}", encoding.name());
        for (at, _) in text.char_indices() {
            let (head, _, _) = encoding.encode(text.get(..at).unwrap());
            assert_eq!(decoded.origin.to_source(at as u32) as usize, head.len());
        }
    }
}

#[test]
fn ends_lines_with_line_feeds() {
    let decoded = check(b"a\r\nb\rc\n\rd\r\n\r\ne", "a\nb\nc\n\nd\n\ne", &[]);
    assert_eq!(decoded.origin.to_source(2), 3);
    assert_eq!(decoded.origin.to_source(decoded.text.len() as u32), 14);
}

#[test]
fn form_feeds_end_lines_and_zero_bytes_go() {
    let note = Note::Invisible { places: 1 };
    check(b"a\x0cb and c\0d, this is ascii", "a\nb and cd, this is ascii", &[note]);
    check(b"", "", &[]);
}

proptest! {
    #[test]
    fn any_bytes_decode_with_ordered_offsets(source in prop::collection::vec(any::<u8>(), 0..300)) {
        monotone(&decode(&source), source.len());
    }

    #[test]
    fn valid_text_keeps_its_bytes(text in "[a-zA-ZäöéÃâ€™ .\r\n]{0,80}") {
        let decoded = decode(text.as_bytes());
        monotone(&decoded, text.len());
        if decoded.notes.is_empty() {
            prop_assert_eq!(decoded.text.replace('\n', ""), text.replace(['\r', '\n'], ""));
            for (at, char) in decoded.text.char_indices().filter(|(_, char)| *char != '\n') {
                let source = decoded.origin.to_source(at as u32) as usize;
                prop_assert!(text.get(source..).unwrap().starts_with(char));
            }
        }
    }
}

#[test]
fn what_a_source_declares_is_believed_unless_its_bytes_deny_it() {
    let read = |source: &[u8], declared| decode_declared(source, Some(declared)).text;
    // Too little to guess from.
    assert_eq!(read(b"\xef\xf0", "windows-1251"), "пр");
    assert_eq!(read(b"\xef\xf0", "koi8-r"), "ОП");
    assert_eq!(read(b"\x93\xfa\x96{", "shift_jis"), "日本");
    assert_eq!(read(b"\x1b$BF|K\\\x1b(B", "iso-2022-jp"), "日本");
    assert_eq!(read("größer".as_bytes(), "windows-1251"), "größer");
    assert_eq!(read(b"\xef\xbb\xbfgr\xc3\xb6", "latin1"), "grö");
    assert_eq!(read(b"caf\xe9 noir et th\xe9 vert", "utf-8"), "café noir et thé vert");
    assert_eq!(read(b"caf\xe9 noir et th\xe9 vert", "no such thing"), "café noir et thé vert");
    assert!(decode_declared(b"\xef\xf0", Some("windows-1251")).notes.is_empty());
}
