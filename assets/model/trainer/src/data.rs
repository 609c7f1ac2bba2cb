//! Reads what training starts from: sentences, soft labels by hash, word vectors.
//!
//! Files are outside data: every fault in them is an error with the file's name, never a panic.

use crate::weights::KINDS;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// Numbers a word's vector has.
pub const DIMS: usize = 96;
const VECTORS_MAGIC: &[u8; 8] = b"PTAGV001";
const TARGETS_MAGIC: &[u8; 8] = b"PTAGT001";

/// A sentence with its labels, if someone gave it any.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    pub text: String,
    pub gold: Option<[bool; KINDS]>,
}

/// What the teachers and labellers say of a public sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    pub logits: [f32; KINDS],
    pub gold: Option<[bool; KINDS]>,
    pub held: bool,
    /// False for sentences that only a labeller has seen.
    pub taught: bool,
}

/// Word vectors to start from.
pub struct Vectors {
    pub names: Vec<String>,
    pub values: Vec<[f32; DIMS]>,
}

type Outcome<T> = Result<T, String>;

fn bytes_of(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Reads JSON lines with `text` and perhaps `concern` and `opportunity`.
///
/// # Errors
/// If the file cannot be read or a line has no text.
pub fn sentences(path: &Path) -> Outcome<Vec<Sentence>> {
    let bytes = bytes_of(path)?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{}: not UTF-8", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(n, l)| sentence(l).ok_or_else(|| format!("{}:{}: no text", path.display(), n + 1)))
        .collect()
}

fn sentence(line: &str) -> Option<Sentence> {
    let v: Value = serde_json::from_str(line).ok()?;
    let label = |name: &str| v.get(name).and_then(Value::as_i64).map(|n| n != 0);
    let gold = label("concern").zip(label("opportunity")).map(|(c, o)| [c, o]);
    Some(Sentence { text: v.get("text")?.as_str()?.to_owned(), gold })
}

/// The hash a public sentence is known by: 64-bit FNV-1a of its bytes.
#[must_use]
pub fn key(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// First half, second half and middle of a sentence of at least `ENOUGH` words; they have soft labels of their own.
#[must_use]
pub fn pieces(text: &str) -> Option<[String; 3]> {
    const ENOUGH: usize = 12;
    let words: Vec<&str> = text.split_whitespace().collect();
    let (first, second) = words.split_at(words.len() / 2);
    let quarter = words.len() / 4;
    let middle = &words[quarter..words.len() - quarter];
    (words.len() >= ENOUGH).then(|| [first, second, middle].map(|p| p.join(" ")))
}

/// Reads the soft labels: a count, then for each sentence its hash, two logits in sixteenths, flags.
///
/// # Errors
/// If the file is not of this format.
pub fn targets(path: &Path) -> Outcome<HashMap<u64, Target>> {
    let bytes = bytes_of(path)?;
    let body = bytes
        .strip_prefix(TARGETS_MAGIC)
        .ok_or_else(|| format!("{}: not a file of soft labels", path.display()))?;
    let (count, body) =
        body.split_first_chunk::<4>().ok_or_else(|| format!("{}: cut short", path.display()))?;
    if body.len() != 11 * u32::from_le_bytes(*count) as usize {
        return Err(format!("{}: cut short", path.display()));
    }
    Ok(body.chunks_exact(11).map(target).collect())
}

fn target(b: &[u8]) -> (u64, Target) {
    let hash = u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]);
    let logits = [b[8], b[9]].map(|v| f32::from(v.cast_signed()) / 16.0);
    let flags = b[10];
    let gold = (flags & 1 != 0).then_some([flags & 2 != 0, flags & 4 != 0]);
    (hash, Target { logits, gold, held: flags & 8 != 0, taught: flags & 16 != 0 })
}

/// Reads word vectors: counts, a scale a column, the words, the numbers in 8 bits.
///
/// # Errors
/// If the file is not of this format or has other dimensions.
pub fn vectors(path: &Path) -> Outcome<Vectors> {
    let bytes = bytes_of(path)?;
    parse_vectors(&bytes).ok_or_else(|| format!("{}: not a file of word vectors", path.display()))
}

fn parse_vectors(bytes: &[u8]) -> Option<Vectors> {
    let body = bytes.strip_prefix(VECTORS_MAGIC)?;
    let (count, body) = body.split_first_chunk::<4>()?;
    let (dims, mut body) = body.split_first_chunk::<4>()?;
    let count = u32::from_le_bytes(*count) as usize;
    if u32::from_le_bytes(*dims) as usize != DIMS {
        return None;
    }
    let mut scales = [0.0; DIMS];
    for s in &mut scales {
        let (four, rest) = body.split_first_chunk::<4>()?;
        *s = f32::from_le_bytes(*four);
        body = rest;
    }
    let mut names = Vec::with_capacity(count);
    for _ in 0..count {
        let (&len, rest) = body.split_first()?;
        let (name, rest) = rest.split_at_checked(usize::from(len))?;
        names.push(std::str::from_utf8(name).ok()?.to_owned());
        body = rest;
    }
    if body.len() != count * DIMS {
        return None;
    }
    let values = body
        .chunks_exact(DIMS)
        .map(|r| std::array::from_fn(|d| f32::from(r[d].cast_signed()) * scales[d]))
        .collect();
    Some(Vectors { names, values })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_labels_where_there_are_any() {
        let both = sentence(r#"{"text": "a", "concern": 1, "opportunity": 0}"#);
        assert_eq!(both.and_then(|s| s.gold), Some([true, false]));
        assert_eq!(sentence(r#"{"text": "a"}"#).map(|s| s.gold), Some(None));
        assert_eq!(sentence("{}"), None);
    }

    #[test]
    fn unpacks_a_target() {
        let mut b = [0; 11];
        b[..8].copy_from_slice(&key("x").to_le_bytes());
        (b[8], b[9], b[10]) = (16, 0xf8, 1 | 4 | 16);
        let (hash, t) = target(&b);
        assert_eq!(hash, key("x"));
        assert_eq!(
            t,
            Target { logits: [1.0, -0.5], gold: Some([false, true]), held: false, taught: true }
        );
    }

    #[test]
    fn only_long_sentences_have_pieces() {
        assert_eq!(pieces("a b c d e f g h i j k"), None);
        let three = pieces("a  b c d e f g h i j k\tl m").unwrap_or_default();
        assert_eq!(three, ["a b c d e f", "g h i j k l m", "d e f g h i j"]);
    }

    #[test]
    fn refuses_broken_vectors() {
        assert!(parse_vectors(b"PTAGV001\x01\0\0\0\x60\0\0\0").is_none());
        assert!(parse_vectors(b"something else").is_none());
    }
}
