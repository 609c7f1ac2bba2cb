//! Recognises page furniture by the words and looks of a single line. Leaves to `block` what
//! only the lines around it can tell: repeated titles, lists of related articles.

mod phrases;

use super::Furniture;
use super::phrase::{Phrases, find, has_any, has_digit, is_any, starts};
use super::shape::{End, LONG, Shape};
use phrases::{
    ADVERT, ADVERT_WITHIN, LEGAL, LOGIN, LOGIN_CJK, NAVIGATION, NOTICE, NOTICE_WITHIN, RELATED,
    SHARE, SHARE_WORDS, SKIP,
};

/// Lines of more words than this are not menus, buttons or log-in lines.
const SHORT: usize = 14;

/// What page furniture `line` is, judged by itself.
pub(super) fn furniture(line: &str, shape: Shape) -> Option<Furniture> {
    if !line.contains(char::is_alphanumeric) {
        return Some(Furniture::Blank);
    }
    if line.len() > LONG * 2 {
        return None;
    }
    if shape.chars <= 300 && find(line, "cookie").is_some() && NOTICE_WITHIN.are_in(line)
        || NOTICE.hold(line)
    {
        return Some(Furniture::Notice);
    }
    if is_profile(line, shape) {
        return Some(Furniture::Profile);
    }
    if line.len() > LONG { None } else { short(line, shape) }
}

fn short(line: &str, shape: Shape) -> Option<Furniture> {
    let brief = shape.words <= SHORT;
    if is_age(line) {
        Some(Furniture::Age)
    } else if is_legal(line, shape) {
        Some(Furniture::Legal)
    } else if is_advert(line, shape) {
        Some(Furniture::Advert)
    } else if brief && (LOGIN.open(line) && logs_in(line, shape) || LOGIN_CJK.are_in(line)) {
        Some(Furniture::Login)
    } else if brief && is_share(line, shape) {
        Some(Furniture::Share)
    } else if brief && is_related(line, shape) {
        Some(Furniture::Related)
    } else if is_navigation(line, shape) {
        Some(Furniture::Navigation)
    } else {
        None
    }
}

/// Sentences may begin like a log-in line; buttons do not end in a full stop.
fn logs_in(line: &str, shape: Shape) -> bool {
    shape.end == End::Word || has_any(line, &["comment", "account", "to continue", "logged in"])
}

fn is_legal(line: &str, shape: Shape) -> bool {
    static RESERVED: Phrases<3> =
        Phrases::new(["all rights reserved", "alle rechte vorbehalten", "版权所有"]);
    let within = RESERVED.are_in(line);
    within && shape.words <= 40
        || LEGAL.open(line)
            && shape.words <= SHORT
            && (shape.end != End::Stop || line.starts_with('©'))
        || starts(line, "©")
}

fn is_advert(line: &str, shape: Shape) -> bool {
    let opens = ADVERT.open(line) && shape.words <= 24;
    let within = shape.words <= 26 && shape.chars <= 170 && ADVERT_WITHIN.are_in(line);
    opens && (shape.words <= 3 || shape.end != End::Colon) || within
}

fn is_related(line: &str, shape: Shape) -> bool {
    let ends = shape.end != End::Stop;
    ends && (shape.words <= 8 && RELATED.open(line)
        || !line.is_ascii() && line.contains("的更多文"))
}

fn is_share(line: &str, shape: Shape) -> bool {
    let opens = SHARE.open(line) && shape.end != End::Stop;
    if opens || is_hashtags(line) || is_tally(line) {
        return true;
    }
    let separators = [' ', '\t', '|', '•', '·', ',', '/', '(', ')', ':'];
    let mut words = line.split(separators).filter(|word| !word.is_empty());
    let known = |word: &str| SHARE_WORDS.hold(word);
    let sign = |word: &str| !word.contains(char::is_alphabetic) || is_count(word);
    words.clone().any(known)
        && words.all(|word| {
            known(word) || sign(word) || is_any(word, &["and", "on", "to", "mir", "das"])
        })
}

/// "#nursing #digitalhealth".
fn is_hashtags(line: &str) -> bool {
    let tag = |word: &str| word.len() > 2 && word.starts_with('#') && !word.starts_with("##");
    line.split_whitespace().all(tag)
}

