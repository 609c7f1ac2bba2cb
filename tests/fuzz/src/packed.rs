//! Packed sources (books, office files) out of plain text, so that what is fed changes their parts
//! rather than the sums over packed bytes: each part stands behind a line `@@` with its name.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The archive of the parts that `bytes` tell, or `bytes` where they are an archive already.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut within = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(b"@@") {
            let name = String::from_utf8_lossy(name.trim_ascii());
            // A name may come twice: what stands behind it then goes to nobody.
            within = archive.start_file(name, stored).is_ok();
        } else if within {
            within = archive.write_all(line).is_ok();
        }
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}
