//! A zip archive as several formats use it (a book, an office document): its parts by name, each
//! within the limits. Looks into no part; archives within archives stay closed.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Limits, Refusal};

/// What every zip archive begins with, unless it is empty.
pub(super) const SIGNATURE: &[u8] = b"PK\x03\x04";

/// Bytes that a part may unpack to whatever its ratio.
const SMALL: u64 = 1 << 20;

/// An archive in memory and what may still be unpacked of it.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    ratio: u64,
}

impl<'a> Archive<'a> {
    /// Reads the archive's list of contents.
    pub(crate) fn open(source: &'a [u8], limits: &Limits) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(source)).map_err(|_| {
            Refusal::new("is a damaged zip file: its end is missing or broken; fetch it again")
        })?;
        Ok(Self { zip, left: limits.unpacked, ratio: limits.ratio })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The names of its parts, as they stand in it.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(Into::into).collect()
    }

    /// Unpacks a part.
    pub(crate) fn read(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        let part = self.zip.by_name(name).map_err(|error| told(name, &error))?;
        let dense = part.compressed_size().saturating_mul(self.ratio).max(SMALL);
        let allowed = dense.min(self.left);
        let flag = if dense < self.left { "--max-ratio" } else { "--max-unpacked" };
        let mut bytes = Vec::new();
        let read = part.take(allowed + 1).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if bytes.len() as u64 > allowed {
            return Err(too_large(name, allowed, flag));
        }
        match read {
            Ok(_) => Ok(bytes),
            Err(_) => Err(Refusal::new(format!("is damaged: its part {name} cannot be unpacked"))),
        }
    }

    /// Unpacks a part that need not be there; one that cannot be read counts as missing.
    pub(crate) fn read_any(&mut self, name: &str) -> Option<Vec<u8>> {
        self.has(name).then(|| self.read(name).ok()).flatten()
    }
}

/// Why a part was left packed, and the flag that allows more.
fn too_large(name: &str, allowed: u64, flag: &str) -> Refusal {
    let size = if allowed < SMALL { "so much".into() } else { format!("{} MiB", allowed >> 20) };
    Refusal::new(format!(
        "may be a bomb: its part {name} unpacks to more than {size}; if you trust it, allow more by {flag}"
    ))
}

fn told(name: &str, error: &ZipError) -> Refusal {
    Refusal::new(match error {
        ZipError::FileNotFound => format!("is incomplete: its part {name} is missing"),
        ZipError::UnsupportedArchive(why) if why.contains("assword") => {
            "is encrypted: save it without a password to read it".into()
        }
        ZipError::UnsupportedArchive(_) => {
            format!("is packed in a way that cannot be read: its part {name}")
        }
        _ => format!("is damaged: its part {name} cannot be unpacked"),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    /// Packs parts into an archive.
    pub(in crate::format) fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(bytes).expect("in memory");
        }
        zip.finish().expect("in memory").into_inner()
    }

    fn why<T>(found: Result<T, Refusal>) -> String {
        found.err().map(|refusal| refusal.why).unwrap_or_default()
    }

    #[test]
    fn parts_are_read_by_name() {
        let packed = pack(&[("a", b"one"), ("b/c", b"two")]);
        let mut archive = Archive::open(&packed, &Limits::default()).expect("an archive");
        assert_eq!(archive.read("b/c"), Ok(b"two".to_vec()));
        assert!(archive.has("a") && !archive.has("c"));
        assert!(why(archive.read("c")).contains("its part c is missing"));
    }

    #[test]
    fn bombs_stay_packed() {
        let packed = pack(&[("zeros", &vec![0; 3 << 20])]);
        let mut archive = Archive::open(&packed, &Limits::default()).expect("an archive");
        assert!(why(archive.read("zeros")).contains("may be a bomb: its part zeros"));
        let packed = pack(&[("a", &[b'a'; 900]), ("b", &[b'b'; 900])]);
        let limits = Limits { unpacked: 1000, ..Limits::default() };
        let mut archive = Archive::open(&packed, &limits).expect("an archive");
        assert!(archive.read("a").is_ok());
        assert!(why(archive.read("b")).contains("more by --max-unpacked"));
        let packed = pack(&[("zeros", &vec![0; 3 << 20])]);
        let limits = Limits { unpacked: 3 << 19, ratio: 1, ..Limits::default() };
        let mut archive = Archive::open(&packed, &limits).expect("an archive");
        assert!(why(archive.read("zeros")).contains("more by --max-ratio"));
    }

    #[test]
    fn damage_is_told() {
        let mut packed = pack(&[("a", b"some words that are packed")]);
        let half = packed.get(..packed.len() / 2).unwrap_or_default();
        assert!(why(Archive::open(half, &Limits::default())).contains("damaged zip"));
        // The checksum of the part, in its entry of the list at the end.
        let list = packed.windows(4).rposition(|four| four == b"PK\x01\x02").expect("a list");
        packed[list + 16] ^= 1;
        let mut archive = Archive::open(&packed, &Limits::default()).expect("an archive");
        assert!(why(archive.read("a")).contains("its part a cannot be unpacked"));
        // The flag of encryption.
        packed[list + 8] |= 1;
        let mut archive = Archive::open(&packed, &Limits::default()).expect("an archive");
        assert!(why(archive.read("a")).contains("is encrypted"));
    }
}
