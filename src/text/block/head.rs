//! What stands over an article: the head of a mail, title, byline, dateline, standfirst. The looks and
//! words of single lines are told by `byline` and `name`.

use super::{Draft, HEAD};
use crate::text::byline::Field;
use crate::text::marker::Sign;
use crate::text::shape::End;
use crate::text::unit::Unit;
use crate::text::{BlockKind, Furniture, Span, byline, date, name, phrase, question};

impl Draft<'_> {
    /// The head of a mail: sender, subject, date.
    fn mail(&mut self) {
        let fields: Vec<_> = (0..self.units.len().min(HEAD))
            .map_while(|at| Some((at, byline::field(self.words(at))?)))
            .collect();
        for (at, (field, len)) in fields.iter().filter(|_| fields.len() >= 2) {
            self.mail_field(*at, *field, *len);
        }
    }

    fn mail_field(&mut self, at: usize, field: Field, len: usize) {
        let body = &mut self.units[at].body;
        let value = Span { start: body.start + len as u32, end: body.end };
        match field {
            Field::Subject => {
                *body = value;
                self.heading.title = Some(value);
                self.set(at, BlockKind::Title);
            }
            Field::From => {
                let words = value.of(self.text);
                let name = words.split('<').next().unwrap_or(words).trim_end();
                let end = value.start as usize + name.len();
                self.heading.author = Some(Span::new(value.start as usize, end));
                self.set(at, BlockKind::Byline);
            }
            Field::Date => {
                self.set(at, BlockKind::Dateline);
                if let Some((written, day)) = date::find(value.of(self.text)) {
                    let credit = byline::Credit {
                        date: Some(written),
                        day: Some(day),
                        ..Default::default()
                    };
                    self.credit(credit, value.start);
                }
            }
            Field::Other => self.set(at, BlockKind::Furniture(Furniture::Navigation)),
        }
    }

    /// Title, byline and dateline.
    pub(super) fn head(&mut self) {
        self.mail();
        let stop = (0..self.units.len()).find(|at| self.ends_head(*at)).unwrap_or(self.units.len());
        self.head = stop.min(HEAD);
        for at in 0..self.head {
            if self.is_free(at) {
                self.head_line(at);
            }
        }
        let untitled = self.heading.title.is_none();
        if let Some(at) = (0..self.head).find(|at| untitled && self.can_title(*at)) {
            let at = self.without_site(at);
            self.set(at, BlockKind::Title);
            self.heading.title = Some(self.units[at].body);
        }
        self.standfirst();
        self.release();
    }

    /// Whether the running text begins with the unit at `at`.
    fn ends_head(&self, at: usize) -> bool {
        let unit = self.units[at];
        let listed =
            matches!(unit.sign, Some(Sign::Bullet | Sign::Lost | Sign::Number(_) | Sign::Quote));
        let credit = || {
            byline::byline(self.words(at), unit.shape).is_some()
                || byline::dateline(self.words(at), unit.shape).is_some()
        };
        let first_line = at == 0 && unit.lines <= 2 && unit.shape.titles() && !unit.shape.broken;
        (listed || self.runs(at)) && self.is_free(at) && !first_line && !credit()
            || question::heads_questions(self.words(at), unit.shape) && at > 0
    }

    fn head_line(&mut self, at: usize) {
        let unit = self.units[at];
        let words = self.words(at);
        if let Some(credit) = byline::byline(words, unit.shape) {
            self.set(at, BlockKind::Byline);
            self.credit(credit, unit.body.start);
        } else if let Some(credit) = byline::dateline(words, unit.shape) {
            self.set(at, BlockKind::Dateline);
            self.credit(credit, unit.body.start);
        } else if name::is_name(words) && self.names_author(at) {
            self.set(at, BlockKind::Byline);
            self.heading.author = self.heading.author.or(Some(unit.body));
            if self.is(at + 1, Furniture::Navigation) {
                self.set(at + 1, BlockKind::Furniture(Furniture::Profile));
            }
        } else if is_kicker(words, unit) && self.units.len() > 2 {
            self.set(at, BlockKind::Furniture(Furniture::Navigation));
        }
    }

    /// Takes what a line at `start` tells, unless an earlier one told it.
    fn credit(&mut self, credit: byline::Credit, start: u32) {
        let moved = |span: Span| Span { start: span.start + start, end: span.end + start };
        let heading = &mut self.heading;
        heading.author = heading.author.or(credit.author.map(moved));
        heading.source = heading.source.or(credit.source.map(moved));
        if heading.date.is_none() {
            heading.date = credit.date.map(moved);
            heading.day = credit.day;
        }
    }

    /// Whether the name at `at` stands where authors stand: before an age, a profile or a date,
    /// or after the title and before the text.
    fn names_author(&self, at: usize) -> bool {
        let next = self.next(at);
        let Some(unit) = self.units.get(next) else { return false };
        let beside = |at| self.is(at, Furniture::Age) || self.is(at, Furniture::Profile);
        let dated = byline::dateline(self.words(next), unit.shape).is_some();
        beside(next) || dated || beside(self.next(next)) && !self.runs(next)
    }

    fn can_title(&self, at: usize) -> bool {
        let unit = self.units[at];
        let sign = matches!(unit.sign, None | Some(Sign::Hash | Sign::Number(_)));
        let alone = self.next(at) >= self.units.len();
        let marked = unit.sign == Some(Sign::Hash) || unit.underlined;
        self.is_free(at)
            && sign
            && (marked || unit.lines <= 2 && unit.shape.titles())
            && (!alone || unit.shape.heads())
            && !(unit.ragged && at > 0 && unit.shape.end != End::Word)
    }

    /// The unit that has the title without the site's name: "Title | Site" and below it "Title".
    fn without_site(&mut self, at: usize) -> usize {
        let long = self.words(at);
        let near = at + 1..(at + 8).min(self.units.len());
        let plain = near.into_iter().find(|near| {
            let short = self.words(*near);
            let rest = long.strip_prefix(short).unwrap_or_default();
            short.len() >= 8
                && [" | ", " - ", " – ", " — ", " • ", " :: "]
                    .iter()
                    .any(|sign| rest.starts_with(sign))
        });
        let Some(plain) = plain.filter(|plain| self.is_free(*plain)) else { return at };
        self.set(at, BlockKind::Furniture(Furniture::RepeatedTitle));
        let site = long.rfind([' ']).map_or(0, |_| self.words(plain).len());
        let rest = phrase::after(long, site);
        let sign = rest.len() - rest.trim_start_matches(['|', '-', '–', '—', '•', ':', ' ']).len();
        let start = self.units[at].body.start as usize + site + sign;
        self.heading.source =
            self.heading.source.or(Some(Span::new(start, self.units[at].body.end as usize)));
        plain
    }

    /// A line between title and byline, which sums up the article.
    fn standfirst(&mut self) {
        for at in 0..self.head {
            let credit = matches!(
                self.kinds.get(self.next(at)),
                Some(Some(BlockKind::Byline | BlockKind::Dateline))
            );
            let repeated = || {
                self.heading.title.is_some_and(|title| same(title.of(self.text), self.words(at)))
            };
            if self.is_free(at) && credit && self.units[at].shape.words > 5 && !repeated() {
                self.set(at, BlockKind::Paragraph);
            }
        }
    }

    /// The date with which a press release begins its text.
    fn release(&mut self) {
        if self.heading.date.is_some() {
            return;
        }
        let first = (0..self.units.len().min(HEAD)).find(|at| self.runs(*at));
        let Some(at) = first else { return };
        if let Some((written, day)) = byline::release(self.words(at)) {
            let credit =
                byline::Credit { date: Some(written), day: Some(day), ..Default::default() };
            self.credit(credit, self.units[at].body.start);
        }
    }

    pub(super) fn repeated_titles(&mut self) {
        let Some(title) = self.heading.title else { return };
        let words = title.of(self.text);
        for at in 0..self.units.len() {
            let body = self.units[at].body;
            let near = body.len().abs_diff(title.len()) <= 4 && body.start != title.start;
            if near && self.is_free(at) && same(words, body.of(self.text)) {
                self.set(at, BlockKind::Furniture(Furniture::RepeatedTitle));
            }
        }
    }
}