/// "1,204".
fn is_tally(line: &str) -> bool {
    let figures = line.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    figures && line.len() <= 9 && line.contains(',')
}

/// "1.2K".
fn is_count(word: &str) -> bool {
    word.starts_with(|char: char| char.is_ascii_digit()) && word.len() <= 6
}

fn is_navigation(line: &str, shape: Shape) -> bool {
    let brief = shape.words <= SHORT && shape.end != End::Stop;
    brief && (NAVIGATION.hold(line) || SKIP.open(line) || is_page(line) || is_reading_time(line))
        || is_menu(line, shape)
}

/// "Home | News | Sport", "Home > Health > Jobs": several parts of a word or two.
fn is_menu(line: &str, shape: Shape) -> bool {
    if line.is_ascii() && memchr::memchr2(b'|', b'>', line.as_bytes()).is_none() {
        return false;
    }
    let separator = ['|', '»', '›', '>', '•', '·'].into_iter().find(|char| line.contains(*char));
    let Some(separator) = separator.filter(|_| shape.end == End::Word) else { return false };
    if line.starts_with(separator) || shape.words > 30 {
        return false;
    }
    let parts = line.split(separator).filter(|part| !part.trim().is_empty());
    let count = parts.clone().count();
    count >= 3
        && parts.clone().all(|part| part.split_whitespace().count() <= 3)
        && shape.words <= count * 3 + count
}

/// "Page 3 of 10", "- 3 -".
fn is_page(line: &str) -> bool {
    let bare = line.trim_matches(['-', '–', ' ', '[', ']']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let of = |text: &str| {
        text.split([' ', '/']).all(|word| digits(word) || is_any(word, &["of", "von"]))
    };
    digits(bare) && bare.len() <= 4
        || ["page ", "seite "]
            .iter()
            .any(|page| starts(bare, page) && of(bare.get(page.len()..).unwrap_or_default()))
}

fn is_reading_time(line: &str) -> bool {
    line.starts_with(|char: char| char.is_ascii_digit())
        && has_any(line, &["min read", "minute read", "min. lesezeit", "minuten lesezeit"])
}

/// What people say of themselves over their comments: jobs and boasts between pipes, or between
/// the question marks that lost emoji leave.
fn is_profile(line: &str, shape: Shape) -> bool {
    if shape.end == End::Stop || line.starts_with('|') {
        return false;
    }
    if memchr::memchr2(b'|', b'?', line.as_bytes()).is_none() {
        return false;
    }
    let pipes = line.matches(" | ").count();
    let marks = line.matches("??").count();
    let parts = pipes + 1;
    let wordy = line.split_whitespace().filter(|word| *word != "|").count() * 2 >= parts * 3;
    pipes >= 2 && wordy && shape.capital && !is_menu(line, shape) || marks >= 2 && shape.capital
}

/// "2 months ago", "3mo", "vor 2 Tagen", "2 个月".
pub(super) fn is_age(line: &str) -> bool {
    static WORDS: Phrases<12> = Phrases::new([
        "a",
        "an",
        "one",
        "about",
        "just now",
        "yesterday",
        "edited",
        "vor",
        "il y a",
        "gestern",
        "heute",
        "gerade",
    ]);
    if line.len() > 48 || !(has_digit(line) || WORDS.open(line) || line.starts_with('刚')) {
        return false;
    }
    let lower = line.to_lowercase();
    let signs = ['•', '·', '(', ')', ' ', '\u{a0}', '|', '🌐'];
    let bare = ["edited", "bearbeitet", "已编辑"].iter().fold(lower.as_str(), |text, word| {
        let text = text.trim_matches(signs);
        text.strip_suffix(word).unwrap_or(text)
    });
    age(bare.trim_matches(signs))
}

/// `text` in lower case, without ornaments.
fn age(text: &str) -> bool {
    const AGO: [&str; 5] = ["vor ", "il y a ", "hace ", "há ", "about "];
    const SHORT: [&str; 13] =
        ["s", "m", "h", "d", "w", "mo", "mos", "yr", "yrs", "y", "min", "hr", "wk"];
    const LONG: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];
    const OTHER: [&str; 26] = [
        "tag", "tagen", "woche", "wochen", "monat", "monaten", "jahr", "jahren", "stunde",
        "stunden", "minuten", "jour", "jours", "semaine", "semaines", "mois", "an", "ans", "heure",
        "heures", "día", "días", "mes", "meses", "año", "años",
    ];
    if is_any(text, &["just now", "yesterday", "刚刚", "gerade eben", "heute", "gestern"]) {
        return true;
    }
    let prefix = AGO.iter().find(|ago| text.starts_with(**ago)).map_or(0, |ago| ago.len());
    let rest = text.get(prefix..).unwrap_or_default();
    let number = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
    let article = ["a ", "an ", "one ", "einem ", "einer ", "un ", "une "];
    let skip =
        article.iter().find(|word| rest.starts_with(**word)).map_or(number, |word| word.len());
    let ago = find(rest, " ago").is_some();
    let unit = rest.get(skip..).unwrap_or_default().trim().trim_end_matches(" ago");
    let long = LONG.iter().any(|long| unit.trim_end_matches('s') == *long);
    skip > 0
        && skip < 7
        && (SHORT.contains(&unit)
            || long && (ago || prefix > 0)
            || prefix > 0 && OTHER.contains(&unit)
            || is_cjk_unit(unit))
}

