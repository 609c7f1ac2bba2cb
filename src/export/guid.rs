//! Names that stay the same from export to export: UUIDs made of words (version 5), so that two exports
//! can be compared and nothing comes in twice elsewhere.

use std::fmt;

use sha1_smol::Sha1;

/// Names of perusal's own, a UUID made at random once.
const SPACE: [u8; 16] = [
    0x5c, 0x0f, 0x9a, 0x1d, 0x7e, 0x34, 0x4b, 0x62, 0x9d, 0x11, 0xc8, 0x6f, 0x2a, 0xe5, 0x70, 0xb3,
];

/// A UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guid([u8; 16]);

impl Guid {
    /// Of these words, told apart from each other.
    pub(super) fn of(words: &[&str]) -> Self {
        Self::within(SPACE, words.join("\u{0}").as_bytes())
    }

    /// In capitals, as some programs need it.
    pub(super) fn capitals(self) -> String {
        self.to_string().to_uppercase()
    }

    fn within(space: [u8; 16], name: &[u8]) -> Self {
        let mut hash = Sha1::from(space);
        hash.update(name);
        let digest = hash.digest().bytes();
        let mut bytes: [u8; 16] = std::array::from_fn(|at| digest[at]);
        bytes[6] = bytes[6] & 0x0f | 0x50;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Self(bytes)
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_uuid_that_others_make() {
        let dns = [0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0, 0xc0, 0x4f, 0xd4]
            .into_iter()
            .chain([0x30, 0xc8]);
        let dns: Vec<u8> = dns.collect();
        let dns: [u8; 16] = std::array::from_fn(|at| dns[at]);
        let guid = Guid::within(dns, b"python.org").to_string();
        assert_eq!(guid, "886313e1-3b8a-5372-9b90-0c9aee199e5d");
        assert_ne!(Guid::of(&["ab", "c"]), Guid::of(&["a", "bc"]));
    }
}
