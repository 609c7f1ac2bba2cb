//! The names of the parts of a text that is too long for one article: told from each other and from the
//! text's own name, the same whenever it is read. Knows no articles.

/// What stands between the name of a text and the number of a part.
const SIGN: &str = "#part-";

/// The name of a text's part of that number, counted from 1. The first goes by the name of the text
/// itself: so it would if the text were shorter.
pub fn name(text: &str, number: u32) -> String {
    if number <= 1 { text.to_owned() } else { format!("{text}{SIGN}{number}") }
}

/// The name of the text that an article of that name is a part of, and which; any other article is the
/// first part of itself.
pub fn split(name: &str) -> (&str, u32) {
    let number = |digits: &str| digits.parse().ok().filter(|number| *number > 1);
    let parts = name.rsplit_once(SIGN).and_then(|(text, digits)| Some((text, number(digits)?)));
    parts.unwrap_or((name, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_the_text_and_back() {
        for number in [1, 2, 97, 4096] {
            assert_eq!(split(&name("/a/big.txt", number)), ("/a/big.txt", number));
        }
        for other in ["/a/big.txt", "/a/big.txt#part-", "/a/big.txt#part-1", "#part-x", ""] {
            assert_eq!(split(other), (other, 1));
        }
    }
}
