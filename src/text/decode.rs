//! Bytes to repaired text: encoding and broken tails. Leaves text that was decoded once too often to
//! `mojibake`, line ends and invisible characters to `tidy`, and blocks to `block`.

mod charset;

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8};

use super::{Note, Origin, mojibake, tidy};
pub use charset::Charset;

/// A source as text, and the way back to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded {
    /// The text, line ends as `\n`.
    pub text: String,
    /// From `text` to the source.
    pub origin: Origin,
    /// What was guessed or flagged.
    pub notes: Vec<Note>,
}

/// Decodes and repairs a source; never fails.
pub fn decode(source: &[u8]) -> Decoded {
    decode_declared(source, None)
}

/// The same for a source that says in which encoding it is ("windows-1251"). It is believed where
/// the bytes themselves do not say otherwise: many pages were saved anew and say what they once were.
pub fn decode_declared(source: &[u8], declared: Option<&str>) -> Decoded {
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    tidy::tidy(mojibake::repair(characters(source, declared)))
}

/// The same for a piece of a source of which it is known in what it is to be read.
pub fn decode_piece(piece: &[u8], charset: Charset) -> Decoded {
    let decoded = match charset {
        Charset::Open | Charset::Wide => characters(piece, None),
        Charset::Utf8 => {
            let mark = b"\xef\xbb\xbf";
            let skip = if piece.starts_with(mark) { mark.len() } else { 0 };
            utf8(piece.len(), skip, piece.get(skip..).unwrap_or_default())
        }
        Charset::Bytes(encoding) => guessed(piece, encoding),
    };
    tidy::tidy(mojibake::repair(decoded))
}

/// Repairs a text that was decoded elsewhere; its origin leads to the text as given.
pub(super) fn repaired(text: String) -> Decoded {
    let origin = Origin::identity(text.len());
    tidy::tidy(mojibake::repair(Decoded { text, origin, notes: Vec::new() }))
}

/// Text under construction, which knows the source offset of every piece it takes.
struct Writer {
    text: String,
    origin: Origin,
    notes: Vec<Note>,
    invalid: usize,
}

impl Writer {
    fn new(source_len: usize) -> Self {
        let text = String::with_capacity(source_len);
        Self { text, origin: Origin::identity(source_len), notes: Vec::new(), invalid: 0 }
    }

    /// Appends what stands at `at` in the source.
    fn push(&mut self, piece: &str, at: usize) {
        if !piece.is_empty() {
            self.origin.step(self.text.len(), at);
            self.text.push_str(piece);
        }
    }

    /// Appends the sign for `bytes` broken bytes at `at`.
    fn broken(&mut self, bytes: usize, at: usize) {
        self.push("\u{fffd}", at);
        self.invalid += bytes;
    }

    /// Appends the sign for a character that the end of the source cuts short.
    fn cut(&mut self, bytes: usize, at: usize) {
        self.push("\u{fffd}", at);
        self.notes.push(Note::TruncatedTail { bytes });
    }

    fn finish(mut self, source_len: usize) -> Decoded {
        self.origin.step(self.text.len(), source_len);
        if self.invalid > 0 {
            self.notes.push(Note::InvalidBytes { bytes: self.invalid });
        }
        Decoded { text: self.text, origin: self.origin, notes: self.notes }
    }
}

fn characters(source: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some(rest) = source.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(source.len(), 3, rest);
    }
    if let Some((order, skip)) = utf16_order(source) {
        return utf16(source, skip, order);
    }
    match std::str::from_utf8(source) {
        // Its bytes are all ASCII, and so valid UTF-8 too.
        Ok(text) if text.is_ascii() && declared == Some(ISO_2022_JP) => {
            byte_by_byte(source, ISO_2022_JP)
        }
        Ok(text) => Decoded {
            text: text.to_owned(),
            origin: Origin::identity(source.len()),
            notes: Vec::new(),
        },
        Err(_) if mostly_utf8(source) => utf8(source.len(), 0, source),
        Err(_) => legacy(source, declared),
    }
}

/// UTF-8 with an occasional broken byte; `rest` is the source from `skip` on.
fn utf8(source_len: usize, skip: usize, rest: &[u8]) -> Decoded {
    let mut writer = Writer::new(source_len);
    let mut at = skip;
    for chunk in rest.utf8_chunks() {
        writer.push(chunk.valid(), at);
        at += chunk.valid().len();
        let broken = chunk.invalid();
        if at + broken.len() == source_len && cut_short(broken) {
            writer.cut(broken.len(), at);
        } else if !broken.is_empty() {
            writer.broken(broken.len(), at);
        }
        at += broken.len();
    }
    writer.finish(source_len)
}

