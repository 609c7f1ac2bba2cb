//! Texts misread once and twice over are repaired; those that only look so stay untouched.

use encoding_rs::WINDOWS_1252;

use super::*;

/// Reads `text` as Windows-1252, as a careless program does.
fn broken(text: &str) -> String {
    WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

pub(super) fn repaired(text: &str) -> String {
    let origin = Origin::identity(text.len());
    repair(Decoded { text: text.to_owned(), origin, notes: Vec::new() }).text
}

#[track_caller]
fn check(clean: &str) {
    assert_eq!(repaired(clean), clean, "left alone");
    assert_eq!(repaired(&broken(clean)), clean, "once");
    assert_eq!(repaired(&broken(&broken(clean))), clean, "twice");
}

#[test]
fn undoes_what_was_read_once_or_twice_too_often() {
    check("It’s here");
    check("“quoted” text");
    check("café au lait");
    check("Grüße aus Österreich");
    check("größer, Äpfel, Übung");
    check("naïve façade à la carte");
    check("a – b — c … d");
    check("£5, 20 °C, ½ cup, © 2024");
    check("El Niño señaló ¿qué?");
    check("Привет, мир");
    check("Ελληνικά");
    check("文章");
    check("日本語のテキスト");
    check("한국어 문장");
    check("done 😀 and 🚀");
    check("• item one");
    check("€100 for you");
    check("Łódź, Kraków, Gdańsk");
    check("ﬁnal");
    check("5 µm × 3");
}

#[test]
fn a_lost_byte_still_makes_a_closing_quote() {
    assert_eq!(repaired("â€œquotedâ€ text"), "“quoted” text");
    assert_eq!(repaired("æ–‡ç« "), "文章");
    assert_eq!(repaired("更多文ç«\u{a0}"), "更多文章");
}

#[test]
fn leaves_genuine_text_alone() {
    for text in [
        "Ela disse: “AMANHÃ…”",
        "A MAÇÃ”, disse",
        "IRMÃ» e MANHÃ»",
        "il a dit « café\u{a0}»",
        "forêt\u{a0}» et «\u{a0}été\u{a0}»",
        "Ângela e Ação",
        "l’âge, la pâte, l’Île",
        "São Paulo – manhã – avô",
        "Das ist Spaß“, sagte sie",
        "« à\u{a0}» suivi de « é… »",
        "ESPAÑA: EL NIÑO",
        "Č. Žižek, náš“ dom",
        "Tiếng Việt: ấ ậ ẩ",
        "smørrebrød på Ærø – få",
        "Åse’s hus i Ål",
        "crème brûlée®",
        "plain ASCII ?? here",
        "voilà…",
        "„Ä“ und „Ö“",
        "Ça va ? — Là…",
        "éé’’ èè”” àà——",
    ] {
        assert_eq!(repaired(text), text);
    }
}

#[test]
fn flags_a_character_cut_in_two_at_the_end() {
    assert!(ends_cut("Chris P.的更多文ç«"));
    assert!(
        !ends_cut("voilà…") && !ends_cut("il dit « été »") && !ends_cut("文章") && !ends_cut("")
    );
}

#[test]
fn the_origin_steps_over_each_repair() {
    let text = "It’s — naïve";
    let broken = broken(text);
    let decoded = repair(Decoded {
        origin: Origin::identity(broken.len()),
        text: broken.clone(),
        notes: Vec::new(),
    });
    assert_eq!(decoded.text, text);
    let at = |word: &str| text.find(word).unwrap() as u32;
    for word in ["It", "s ", "na", "ve"] {
        let source = decoded.origin.to_source(at(word)) as usize;
        assert_eq!(&broken.as_bytes()[source..source + word.len()], word.as_bytes());
    }
}
