//! Mail: a single message or a mailbox (mbox), each message an article. Finds the part to read, the
//! head, the names of what is attached; how the text of a mail falls into parts is told by `body`.

mod body;

use mail_parser::{
    Address, HeaderName, HeaderValue, Message, MessageParser, MimeHeaders, PartType,
};

use super::{Found, Leaf, Limits, Refusal, html, named};
use crate::text::{BlockKind, Furniture, Manuscript, Piece, Told, decode};

/// Bytes looked at for a head.
const HEAD: usize = 8192;

/// Fields of which a mail has some.
const FIELDS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "received",
    "return-path",
    "mime-version",
    "content-type",
    "delivered-to",
    "reply-to",
    "cc",
    "list-id",
    "in-reply-to",
];

/// What each nested message begins with.
const NESTED: &[u8] = b"message/rfc822";
/// What each part of several parts begins with.
const PARTED: &[u8] = b"multipart/";
/// Bytes that a parser may go through in search of the ends of such parts, each to the end of the mail.
const PATIENCE: usize = 8_000_000_000;

/// Whether a source is a mail: nothing but fields up to the first blank line, and enough of a mail.
pub(super) fn is_message(source: &[u8]) -> bool {
    let head = source.get(..source.len().min(HEAD)).unwrap_or_default();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut known = Vec::new();
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(name) = field(line) else {
            // The sample may end in the middle of a long head.
            let cut = source.len() > HEAD && head.ends_with(line);
            if cut {
                break;
            }
            return false;
        };
        if let Some(name) = FIELDS.iter().find(|known| name.eq_ignore_ascii_case(known.as_bytes()))
        {
            known.push(*name);
        }
    }
    let has = |names: &[&str]| names.iter().any(|name| known.contains(name));
    known.len() >= 3
        && has(&["from", "subject"])
        && has(&["date", "message-id", "received", "mime-version"])
}

/// The name of the field that a line begins.
fn field(line: &[u8]) -> Option<&[u8]> {
    let end = line.iter().position(|byte| *byte == b':')?;
    let name = line.get(..end)?;
    (!name.is_empty() && name.iter().all(|byte| (33..=126).contains(byte))).then_some(name)
}

/// Whether a source is a mailbox: its first line opens a message, the next ones are its head.
pub(super) fn is_mailbox(source: &[u8]) -> bool {
    let Some(end) = source.iter().position(|byte| *byte == b'\n') else { return false };
    let (line, rest) = source.split_at(end + 1);
    opens_message(line) && rest.split(|byte| *byte == b'\n').next().and_then(field).is_some()
}

/// Whether a line opens a message of a mailbox: "From somebody Tue Sep  5 16:20:11 2023".
fn opens_message(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let clock = rest.windows(3).any(|three| {
        matches!(three, [before, b':', after] if before.is_ascii_digit() && after.is_ascii_digit())
    });
    let year = rest.windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    clock && year && line.len() < 300
}

/// Reads a single message.
pub(super) fn read(source: &[u8], limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    sink(leaf(source, limits));
}

/// Reads the messages of a mailbox.
pub(super) fn read_mailbox(source: &[u8], limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    for (number, message) in (1..).zip(messages(source)) {
        if !sink(named(leaf(&unquoted(message), limits), &number.to_string())) {
            return;
        }
    }
}

/// The messages of a mailbox without the lines that open them. Such a line counts only behind a
/// blank one, and with a date: not every program marks a "From" that is text.
fn messages(source: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let start = rest.iter().position(|byte| *byte == b'\n')? + 1;
        let message = rest.get(start..)?;
        let mut blank = false;
        let mut at = 0;
        for line in message.split_inclusive(|byte| *byte == b'\n') {
            if blank && opens_message(line) {
                break;
            }
            blank = line.trim_ascii().is_empty();
            at += line.len();
        }
        rest = message.get(at..)?;
        message.get(..at)
    })
}

/// A message with the marks taken away that kept its ">From" lines apart from openings.
fn unquoted(message: &[u8]) -> Vec<u8> {
    let lines = message.split_inclusive(|byte| *byte == b'\n').map(|line| {
        let marks = line.iter().take_while(|byte| **byte == b'>').count();
        let marked = marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(b"From "));
        if marked { line.get(1..).unwrap_or_default() } else { line }
    });
    lines.collect::<Vec<_>>().concat()
}

/// How often `words` stand in a source, whatever their case.
fn count(source: &[u8], words: &[u8]) -> usize {
    source.windows(words.len()).filter(|window| window.eq_ignore_ascii_case(words)).count()
}