fn is_cjk_unit(unit: &str) -> bool {
    const UNITS: [&str; 14] = [
        "秒", "分钟", "小时", "天", "日", "周", "个月", "個月", "年", "か月", "ヶ月", "時間", "分",
        "週間",
    ];
    UNITS.contains(&unit.trim_end_matches('前').trim())
}

#[cfg(test)]
mod tests {
    use super::super::shape::shape;
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Furniture>) {
        assert_eq!(furniture(line, shape(line)), expected, "{line}");
    }

    #[test]
    fn knows_bars_and_menus() {
        check("Share Tweet Pin Email", Some(Furniture::Share));
        check("Like · Reply · 3", Some(Furniture::Share));
        check("1,234 views", Some(Furniture::Share));
        check("Home | News | Sport", Some(Furniture::Navigation));
        check("Home > Health > Jobs", Some(Furniture::Navigation));
        check("Skip to content", Some(Furniture::Navigation));
        check("Page 3 of 10", Some(Furniture::Navigation));
        check("* * *", Some(Furniture::Blank));
    }

    #[test]
    fn knows_log_in_lines_adverts_and_notices() {
        check("Log in or sign up to view", Some(Furniture::Login));
        check("要查看或添加评论,请登录", Some(Furniture::Login));
        check("Subscribe to our weekly newsletter", Some(Furniture::Advert));
        check("For Health Today, this is Jane Doe. Stay tuned.", Some(Furniture::Advert));
        check("We use cookies to improve your experience. Learn more", Some(Furniture::Notice));
        check("© 2024 Health Today. All rights reserved.", Some(Furniture::Legal));
        check("Related articles", Some(Furniture::Related));
        check("Jane D.的更多文章", Some(Furniture::Related));
    }

    #[test]
    fn knows_ages_and_profiles() {
        for line in [
            "2 个月",
            "3mo",
            "3 months ago",
            "1w • Edited",
            "vor 2 Tagen",
            "an hour ago",
            "il y a 3 mois",
            "2 天前",
        ] {
            check(line, Some(Furniture::Age));
        }
        check("CEO of Acme | Top Consultant | Pilot and Car Enthusiast", Some(Furniture::Profile));
        check("Lead Talent??Advocate for Care??Convinced Humanist??", Some(Furniture::Profile));
    }

    #[test]
    fn leaves_running_text_alone() {
        for line in [
            "Additionally, you can follow updates from people like Jane Doe on Twitter.",
            "Share prices fell by 3% on Monday.",
            "Sign in front of the hospital warned visitors not to enter the ward.",
            "Next, the team looked at costs.",
            "Related work has shown that nurses leave the profession early.",
            "Print is dead, they said.",
            "3 days in May",
            "The Stakes—and the Solutions",
            "Search engines changed how we read",
        ] {
            check(line, None);
        }
    }
}
