//! Files that hold no text, by the bytes they begin with, and what a person calls them.

/// Where a signature stands, the signature, and what begins with it.
const SIGNATURES: [(usize, &[u8], &str); 60] = [
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (0, b"8BPS", "a Photoshop picture"),
    (0, b"\0\0\x01\0", "an icon"),
    (4, b"ftypheic", "a HEIC picture"),
    (4, b"ftypheix", "a HEIC picture"),
    (4, b"ftypavif", "an AVIF picture"),
    (0, b"\xff\x0a", "a JPEG XL picture"),
    (0, b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (0, b"AT&TFORM", "a DjVu document, which is a picture"),
    (0, b"ID3\x02", "an MP3 recording"),
    (0, b"ID3\x03", "an MP3 recording"),
    (0, b"ID3\x04", "an MP3 recording"),
    (0, b"\xff\xfb", "an MP3 recording"),
    (0, b"\xff\xf3", "an MP3 recording"),
    (0, b"OggS", "an Ogg recording"),
    (0, b"fLaC", "a FLAC recording"),
    (8, b"WAVE", "a WAV recording"),
    (0, b"MThd", "a MIDI recording"),
    (4, b"ftypM4A", "an M4A recording"),
    (0, b".snd", "an AU recording"),
    (8, b"AIFF", "an AIFF recording"),
    (4, b"ftyp", "an MP4 film"),
    (8, b"AVI ", "an AVI film"),
    (0, b"\x1a\x45\xdf\xa3", "a Matroska or WebM film"),
    (0, b"\0\0\x01\xba", "an MPEG film"),
    (0, b"FLV\x01", "a Flash film"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media file"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xfe\xed\xfa\xce", "a program"),
    (0, b"\xfe\xed\xfa\xcf", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a Java class or a program"),
    (0, b"\0asm", "a WebAssembly program"),
    (0, b"dex\n03", "an Android program"),
    (0, b"!<arch>\n", "a library or a Debian package"),
    (0, b"\xed\xab\xee\xdb", "an RPM package"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\0", "an xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (0, b"\x04\x22\x4d\x18", "an LZ4 archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"MSCF\0", "a Cabinet archive"),
    (32769, b"CD001", "a disc image"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"OTTO\0", "a font"),
    (0, b"\0\x01\0\0\0", "a font"),
    (0, b"ttcf\0", "a font"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"!BDN", "an Outlook mailbox"),
];

/// What a source without text is.
pub(super) fn known(source: &[u8]) -> Option<&'static str> {
    let stands = |at: usize, sign: &[u8]| source.get(at..).is_some_and(|at| at.starts_with(sign));
    let found = SIGNATURES.iter().find(|(at, sign, _)| stands(*at, sign));
    let by_sign = found.filter(|(at, _, _)| *at != 8 || stands(0, b"RIFF") || stands(0, b"FORM"));
    by_sign.map(|(_, _, what)| *what).or_else(|| {
        let bitmap = stands(0, b"BM") && stands(6, b"\0\0\0\0");
        let program = stands(0, b"MZ") && source.iter().take(256).filter(|b| **b == 0).count() > 8;
        if bitmap { Some("a BMP picture") } else { program.then_some("a program") }
    })
}
