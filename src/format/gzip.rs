//! A source packed by gzip: what is in it, within the limits. What that is, is asked anew.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::{Limits, Refusal};

/// Whether a source is packed.
pub(super) fn is_packed(source: &[u8]) -> bool {
    source.starts_with(b"\x1f\x8b\x08")
}

/// Bytes that a source may unpack to whatever its ratio.
const SMALL: u64 = 1 << 20;

/// Unpacks a source.
pub(super) fn unpack(source: &[u8], limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let packed = source.len() as u64;
    let dense = packed.saturating_mul(limits.ratio).max(SMALL);
    let allowed = dense.min(limits.unpacked);
    let mut bytes = Vec::new();
    let read = MultiGzDecoder::new(source).take(allowed + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > allowed {
        let flag = if dense < limits.unpacked { "--max-ratio" } else { "--max-unpacked" };
        let size = allowed >> 20;
        return Err(Refusal::new(format!(
            "may be a bomb: it unpacks to more than {size} MiB; if you trust it, allow more by {flag}"
        )));
    }
    match read {
        Ok(_) if is_packed(&bytes) => {
            Err(Refusal::new("is packed more than once: unpack it first"))
        }
        Ok(_) => Ok(bytes),
        Err(_) => Err(Refusal::new("is a damaged gzip file: fetch it again")),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("in memory");
        encoder.finish().expect("in memory")
    }

    #[test]
    fn what_is_packed_is_unpacked_within_limits() {
        let limits = Limits::default();
        let why =
            |source: &[u8]| unpack(source, &limits).err().map(|why| why.why).unwrap_or_default();
        let packed = pack(b"Some words.");
        assert!(is_packed(&packed));
        assert_eq!(unpack(&packed, &limits), Ok(b"Some words.".to_vec()));
        assert!(why(&pack(&vec![0; 3 << 20])).contains("may be a bomb"));
        assert!(why(&pack(&packed)).contains("more than once"));
        assert!(why(packed.get(..packed.len() - 9).unwrap_or_default()).contains("damaged"));
    }
}