fn leaf(source: &[u8], limits: &Limits) -> Found {
    if count(source, NESTED) > limits.depth {
        let depth = limits.depth;
        return Err(Refusal::new(format!(
            "holds more than {depth} messages within each other: allow more by --max-depth"
        )));
    }
    let parted = count(source, PARTED);
    if parted.saturating_mul(source.len()) > PATIENCE {
        return Err(Refusal::new(format!("is parted {parted} times: too often for its size")));
    }
    let message = MessageParser::default().parse(source);
    let message = message.ok_or_else(|| Refusal::new("is no mail that can be read"))?;
    Leaf::composed(manuscript(&message, limits))
}

fn manuscript(message: &Message, limits: &Limits) -> Manuscript {
    let told = told(message);
    let mut manuscript = match text(message) {
        Text::Plain(text) => body::manuscript(told, &text),
        Text::Html(page) => {
            Manuscript { told, pieces: html::pieces(&page, limits), ..Manuscript::default() }
        }
    };
    if let Some(attached) = attached(message) {
        let kind = BlockKind::Furniture(Furniture::Navigation);
        manuscript.pieces.push(Piece::new(kind, attached));
    }
    manuscript
}

/// What is to be read of a message.
enum Text {
    Plain(String),
    Html(String),
}

/// The plain text of a message; its HTML where that is empty.
fn text(message: &Message) -> Text {
    let mut plain = String::new();
    for part in message.text_bodies() {
        if let PartType::Text(text) = &part.body {
            plain.push_str(&unflowed(text, part));
            plain.push('\n');
        }
    }
    let page = || -> String {
        let pages = message.html_bodies().filter_map(|part| match &part.body {
            PartType::Html(page) => Some(page.as_ref()),
            _ => None,
        });
        pages.collect::<Vec<_>>().join("\n")
    };
    let page = if plain.trim().is_empty() { page() } else { String::new() };
    if page.trim().is_empty() {
        Text::Plain(decode::decode(plain.as_bytes()).text)
    } else {
        Text::Html(page)
    }
}

/// The lines of "flowed" text, joined where its writer's program broke them.
fn unflowed(text: &str, part: &mail_parser::MessagePart) -> String {
    let kind = part.content_type();
    let is = |name, value: &str| {
        kind.and_then(|kind| kind.attribute(name)).is_some_and(|is| is.eq_ignore_ascii_case(value))
    };
    if !is("format", "flowed") {
        return text.to_owned();
    }
    let tight = is("delsp", "yes");
    let mut flowed = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        let words = line.get(depth..).unwrap_or_default();
        let words = words.strip_prefix(' ').unwrap_or(words);
        let goes_on = open == Some(depth) && words != "-- ";
        if goes_on {
            flowed.push_str(words);
        } else {
            flowed.push_str(if flowed.is_empty() { "" } else { "\n" });
            flowed.extend(std::iter::repeat_n('>', depth));
            flowed.push_str(if depth > 0 { " " } else { "" });
            flowed.push_str(words);
        }
        let soft = words.ends_with(' ') && words != "-- ";
        open = soft.then_some(depth);
        if soft && tight {
            flowed.pop();
        }
    }
    flowed
}

fn told(message: &Message) -> Told {
    let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let date = message.date();
    Told {
        title: message.subject().map(line).filter(|subject| !subject.is_empty()),
        author: message.from().and_then(author),
        date: date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        source: list_name(message),
    }
}

/// The names of those who wrote; the address of one without a name.
fn author(from: &Address) -> Option<String> {
    let name = |one: &mail_parser::Addr| {
        let name = one.name().map(str::trim).filter(|name| !name.is_empty());
        name.or(one.address()).map(str::to_owned)
    };
    let names: Vec<String> = from.iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The name of the mailing list that brought it: "Ward news <ward.example.org>".
fn list_name(message: &Message) -> Option<String> {
    let name = match message.header(HeaderName::ListId)? {
        HeaderValue::Text(words) => words.split('<').next()?.trim().trim_matches('"').to_owned(),
        HeaderValue::Address(list) => list.first()?.name()?.to_owned(),
        _ => return None,
    };
    (!name.is_empty()).then_some(name)
}

/// The line that names what is attached.
fn attached(message: &Message) -> Option<String> {
    let name = |part: &mail_parser::MessagePart| match &part.body {
        PartType::Message(inner) => {
            Some(format!("message “{}”", inner.subject().unwrap_or("without a subject")))
        }
        PartType::Multipart(_) => None,
        _ => {
            let name = part.attachment_name().unwrap_or("a part without a name");
            Some(format!("{name} ({} bytes)", part.len()))
        }
    };
    let names: Vec<String> = message.attachments().filter_map(name).collect();
    (!names.is_empty()).then(|| format!("Attached: {}", names.join(", ")))
}

#[cfg(test)]
mod tests;