/// Whether the bytes are the beginning of a longer UTF-8 character.
fn cut_short(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Whether broken UTF-8 is still best read as UTF-8: its characters beyond ASCII outnumber the
/// breaks, or the only break is a character of which the end cuts off part.
fn mostly_utf8(source: &[u8]) -> bool {
    let (mut whole, mut breaks, mut tail) = (0, 0, 0);
    for chunk in source.utf8_chunks() {
        whole += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        breaks += usize::from(!chunk.invalid().is_empty());
        tail = if cut_short(chunk.invalid()) { chunk.invalid().len() } else { 0 };
    }
    whole > 2 * breaks || (breaks == 1 && (tail > 1 || (tail == 1 && whole > 0)))
}

/// Byte order of 16-bit text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// The byte order of UTF-16, by its mark or by where the zero bytes of its spaces and letters
/// lie, and the length of the mark.
fn utf16_order(source: &[u8]) -> Option<(Order, usize)> {
    match source {
        [0xff, 0xfe, ..] => return Some((Order::Little, 2)),
        [0xfe, 0xff, ..] => return Some((Order::Big, 2)),
        _ => {}
    }
    let sample = source.get(..source.len().min(2048)).unwrap_or_default();
    memchr::memchr(0, sample)?;
    let pairs = sample.len() / 2;
    let zeros = |odd| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match (even, odd) {
        _ if pairs < 2 => None,
        _ if odd * 5 > pairs * 2 && even * 6 <= odd => Some((Order::Little, 0)),
        _ if even * 5 > pairs * 2 && odd * 6 <= even => Some((Order::Big, 0)),
        _ => None,
    }
}

fn utf16(source: &[u8], skip: usize, order: Order) -> Decoded {
    let mut writer = Writer::new(source.len());
    let pairs = source.get(skip..).unwrap_or_default();
    let tail = pairs.chunks_exact(2).remainder().len();
    let words = pairs.chunks_exact(2).map(|pair| match order {
        Order::Little => u16::from_le_bytes([pair[0], pair[1]]),
        Order::Big => u16::from_be_bytes([pair[0], pair[1]]),
    });
    let mut at = skip;
    for word in char::decode_utf16(words) {
        if let Ok(char) = word {
            writer.push(char.encode_utf8(&mut [0; 4]), at);
            at += 2 * char.len_utf16();
        } else {
            writer.broken(2, at);
            at += 2;
        }
    }
    if tail > 0 {
        writer.cut(tail, at);
    }
    if skip == 0 {
        let name = if order == Order::Little { "UTF-16LE" } else { "UTF-16BE" };
        writer.notes.push(Note::Encoding(name.into()));
    }
    writer.finish(source.len())
}

/// An encoding from before Unicode, as declared or guessed from the bytes.
fn legacy(source: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    // To declare UTF-8 or UTF-16 is to be wrong here.
    if let Some(encoding) = declared.filter(|encoding| encoding.output_encoding() == *encoding)
        && encoding != UTF_8
    {
        return one_or_more_bytes(source, encoding);
    }
    guessed(source, charset::guess(source))
}

fn guessed(source: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut decoded = one_or_more_bytes(source, encoding);
    decoded.notes.insert(0, Note::Encoding(encoding.name().into()));
    decoded
}

fn one_or_more_bytes(source: &[u8], encoding: &'static Encoding) -> Decoded {
    if encoding.is_single_byte() {
        single_bytes(source, encoding)
    } else {
        byte_by_byte(source, encoding)
    }
}

/// One character per byte, by table.
fn single_bytes(source: &[u8], encoding: &'static Encoding) -> Decoded {
    let table: Vec<Option<char>> = (0..=u8::MAX)
        .map(|byte| {
            let byte = [byte];
            let text = encoding.decode_without_bom_handling_and_without_replacement(&byte)?;
            text.chars().next()
        })
        .collect();
    let mut writer = Writer::new(source.len());
    for (at, byte) in source.iter().enumerate() {
        match table[usize::from(*byte)] {
            Some(char) => writer.push(char.encode_utf8(&mut [0; 4]), at),
            None => writer.broken(1, at),
        }
    }
    writer.finish(source.len())
}

/// Feeds the decoder single bytes, so that each character is known by its first.
fn byte_by_byte(source: &[u8], encoding: &'static Encoding) -> Decoded {
    debug_assert!(encoding != UTF_8, "UTF-8 has its own way");
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut writer = Writer::new(source.len());
    let mut buffer = [0; 16];
    let mut start = 0;
    let mut at = 0;
    while let Some(byte) = source.get(at) {
        if start == at && byte.is_ascii() && encoding != ISO_2022_JP {
            writer.push(char::from(*byte).encode_utf8(&mut [0; 4]), at);
            at += 1;
            start = at;
            continue;
        }
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(&[*byte], &mut buffer, false);
        let piece = std::str::from_utf8(buffer.get(..written).unwrap_or_default());
        writer.push(piece.unwrap_or_default(), start);
        let malformed = matches!(result, DecoderResult::Malformed(..));
        // A decoder may refuse the byte, to read it anew as the start of the next character.
        at += read;
        if malformed {
            writer.broken((at - start).max(1), start);
        }
        if malformed || written > 0 {
            start = at;
        }
    }
    let (result, _, written) = decoder.decode_to_utf8_without_replacement(&[], &mut buffer, true);
    let rest = std::str::from_utf8(buffer.get(..written).unwrap_or_default());
    writer.push(rest.unwrap_or_default(), start);
    if matches!(result, DecoderResult::Malformed(..)) {
        writer.cut(source.len() - start, start);
    }
    writer.finish(source.len())
}

#[cfg(test)]
mod tests;
