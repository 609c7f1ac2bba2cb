//! The encoding that a page says it is in.

/// Bytes of a page among which it says so.
const HEAD: usize = 4096;

/// The name behind `charset=` in a meta tag, or behind `encoding=` in an XML declaration.
pub(super) fn declared(source: &[u8]) -> Option<String> {
    let head = source.get(..source.len().min(HEAD)).unwrap_or_default();
    let head: String = head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let xml = || {
        let declaration = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
        value(declaration, "encoding")
    };
    let tags = || head.split("<meta").skip(1).filter_map(|tag| tag.split('>').next());
    xml().or_else(|| tags().find_map(|tag| value(tag, "charset")))
}

/// The value of a key within a tag, or within one of its values.
fn value(tag: &str, key: &str) -> Option<String> {
    let (_, behind) = tag.split_once(key)?;
    let value = behind.trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|char: char| char.is_whitespace() || "\"';/?".contains(char));
    let value = value.get(..end.unwrap_or(value.len()))?;
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_their_encoding() {
        let cases: [(&[u8], Option<&str>); 7] = [
            (b"<html><META Charset='Windows-1251'>", Some("windows-1251")),
            (b"<meta charset = utf-8/>", Some("utf-8")),
            (
                b"<meta name=a><meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">",
                Some("koi8-r"),
            ),
            (b"<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><html>", Some("iso-8859-2")),
            (b"<meta name=charset>", None),
            (b"<p>charset=latin1</p>", None),
            (b"\xff<meta charset=>", None),
        ];
        for (page, expected) in cases {
            assert_eq!(declared(page).as_deref(), expected);
        }
    }
}
