//! Recognises readers' comments: who wrote them, how they sound. Leaves it to `block` where they
//! begin and end.

use super::phrase::{Phrases, clip, find, has_digit};
use super::shape::{End, Shape};
use super::{date, furniture, name};

/// How readers begin to answer an article.
static REACTIONS: Phrases<56> = Phrases::new([
    "insightful",
    "great article",
    "great read",
    "great post",
    "great piece",
    "great insight",
    "great insights",
    "great point",
    "great points",
    "great work",
    "great job",
    "great to see",
    "great summary",
    "thanks for",
    "thanks so much",
    "thank you for",
    "thank you so much",
    "thanks,",
    "absolutely agree",
    "totally agree",
    "completely agree",
    "couldn’t agree more",
    "couldn't agree more",
    "i couldn’t agree",
    "i couldn't agree",
    "i agree",
    "i totally agree",
    "i completely agree",
    "i disagree",
    "well said",
    "well written",
    "well put",
    "love this",
    "loved this",
    "i love this",
    "interesting read",
    "interesting article",
    "interesting perspective",
    "interesting post",
    "this is such a",
    "what a great",
    "what a timely",
    "very insightful",
    "very informative",
    "very interesting",
    "fantastic",
    "excellent article",
    "excellent read",
    "excellent post",
    "nice article",
    "nice post",
    "nice read",
    "congratulations",
    "congrats",
    "spot on",
    "so true",
]);
static REACTIONS_ABROAD: Phrases<8> = Phrases::new([
    "danke für",
    "vielen dank für",
    "toller artikel",
    "sehr guter artikel",
    "guter beitrag",
    "merci pour",
    "gracias por",
    "super artikel",
]);

/// Words over the comments of a page.
static HEADINGS: Phrases<15> = Phrases::new([
    "comments",
    "comment",
    "reader comments",
    "readers’ comments",
    "leave a comment",
    "leave a reply",
    "responses",
    "reactions",
    "discussion",
    "kommentare",
    "leserkommentare",
    "join the conversation",
    "join the discussion",
    "what readers say",
    "commentaires",
]);

/// Whether `line` stands over the comments of a page.
pub(super) fn heads_comments(line: &str, shape: Shape) -> bool {
    let bare = line.trim_start_matches(|char: char| char.is_ascii_digit() || char == ' ');
    shape.words <= 8
        && shape.end != End::Stop
        && (HEADINGS.open(bare) && rest_counts(bare) || matches!(bare, "评论" | "热门评论"))
}

/// Whether nothing but a number or a link follows the heading's word: "Comments on the budget"
/// heads a section.
fn rest_counts(line: &str) -> bool {
    let words = line.split([' ', '(', ')', ':']).filter(|word| !word.is_empty());
    words.count() <= 4
        && !["on", "from", "by", "of"].iter().any(|word| {
            line.split(' ').nth(1).is_some_and(|second| second.eq_ignore_ascii_case(word))
        })
}

/// Whether a paragraph begins as readers answer an article.
pub(super) fn reacts(text: &str) -> bool {
    REACTIONS.open(text) || REACTIONS_ABROAD.open(text)
}

/// How often a paragraph says "I", "my" or "me" outside of quotations; long ones are judged by
/// their beginning.
pub(super) fn first_persons(text: &str) -> usize {
    let unquoted = clip(text, 1200).split(['“', '”', '"']).step_by(2);
    unquoted.flat_map(str::split_whitespace).filter(|word| is_own(word)).count()
}

/// Whether a word, signs around it aside, is "I", "my" or the like.
fn is_own(word: &str) -> bool {
    const OWN: [&str; 6] = ["my", "me", "mine", "ich", "mein", "meine"];
    const LONGEST: usize = 16;
    if word.len() > LONGEST {
        return false;
    }
    let is_sign = |char: char| !char.is_alphanumeric();
    let word = word.trim_start_matches(is_sign);
    // Most words are done with here.
    if !word.starts_with(['I', 'i', 'M', 'm']) {
        return false;
    }
    let word = word.trim_end_matches(is_sign);
    let head = word.split(['\'', '’', '-', '—']).next().unwrap_or_default();
    head == "I" || OWN.iter().any(|own| head.eq_ignore_ascii_case(own))
}

/// The commenter's name in "Jane Doe says:" or "Jane Doe • 3 days ago", in bytes.
pub(super) fn commenter(line: &str) -> Option<usize> {
    if line.len() > 100 {
        return None;
    }
    let dated = || aged(line).or_else(|| at_date(line));
    said(line).or_else(|| has_digit(line).then(dated).flatten())
}

fn said(line: &str) -> Option<usize> {
    let verbs = [
        " says:",
        " said:",
        " wrote:",
        " writes:",
        " sagt:",
        " schrieb:",
        " schreibt:",
        " replied:",
        " commented:",
        " says",
        " a écrit",
    ];
    if !line.ends_with([':', 's', 't']) {
        return None;
    }
    let verb = verbs.iter().find_map(|verb| line.ends_with(verb).then_some(verb.len()))?;
    nick(line, line.len() - verb)
}

fn aged(line: &str) -> Option<usize> {
    let signs = [" • ", " · ", " | ", " - ", " – ", ", ", " — "];
    let cut = signs.iter().find_map(|sign| {
        let at = find(line, sign)?;
        furniture::is_age(line.get(at + sign.len()..)?).then_some(at)
    });
    nick(line, cut?)
}

/// "Jane Doe on March 3, 2023 at 5:12 pm".
fn at_date(line: &str) -> Option<usize> {
    let (written, _) = date::find(line)?;
    let signs = [" on ", " • ", " · ", " | ", ", ", " am "];
    let cut = signs.iter().filter_map(|sign| {
        let at = find(line, sign)?;
        (at + sign.len() == written.start as usize).then_some(at)
    });
    let clock = line.len() - written.end as usize <= 24;
    let head = nick(line, cut.min()?)?;
    (clock && (name::is_name(clip(line, head)) || find(line, ":").is_some())).then_some(head)
}

/// Names and nicknames: short, no sentence.
fn nick(line: &str, len: usize) -> Option<usize> {
    let name = clip(line, len);
    let lead = find(name, "by ").filter(|at| *at == 0);
    let fits = !name.is_empty()
        && name.len() <= 40
        && name.split(' ').count() <= 4
        && !name.contains(['.', '!', '?', ':', '|'])
        || name::is_name(name);
    (fits && lead.is_none()).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::super::shape::shape;
    use super::*;

    #[test]
    fn finds_the_commenter() {
        let name = |line: &'static str| commenter(line).map(|len| clip(line, len));
        assert_eq!(name("Jane Doe says:"), Some("Jane Doe"));
        assert_eq!(name("Jane Doe • 3 days ago"), Some("Jane Doe"));
        assert_eq!(name("nurse_anna, 2 months ago"), Some("nurse_anna"));
        assert_eq!(name("Jane Doe on March 3, 2023 at 5:12 pm"), Some("Jane Doe"));
        assert_eq!(name("He said so."), None);
        assert_eq!(name("Published on March 3, 2023"), None);
    }

    #[test]
    fn hears_reactions() {
        assert!(reacts("Insightful read! The focus is right.") && reacts("Thanks for sharing"));
        assert!(!reacts("Insight into costs is rare."));
        let text = "I can’t help but feel awkward. As someone here, I know. “I” is quoted.";
        assert_eq!(first_persons(text), 2);
        assert!(heads_comments("3 Comments", shape("3 Comments")));
        assert!(!heads_comments("Comments on the budget", shape("Comments on the budget")));
    }
}