/// Whether two lines say the same, case and spacing aside.
fn same(one: &str, other: &str) -> bool {
    // A final sigma is a sigma.
    let small = |char: char| char.to_lowercase().map(|char| if char == 'ς' { 'σ' } else { char });
    let is_same = |one: &str, other: &str| {
        one.eq_ignore_ascii_case(other)
            || one.chars().flat_map(small).eq(other.chars().flat_map(small))
    };
    let mut others = other.split_whitespace();
    let all = one.split_whitespace().all(|one| others.next().is_some_and(|it| is_same(one, it)));
    all && others.next().is_none()
}

/// Words in capitals over a title: "PRESS RELEASE", "OPINION".
fn is_kicker(line: &str, unit: Unit) -> bool {
    let release = phrase::is_any(
        line,
        &["for immediate release", "press release", "news release", "pressemitteilung"],
    );
    release
        || unit.shape.shouted
            && unit.shape.words <= 2
            && !unit.underlined
            && unit.sign.is_none()
            && phrase::is_any(
                line,
                &[
                    "opinion",
                    "news",
                    "analysis",
                    "interview",
                    "feature",
                    "blog",
                    "editorial",
                    "comment",
                    "exclusive",
                    "breaking",
                    "technology",
                    "health",
                    "business",
                    "politics",
                ],
            )
}
