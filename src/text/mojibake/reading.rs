//! The single-byte encodings that UTF-8 is misread as, and the bytes for which their characters stand.
//! A table made while compiling; judges nothing.

/// An encoding that UTF-8 was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Windows-1252, and what only Latin-1 or Windows-1254 shows otherwise.
    Western,
    /// Mac OS Roman.
    Mac,
    /// Windows-1250.
    Central,
    /// Windows-1251.
    Cyrillic,
    /// KOI8-R.
    Koi8,
    /// Code page 437.
    Dos,
    /// Code page 850.
    DosWestern,
}

impl Reading {
    /// The commonest first; where two explain a text alike, the first is taken.
    pub(super) const ALL: [Self; COUNT] = [
        Self::Western,
        Self::Mac,
        Self::Central,
        Self::Cyrillic,
        Self::Koi8,
        Self::Dos,
        Self::DosWestern,
    ];

    /// The byte above 0x7F that it shows as `char`.
    pub(super) fn byte_of(self, char: char) -> Option<u8> {
        Some(row(char)[self as usize]).filter(|byte| *byte > 0)
    }

    /// Whether it shows the byte 0xA0 as a space that is easily taken for a plain one.
    pub(super) fn has_space(self) -> bool {
        matches!(self, Self::Western | Self::Central | Self::Cyrillic)
    }
}

const COUNT: usize = 7;

/// What each reading shows for the bytes 0x80 to 0xFF; C1 controls where it has nothing.
const UPPER: [&str; COUNT] = [
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\
     \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
     ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
     àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü\
     †°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
     ¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ\
     ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
    "€\u{81}‚\u{83}„…†‡\u{88}‰Š‹ŚŤŽŹ\u{90}‘’“”•–—\u{98}™š›śťžź\
     \u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż\
     ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
     ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\
     \u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї\
     АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
     абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷\
     ═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©\
     юабцдефгхийклмнопярстужвьызшэщчъ\
     ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ",
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
     áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
     áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
];

/// Characters of Windows-1254 for bytes that Windows-1252 shows otherwise.
const TURKISH: [(u32, u8); 6] = [
    ('Ğ' as u32, 0xd0),
    ('İ' as u32, 0xdd),
    ('Ş' as u32, 0xde),
    ('ğ' as u32, 0xf0),
    ('ı' as u32, 0xfd),
    ('ş' as u32, 0xfe),
];

/// For one character, the byte in each reading, or 0.
pub(super) type Row = [u8; COUNT];

/// Rows of the characters in use, by pages of [`PAGE`] characters.
struct Table {
    /// The page of rows for each page of characters below U+10000; 0 is the empty one.
    pages: [u8; 0x10000 / PAGE],
    rows: [[Row; PAGE]; PAGES],
}

const PAGE: usize = 64;
const PAGES: usize = 32;

static TABLE: Table = table();

/// The bytes for which `char` stands, by reading.
pub(super) fn row(char: char) -> &'static Row {
    const NONE: Row = [0; COUNT];
    let page = TABLE.pages.get(char as usize / PAGE);
    page.map_or(&NONE, |page| &TABLE.rows[usize::from(*page)][char as usize % PAGE])
}

const fn table() -> Table {
    let mut table = Table { pages: [0; 0x10000 / PAGE], rows: [[[0; COUNT]; PAGE]; PAGES] };
    let mut used = 1;
    let mut reading = 0;
    while reading < COUNT {
        let bytes = UPPER[reading].as_bytes();
        let (mut at, mut byte) = (0, 0x80_u16);
        while at < bytes.len() {
            let (char, next) = char_at(bytes, at);
            used = set(&mut table, used, char, reading, byte as u8);
            (at, byte) = (next, byte + 1);
        }
        assert!(byte == 0x100, "a character for each byte");
        reading += 1;
    }
    let mut at = 0;
    while at < TURKISH.len() {
        used = set(&mut table, used, TURKISH[at].0, 0, TURKISH[at].1);
        at += 1;
    }
    // Latin-1 shows controls where Windows-1252 has quotes and dashes.
    let mut control = 0x80;
    while control < 0xa0 {
        used = set(&mut table, used, control, 0, control as u8);
        control += 1;
    }
    table
}

/// Enters one character; gives the number of pages in use.
const fn set(table: &mut Table, used: u8, char: u32, reading: usize, byte: u8) -> u8 {
    let page = char as usize / PAGE;
    let fresh = table.pages[page] == 0;
    if fresh {
        table.pages[page] = used;
    }
    table.rows[table.pages[page] as usize][char as usize % PAGE][reading] = byte;
    if fresh { used + 1 } else { used }
}

/// The character of UTF-8 at `at`, of two or three bytes, and where the next one begins.
const fn char_at(bytes: &[u8], at: usize) -> (u32, usize) {
    let (lead, second) = (bytes[at] as u32, bytes[at + 1] as u32 & 0x3f);
    if lead < 0xe0 {
        return ((lead & 0x1f) << 6 | second, at + 2);
    }
    ((lead & 0xf) << 12 | second << 6 | bytes[at + 2] as u32 & 0x3f, at + 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_R, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254};

    #[test]
    fn the_tables_agree_with_the_decoders() {
        for (reading, encoding) in [
            (Reading::Western, WINDOWS_1252),
            (Reading::Western, WINDOWS_1254),
            (Reading::Mac, MACINTOSH),
            (Reading::Central, WINDOWS_1250),
            (Reading::Cyrillic, WINDOWS_1251),
            (Reading::Koi8, KOI8_R),
        ] {
            for byte in 0x80..=0xff_u8 {
                let (text, _, _) = encoding.decode(std::slice::from_ref(&byte));
                let char = text.chars().next().unwrap();
                assert_eq!(reading.byte_of(char), Some(byte), "{reading:?} {char}");
            }
        }
    }

    #[test]
    fn plain_letters_stand_for_no_byte() {
        assert_eq!((Reading::Western.byte_of('a'), Reading::Koi8.byte_of('é')), (None, None));
        assert_eq!(
            (Reading::Dos.byte_of('Γ'), Reading::DosWestern.byte_of('Ô')),
            (Some(0xe2), Some(0xe2))
        );
    }
}
