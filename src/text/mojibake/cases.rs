//! Sixty texts misread in the common ways, a case a line, and texts that must stay untouched.

use encoding_rs::{
    Encoding, GBK, KOI8_R, MACINTOSH, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1254,
};

use super::tests::repaired;

/// What read the text wrongly.
#[derive(Clone, Copy, Debug)]
enum Culprit {
    Latin1,
    Whatwg(&'static Encoding),
    Dos(&'static str),
}

impl Culprit {
    fn read(self, text: &str) -> String {
        match self {
            Self::Latin1 => text.bytes().map(char::from).collect(),
            Self::Whatwg(encoding) => {
                encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
            }
            Self::Dos(upper) => {
                let upper: Vec<char> = upper.chars().collect();
                let char = |byte: u8| match byte {
                    0..=0x7f => char::from(byte),
                    _ => upper[usize::from(byte) - 0x80],
                };
                text.bytes().map(char).collect()
            }
        }
    }
}

const LATIN: Culprit = Culprit::Latin1;
const WESTERN: Culprit = Culprit::Whatwg(WINDOWS_1252);
const CENTRAL: Culprit = Culprit::Whatwg(WINDOWS_1250);
const CYRILLIC: Culprit = Culprit::Whatwg(WINDOWS_1251);
const TURKISH: Culprit = Culprit::Whatwg(WINDOWS_1254);
const KOI8: Culprit = Culprit::Whatwg(KOI8_R);
const MAC: Culprit = Culprit::Whatwg(MACINTOSH);
const CHINESE: Culprit = Culprit::Whatwg(GBK);
const JAPANESE: Culprit = Culprit::Whatwg(SHIFT_JIS);
const DOS: Culprit = Culprit::Dos(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
);
const DOS_WESTERN: Culprit = Culprit::Dos(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);

/// The culprit, how many times over it read, and the text as it was written.
const MISREAD: [(Culprit, usize, &str); 53] = [
    (WESTERN, 1, "The nurses’ union said: “We weren’t asked.”"),
    (WESTERN, 1, "Café culture — naïve, passé… and déjà vu"),
    (WESTERN, 1, "Die Ärztin prüfte Übungsgeräte für 30 °C"),
    (WESTERN, 1, "Señor Muñoz ganó 5 € en León"),
    (WESTERN, 1, "Þórður fór til Ísafjarðar"),
    (WESTERN, 1, "Care costs £40 or ¥900 ™"),
    (WESTERN, 2, "It’s the staff’s choice – “not ours”"),
    (WESTERN, 2, "Größere Häuser öffnen früher"),
    (WESTERN, 2, "Łukasz źle się czuł w Gdyni"),
    (WESTERN, 3, "She won’t — he can’t"),
    (WESTERN, 1, "Врачи боятся машин"),
    (WESTERN, 1, "Οι νοσοκόμες φοβούνται"),
    (WESTERN, 1, "护士害怕机器"),
    (WESTERN, 1, "Great news 😀 for wards 🚑"),
    (LATIN, 1, "The ward’s “new” robot"),
    (LATIN, 1, "Les élèves français étaient là-bas"),
    (LATIN, 2, "Fünf Prozent – höchstens"),
    (LATIN, 2, "看護師は機械を恐れる"),
    (TURKISH, 1, "Hemşireler değişimden korkuyor, işler azalıyor"),
    (TURKISH, 1, "İstanbul’da sağlık çalışanları 😀"),
    (TURKISH, 1, "Врачи Стамбула"),
    (TURKISH, 2, "Öğrenciler ‘hayır’ dedi"),
    (MAC, 1, "The nurses’ union said: “We weren’t asked.”"),
    (MAC, 1, "Café culture — naïve, passé… and déjà vu"),
    (MAC, 1, "Grüße aus Köln, groß und süß"),
    (MAC, 1, "10 € oder £8 ™"),
    (MAC, 1, "Врачи боятся машин"),
    (MAC, 2, "It’s the staff’s choice – “not ours”"),
    (MAC, 2, "Señor Muñoz ganó"),
    (CENTRAL, 1, "The nurses’ union said: “We weren’t asked.”"),
    (CENTRAL, 1, "Größere Häuser öffnen früher"),
    (CENTRAL, 1, "Pielęgniarki boją się, że stracą pracę"),
    (CENTRAL, 1, "Sestřičky mají strach o místa"),
    (CENTRAL, 2, "Az ápolók félnek a gépektől"),
    (CYRILLIC, 1, "The nurses’ union said: “We weren’t asked.”"),
    (CYRILLIC, 1, "Café culture — naïve, déjà vu"),
    (CYRILLIC, 1, "Врачи боятся машин – и «умных» систем"),
    (CYRILLIC, 1, "Лікарі бояться машин"),
    (CYRILLIC, 2, "It’s the staff’s choice"),
    (CYRILLIC, 2, "Врачи боятся машин"),
    (KOI8, 1, "The nurses’ union said: “We weren’t asked.”"),
    (KOI8, 1, "Врачи боятся машин"),
    (KOI8, 1, "Größere Häuser"),
    (DOS, 1, "The nurses’ union said: “We weren’t asked.”"),
    (DOS, 1, "Café für größere Häuser – 5 €"),
    (DOS, 2, "It’s the staff’s choice"),
    (DOS_WESTERN, 1, "The nurses’ union said: “We weren’t asked.”"),
    (DOS_WESTERN, 1, "Café für größere Häuser – 5 €"),
    (DOS_WESTERN, 2, "It’s the staff’s choice"),
    (CHINESE, 1, "It’s the staff’s choice"),
    (CHINESE, 1, "机器人的工作"),
    (CHINESE, 1, "护士的担心，很多人都有了"),
    (JAPANESE, 1, "看護師は機械を恐れる"),
];

/// What is shown of texts that lost bytes on the way, and what can be had back of them.
const LOSSY: [(&str, &str); 11] = [
    ("â€œYesâ€ she said", "“Yes” she said"),
    ("â€œYesâ€, â€œnoâ€.", "“Yes”, “no”."),
    ("itâ€™s voilÃ  la, lâ€™Ã©cole", "it’s voilà la, l’école"),
    ("Câ€™est dÃ©jÃ  vu", "C’est déjà vu"),
    ("DÃ©jÃ , câ€™est fini", "Déjà, c’est fini"),
    ("10Â 000 â‚¬ â€“ trÃ¨s cher", "10\u{a0}000 € – très cher"),
    ("鎶ゅ＋鐨勬媴蹇冦€\u{fffd}", "护士的担心\u{fffd}"),
    ("縺薙ｓ縺ｫ縺｡縺ｯ", "こんにちは"),
    ("æ–‡ç« ", "文章"),
    ("更多文ç«\u{a0}", "更多文章"),
    ("Â«Â OuiÂ Â», dit-il Ã©mu â€“ fini", "«\u{a0}Oui\u{a0}», dit-il ému – fini"),
];

/// Texts that only look so.
const UNTOUCHED: [&str; 32] = [
    "A MANHÃ… e a MAÇÃ”, disse o JOÃO.",
    "São Tomé: “não há amanhã” – só “Ã” e “Õ”.",
    "Câmara, tâmpla, pâine: â și î în română.",
    "Les pâtes, l’âge, la forêt… « déjà »",
    "Prices in Â£ look odd when £ is misread; so does Ã©.",
    "Tiếng Việt: Âu Cơ, cần, lấy, rất – Ẩn số",
    "Łódź i Żółw – ‘ąęś’ „źle”",
    "let naïve = b\"\\xc3\\xa9\"; // Ã is U+00C3",
    "√2 ≈ 1.414, √π ≈ 1.772, x ≠ y, ¬p ∨ q, Σ = ∞",
    "┌──┬──┐\n│ a│ b│\n├──┼──┤\n└──┴──┘",
    "├── src\n│   ├── été\n└── lib",
    "ООО «ГРУППА» — в… «Ёлка» и ёж",
    "СІРІ ВІКНА. РІЧКИ. Сірі вікна, річка, її ґанок",
    "Рёбра, Сёмга, Гёте, Дёготь, Вёрсты",
    "Площадь 40 м² при 20°С · цена ≈ 5",
    "Ђорђе и Љиља: ‘Његош’, „Џеп“",
    "Ăştia sunt; BĂRBAŢII ŞI FĂŞIILE; Ăst “Ă”",
    "Äšte, Ĺubica, Čaña: Žižek’s „Ä“",
    "ΓΙΑ ΤΗΝ «ΕΛΛΑΔΑ» – Γ’ Λυκείου",
    "鈥 is a rare character; 銆 too",
    "人工智能正在改变医院，护士很担心。",
    "看護師は不安です。縺れた糸。",
    "안녕하세요 – “간호사”",
    "Ôte-toi ! Çà et là, Ô Ça",
    "‚Ärger‘ und ‚Öl‘ und ‚Übel‘",
    "—à la carte—éventuellement–été–île",
    "ƒ(x) ≈ £5 – ‰ und „Œuvre“",
    "El Niño, Über, Åse, Ærø, Ñandú",
    "ĞÜVEN ve YAĞ» dedi; DAĞ’ın",
    "Привет, мир! ПРИВЕТ, МИР!",
    "a «b» © 2024 ® ™ § 5 ¶ • † ‡",
    "plain words only",
];

#[test]
fn texts_misread_in_the_common_ways_are_repaired() {
    for (culprit, times, text) in MISREAD {
        let broken = (0..times).fold(text.to_owned(), |text, _| culprit.read(&text));
        assert_ne!(broken, text);
        assert_eq!(repaired(&broken), text, "{culprit:?}, {times} times over: {broken}");
    }
}

#[test]
fn lost_bytes_are_made_good_where_they_can_be() {
    for (broken, text) in LOSSY {
        assert_eq!(repaired(broken), text, "{broken}");
    }
}

#[test]
fn texts_that_only_look_misread_stay_untouched() {
    for text in UNTOUCHED.into_iter().chain(MISREAD.map(|(_, _, text)| text)) {
        assert_eq!(repaired(text), text);
    }
}
