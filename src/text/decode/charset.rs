//! In what the bytes of a text are to be read, told by a piece of it: what is read piece by piece is read
//! alike throughout. Decodes nothing.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::{cut_short, mostly_utf8, utf16_order};

/// In what the bytes of a text are to be read, so far as those seen tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// All alike so far: there was nothing but ASCII.
    #[default]
    Open,
    /// UTF-8, perhaps with an occasional broken byte.
    Utf8,
    /// One character a byte.
    Bytes(&'static Encoding),
    /// Several bytes a character, of which one cannot tell where it begins.
    Wide,
}

impl Charset {
    /// What it is once these bytes have come too; what was told once stays.
    #[must_use]
    pub fn learn(self, bytes: &[u8]) -> Self {
        if self == Self::Open { Self::of(bytes) } else { self }
    }

    /// What a piece of a text tells, which may be cut anywhere.
    pub fn of(piece: &[u8]) -> Self {
        if piece.starts_with(b"\xef\xbb\xbf") {
            return Self::Utf8;
        }
        if utf16_order(piece).is_some() {
            return Self::Wide;
        }
        let piece = without_cut_tail(piece);
        if piece.is_ascii() {
            Self::Open
        } else if std::str::from_utf8(piece).is_ok() || mostly_utf8(piece) {
            Self::Utf8
        } else {
            let encoding = guess(piece);
            if encoding.is_single_byte() { Self::Bytes(encoding) } else { Self::Wide }
        }
    }
}

/// A piece without the beginning of a character that goes on behind it.
fn without_cut_tail(piece: &[u8]) -> &[u8] {
    let cut = |len: &usize| {
        let tail = piece.len().checked_sub(*len).and_then(|at| piece.get(at..));
        tail.is_some_and(cut_short)
    };
    let tail = (1..4).find(cut).unwrap_or(0);
    piece.get(..piece.len() - tail).unwrap_or_default()
}

/// An encoding from before Unicode, by the bytes.
pub(super) fn guess(source: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(source, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_piece_beyond_ascii_tells() {
        let open = Charset::default().learn(b"Plain words. ");
        assert_eq!(open, Charset::Open);
        let latin = open.learn(b"Caf\xe9s in Gen\xe8ve. Tr\xe8s bien, mon ami.");
        assert!(matches!(latin, Charset::Bytes(_)), "{latin:?}");
        assert_eq!(latin.learn("Tr\u{e8}s bien".as_bytes()), latin, "what was told once stays");
        assert_eq!(open.learn("Tr\u{e8}s bien".as_bytes()), Charset::Utf8);
        assert_eq!(Charset::of(b"\xef\xbb\xbfWords"), Charset::Utf8);
        assert_eq!(Charset::of(b"W\0o\0r\0d\0s\0 \0"), Charset::Wide);
        let chinese = "人工智能正在改变医疗行业。医院的员工担心工作岗位会消失。";
        let chinese = encoding_rs::GBK.encode(chinese).0;
        assert_eq!(Charset::of(&chinese), Charset::Wide);
    }

    #[test]
    fn a_character_that_the_piece_cuts_off_tells_nothing() {
        assert_eq!(Charset::of(b"Plain words \xe2\x80"), Charset::Open);
        assert_eq!(
            Charset::of("na\u{ef}ve \u{2014}".as_bytes().split_last().expect("bytes").1),
            Charset::Utf8
        );
    }
}
