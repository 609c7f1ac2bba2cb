//! Mails and mailboxes as programs write them.

use super::*;

fn text(source: &str) -> String {
    assert!(is_message(source.as_bytes()), "{source}");
    match leaf(source.as_bytes(), &Limits::default()) {
        Ok(leaf) => leaf.document.text,
        Err(refusal) => refusal.why,
    }
}

const HEADER: &str = "From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.org>\r\nTo: all@example.org\r\n\
    Subject: =?iso-8859-1?Q?R=F6boter?= on the\r\n ward\r\nDate: Tue, 5 Sep 2023 16:20:11 +0100\r\n\
    MIME-Version: 1.0\r\n";

const ABOVE: &str = "Röboter on the ward\n\nJürgen\n\n5 September 2023\n\n";

#[test]
fn plain_mails_are_read_in_their_charset() {
    let body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: \
        quoted-printable\r\n\r\nCosts f=C3=A4ll.\r\n";
    assert_eq!(text(&format!("{HEADER}{body}")), format!("{ABOVE}Costs fäll."));
}

#[test]
fn the_plain_alternative_is_preferred_unless_it_is_empty() {
    let mail = |plain: &str| {
        format!(
            "{HEADER}Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: \
             text/plain\r\n\r\n{plain}\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Costs <b>fell\
             </b>.</p><ul><li>one</ul>\r\n--x--\r\n"
        )
    };
    assert_eq!(text(&mail("Plain words.")), format!("{ABOVE}Plain words."));
    assert_eq!(text(&mail("")), format!("{ABOVE}Costs fell.\n\none"));
}

#[test]
fn attachments_are_named() {
    let mail = format!(
        "{HEADER}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\
         \r\n\r\nSee there.\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: \
         attachment; filename=\"report.pdf\"\r\n\r\n12345\r\n--x--\r\n"
    );
    assert_eq!(text(&mail), format!("{ABOVE}See there.\n\nAttached: report.pdf (5 bytes)"));
}

#[test]
fn flowed_lines_are_joined() {
    let body = "Content-Type: text/plain; format=flowed\r\n\r\nNurses fear that \r\nposts will be \
        \r\ncut.\r\n> What \r\n> next?\r\n\r\nNobody knows.\r\n";
    let expected = "Nurses fear that posts will be cut.\n\nWhat next?\n\nNobody knows.";
    assert_eq!(text(&format!("{HEADER}{body}")), format!("{ABOVE}{expected}"));
}

#[test]
fn a_mailbox_falls_into_its_messages() {
    let opening = "From ada@example.org Tue Sep  5 16:20:11 2023\n";
    let head =
        "From: Ada <ada@example.org>\nSubject: One\nDate: Tue, 5 Sep 2023 16:20:11 +0100\n\n";
    let mailbox = format!(
        "{opening}{head}First words.\n\n>From here on it gets better.\n\nFrom what I hear, at 5:30 \
         nobody came.\n\n{opening}{head}Second words.\n"
    );
    assert!(is_mailbox(mailbox.as_bytes()) && !is_message(mailbox.as_bytes()));
    let mut texts = Vec::new();
    read_mailbox(mailbox.as_bytes(), &Limits::default(), &mut |found| {
        let leaf = found.expect("a mail");
        texts.push((leaf.name.unwrap_or_default(), leaf.document.text));
        true
    });
    let [first, second] = &texts[..] else { panic!("{texts:?}") };
    assert!(first.1.contains("\n\nFrom here on it gets better."), "{}", first.1);
    assert!(first.1.contains("From what I hear"));
    assert_eq!((second.0.as_str(), second.1.contains("Second words.")), ("2", true));
}

#[test]
fn texts_with_a_colon_are_no_mail() {
    for source in [
        "Title: Robots\nAuthor: Ada\n\nText.",
        "From: Ada\nSubject: Robots\n\nText.",
        "From here on it gets better at 5:30 in 2023\nSubject to change.",
        "Note: text\nand more",
    ] {
        assert!(!is_message(source.as_bytes()) && !is_mailbox(source.as_bytes()), "{source}");
    }
}

#[test]
fn messages_within_messages_have_an_end() {
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(2000);
    assert!(text(&format!("{HEADER}{nested}")).contains("more than 512 messages"));
    let nested = "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n".repeat(10_000);
    assert!(text(&format!("{HEADER}{nested}")).contains("holds no words"));
}

#[test]
fn parts_whose_ends_would_be_sought_too_long_are_refused() {
    let part = "--x\r\nContent-Type: Multipart/mixed; boundary=y\r\n\r\n";
    let mail = |times: usize| {
        format!("{HEADER}Content-Type: multipart/mixed; boundary=x\r\n\r\n{}", part.repeat(times))
    };
    assert!(!text(&mail(50)).contains("too often"));
    assert_eq!(text(&mail(20_000)), "is parted 20001 times: too often for its size");
}
