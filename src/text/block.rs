//! Text to blocks: title, byline, headings, items, comments, furniture. Leaves sentences to
//! `sentence`, and the looks and words of single lines to the modules beside it.

use super::byline::Field;
use super::marker::Sign;
use super::shape::End;
use super::unit::{Unit, units};
use super::{Block, BlockKind, Furniture, Heading, Marker, Span};
use super::{byline, comment, date, furniture, name, phrase, question};

/// The blocks of a text and what it says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// In order, tiling the text.
    pub blocks: Vec<Block>,
    /// Title, author, date, publication.
    pub heading: Heading,
}

/// Divides a text into blocks that tile it.
pub fn outline(text: &str) -> Outline {
    let units = units(text);
    if units.is_empty() {
        return blank(text);
    }
    let kinds = vec![None; units.len()];
    let mut draft = Draft { text, units, kinds, heading: Heading::default(), head: 0 };
    draft.furniture();
    draft.head();
    draft.repeated_titles();
    draft.comments();
    draft.questions();
    draft.turns();
    draft.reactions();
    draft.related();
    draft.headings();
    draft.rest();
    draft.finish()
}

/// The outline of a text without a word.
fn blank(text: &str) -> Outline {
    let span = Span::new(0, text.len());
    let kind = BlockKind::Furniture(Furniture::Blank);
    let block = Block { kind, span, body: Span::new(0, 0) };
    Outline {
        blocks: Vec::from_iter((!span.is_empty()).then_some(block)),
        heading: Heading::default(),
    }
}

/// Units on their way to blocks; each pass settles the kinds it is sure of.
struct Draft<'a> {
    text: &'a str,
    units: Vec<Unit>,
    kinds: Vec<Option<BlockKind>>,
    heading: Heading,
    /// The first unit behind title, byline and dateline.
    head: usize,
}

/// Units at the top of an article among which title, byline and dateline are sought.
const HEAD: usize = 14;

/// Paragraphs at the end of an article among which readers' reactions are sought.
const TAIL: usize = 40;

impl<'a> Draft<'a> {
    fn words(&self, at: usize) -> &'a str {
        self.units.get(at).map_or("", |unit| unit.body.of(self.text))
    }

    fn is_free(&self, at: usize) -> bool {
        self.kinds.get(at).is_some_and(Option::is_none)
    }

    fn set(&mut self, at: usize, kind: BlockKind) {
        if let Some(slot) = self.kinds.get_mut(at) {
            *slot = Some(kind);
        }
    }

    /// Whether the unit is running text, so far as its looks tell.
    fn runs(&self, at: usize) -> bool {
        self.is_free(at)
            && self.units.get(at).is_some_and(|unit| unit.lines > 1 || unit.shape.runs())
    }

    fn is(&self, at: usize, kind: Furniture) -> bool {
        self.kinds.get(at) == Some(&Some(BlockKind::Furniture(kind)))
    }

    /// The next unit after `at` that is not blank.
    fn next(&self, at: usize) -> usize {
        let after = at + 1..self.units.len();
        after.clone().find(|next| !self.is(*next, Furniture::Blank)).unwrap_or(after.end)
    }

    /// Page furniture that a line shows by itself.
    fn furniture(&mut self) {
        for at in 0..self.units.len() {
            let unit = self.units[at];
            let plain = matches!(unit.sign, None | Some(Sign::Lost | Sign::Bullet));
            let line = unit.span.trimmed(self.text).of(self.text);
            let words = if unit.sign == Some(Sign::Lost) { line } else { self.words(at) };
            let found = furniture::furniture(words, unit.shape)
                .filter(|found| plain && (unit.sign.is_none() || *found != Furniture::Profile));
            if let Some(found) = found.filter(|_| unit.lines <= 3 && !unit.underlined) {
                self.set(at, BlockKind::Furniture(found));
            } else if is_disclaimer(self.words(at)) && unit.shape.words > 3 {
                self.set(at, BlockKind::Disclaimer);
            }
        }
    }

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
    fn head(&mut self) {
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
            let repeated =
                self.heading.title.is_some_and(|title| same(title.of(self.text), self.words(at)));
            if self.is_free(at) && credit && !repeated && self.units[at].shape.words > 5 {
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

    fn repeated_titles(&mut self) {
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

    /// Readers' comments under names, to the end of the text.
    fn comments(&mut self) {
        let Some(start) = self.comments_start() else { return };
        let mut author = None;
        let mut at = start;
        while at < self.units.len() {
            at = self.comment(at, &mut author);
        }
    }

    /// The first unit of the comments: a heading that says so, or a commenter.
    fn comments_start(&self) -> Option<usize> {
        (self.head.max(1)..self.units.len()).find(|at| {
            let (words, shape) = (self.words(*at), self.units[*at].shape);
            let short = shape.words <= 14;
            let headed = || comment::heads_comments(words, shape) && self.comments_follow(*at);
            short && (headed() || self.is_free(*at) && self.commenter(*at).is_some())
        })
    }

    /// Whether a name or a reaction comes soon after the heading at `at`.
    fn comments_follow(&self, at: usize) -> bool {
        let near = at + 1..(at + 7).min(self.units.len());
        near.into_iter()
            .any(|near| self.commenter(near).is_some() || comment::reacts(self.words(near)))
    }

    /// The name of the commenter whom the unit at `at` introduces, and how many units do so.
    fn commenter(&self, at: usize) -> Option<(Span, usize)> {
        let unit = self.units.get(at).filter(|unit| unit.sign.is_none())?;
        let words = self.words(at);
        if let Some(len) = comment::commenter(words) {
            let start = unit.body.start as usize;
            return Some((Span::new(start, start + len), 1));
        }
        let near = at + 1..(at + 4).min(self.units.len());
        near.clone().find(|near| self.is(*near, Furniture::Age))?;
        let boasts = |at: usize| {
            !self.runs(at) || self.units[at].shape.end == End::Word && self.units[at].lines == 1
        };
        let aged = near
            .into_iter()
            .take_while(|near| boasts(*near) && !self.names(*near))
            .find(|near| self.is(*near, Furniture::Age))?;
        let nick = unit.shape.words <= 3 && unit.shape.chars <= 30 && unit.shape.end == End::Word;
        let sure = name::is_name(words) || nick && aged == at + 1 && unit.shape.capital;
        (sure && self.is_free(at)).then_some((unit.body, aged - at + 1))
    }

    fn names(&self, at: usize) -> bool {
        self.is_free(at) && name::is_name(self.words(at))
    }

    /// Settles the unit at `at` within the comments; gives the next one to look at.
    fn comment(&mut self, at: usize, author: &mut Option<Span>) -> usize {
        if let Some((name, count)) = self.commenter(at) {
            return self.introduce(at, name, count, author);
        }
        let (words, unit) = (self.words(at), self.units[at]);
        if comment::heads_comments(words, unit.shape) && !self.runs(at) {
            self.set(at, BlockKind::Furniture(Furniture::Share));
        } else if self.is_free(at) && self.names(at) {
            self.set(at, BlockKind::Furniture(Furniture::Profile));
        } else if self.is_free(at)
            && at > 0
            && self.is(at - 1, Furniture::Related)
            && !self.runs(at)
        {
            self.set(at, BlockKind::Furniture(Furniture::Related));
        } else if self.is_free(at) && unit.shape.words <= 8 && is_date(words) {
            self.set(at, BlockKind::Furniture(Furniture::Age));
        } else if self.is_free(at) {
            let other = comment::reacts(words) && author.is_some() && self.follows_comment(at);
            *author = author.filter(|_| !other);
            self.set(at, BlockKind::Comment { author: *author });
        }
        at + 1
    }

    fn follows_comment(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.kinds.get(before).copied().flatten());
        matches!(before, Some(BlockKind::Comment { .. }))
    }

    /// Settles the `count` units that introduce a commenter, or only a person who says nothing.
    fn introduce(
        &mut self,
        at: usize,
        name: Span,
        count: usize,
        author: &mut Option<Span>,
    ) -> usize {
        let next = at + count;
        let speaks = (self.is_free(next) || self.is(next, Furniture::Profile))
            && !self.names(next)
            && self.commenter(next).is_none();
        let kind =
            if speaks { BlockKind::Commenter } else { BlockKind::Furniture(Furniture::Profile) };
        self.set(at, kind);
        *author = speaks.then_some(name);
        for beside in at + 1..next {
            if self.is_free(beside) {
                self.set(beside, BlockKind::Furniture(Furniture::Profile));
            }
        }
        next
    }

    /// Pairs of questions and answers.
    fn questions(&mut self) {
        let mut listed = false;
        let mut at = 0;
        while at < self.units.len() {
            let unit = self.units[at];
            if self.is_free(at) && question::heads_questions(self.words(at), unit.shape) {
                listed = true;
                self.set(at, BlockKind::Heading);
            }
            at = if self.asks(at) { self.pairs(at, listed) } else { at + 1 };
        }
    }

    /// Whether the unit is a question with an answer below it.
    fn asks(&self, at: usize) -> bool {
        let Some(unit) = self.units.get(at).filter(|_| self.is_free(at)) else { return false };
        if matches!(unit.sign, Some(Sign::Question)) {
            return true;
        }
        let next = self.next(at);
        let answered = self.units.get(next).is_some_and(|next| next.shape.end != End::Question)
            && (self.runs(next)
                || self.units.get(next).is_some_and(|unit| {
                    unit.sign == Some(Sign::Answer)
                        || self.is_free(next) && unit.shape.end == End::Stop
                }));
        question::asks(unit.shape) && answered
    }

    /// Settles the pairs that follow each other from the question at `start` on, if they are
    /// listed as such or more than one; gives the unit after them.
    fn pairs(&mut self, start: usize, listed: bool) -> usize {
        let (mut ends, mut at) = (Vec::new(), start);
        while self.asks(at) {
            let end = self.answer_end(at + 1);
            ends.push((at, end));
            at = end;
        }
        let marked = self.units[start].sign == Some(Sign::Question);
        if ends.len() < 2 && !listed && !marked {
            return start + 1;
        }
        let last = ends.len() - 1;
        let brief = ends.iter().take(last).all(|(start, end)| end - start <= 2);
        for (index, (start, end)) in ends.into_iter().enumerate() {
            let end = if index == last && brief { end.min(start + 2) } else { end };
            self.set(start, BlockKind::Question);
            (start + 1..end).for_each(|at| self.answer(at));
        }
        at
    }

    fn answer(&mut self, at: usize) {
        let listed =
            matches!(self.units[at].sign, Some(Sign::Bullet | Sign::Lost | Sign::Number(_)));
        if self.is_free(at) && !listed {
            self.set(at, BlockKind::Answer);
        }
    }

    /// The first unit from `at` on that does not belong to the answer.
    fn answer_end(&self, at: usize) -> usize {
        let belongs = |at: usize| {
            let Some(unit) = self.units.get(at) else { return false };
            let signed = matches!(
                unit.sign,
                Some(Sign::Bullet | Sign::Lost | Sign::Number(_) | Sign::Answer)
            );
            let reply = self.runs(at) || signed || self.is_free(at) && unit.shape.end == End::Stop;
            reply && !self.asks(at) || self.is(at, Furniture::Blank)
        };
        (at..self.units.len()).find(|at| !belongs(*at)).unwrap_or(self.units.len())
    }

    /// Turns of an interview, "Jane Doe: text".
    fn turns(&mut self) {
        let turns: Vec<(usize, &str)> = (0..self.units.len())
            .filter(|at| self.is_free(*at))
            .filter(|at| self.units[*at].sign.is_none())
            .filter_map(|at| {
                Some((at, phrase::clip(self.words(at), question::speaker(self.words(at))?)))
            })
            .collect();
        let mut speakers: Vec<&str> = turns.iter().map(|(_, name)| *name).collect();
        speakers.sort_unstable();
        let repeated: Vec<&str> =
            speakers.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        let questions =
            turns.iter().filter(|(at, _)| self.units[*at].shape.end == End::Question).count();
        if questions < 2 || repeated.len() < 2 {
            return;
        }
        for (at, name) in turns {
            let asks = self.units[at].shape.end == End::Question;
            if repeated.binary_search(&name).is_ok() || asks {
                self.set(at, if asks { BlockKind::Question } else { BlockKind::Answer });
            }
        }
    }

    /// Readers' reactions without a name at the end of an article.
    fn reactions(&mut self) {
        let article = self.units.len() - self.tail();
        let owned = self.first_person(article);
        let end =
            (0..self.units.len()).rev().find(|at| self.kinds[*at].is_none()).map_or(0, |at| at + 1);
        let start = (article..end).find(|at| {
            let free = self.runs(*at) || self.is_free(*at) && comment::reacts(self.words(*at));
            free && self.reacts(*at, owned) && self.reacting_to_end(*at, end, owned)
        });
        for at in start.into_iter().flat_map(|start| start..end) {
            if self.is_free(at) {
                self.set(at, BlockKind::Comment { author: None });
            }
        }
    }

    /// Units that may hold reactions: the last ones, behind most of the article.
    fn tail(&self) -> usize {
        let count = self.units.len();
        let answered = self.kinds.iter().rposition(|kind| *kind == Some(BlockKind::Answer));
        answered.map_or(count / 2, |at| count - at - 1).min(TAIL)
    }

    /// Whether the article itself says "I" outside of quotations.
    fn first_person(&self, article: usize) -> bool {
        let running = (self.head..article).filter(|at| self.runs(*at));
        running.take(200).any(|at| comment::first_persons(self.words(at)) > 0)
    }

    fn reacts(&self, at: usize, owned: bool) -> bool {
        let words = self.words(at);
        comment::reacts(words) || !owned && comment::first_persons(words) >= 2 && !is_quoted(words)
    }

    /// Whether every paragraph from `at` to `end` reacts, so that the article ends before it; the
    /// first must open as reactions do, or stand behind questions and answers.
    fn reacting_to_end(&self, at: usize, end: usize, owned: bool) -> bool {
        let answered = self.kinds.contains(&Some(BlockKind::Answer));
        let opens = comment::reacts(self.words(at)) || answered;
        opens && (at..end).filter(|at| self.is_free(*at)).all(|at| self.reacts(at, owned))
    }

    /// Titles of other articles below "Related articles".
    fn related(&mut self) {
        let mut within = false;
        for at in 0..self.units.len() {
            if self.is_free(at) {
                within &= !self.runs(at) && self.units[at].shape.words <= 16;
                if within {
                    self.set(at, BlockKind::Furniture(Furniture::Related));
                }
            } else {
                within = self.is(at, Furniture::Related)
                    || within && self.kinds[at].is_some_and(BlockKind::folds);
            }
        }
    }

    fn headings(&mut self) {
        for at in (0..self.units.len()).rev() {
            if self.is_free(at) && self.heads(at) {
                self.set(at, BlockKind::Heading);
            }
        }
        for at in 1..self.units.len() {
            if self.kinds[at] == Some(BlockKind::Heading) && self.continues_list(at) {
                self.kinds[at] = None;
            }
        }
    }

    /// Whether the unit stands over a section. Later units are settled already.
    fn heads(&self, at: usize) -> bool {
        let unit = self.units[at];
        if unit.sign == Some(Sign::Hash) || unit.underlined {
            return true;
        }
        let sign = matches!(unit.sign, None | Some(Sign::Number(_)));
        let initial = unit.sign.is_none() && self.words(at).as_bytes().get(1) == Some(&b'.');
        let line = sign && unit.lines == 1 && !unit.ragged && !initial;
        line && unit.shape.heads() && self.has_section(at)
    }

    /// Whether running text, a list or a deeper heading follows.
    fn has_section(&self, at: usize) -> bool {
        let next = self.next(at);
        let Some(unit) = self.units.get(next) else { return false };
        let numbered = |sign| matches!(sign, Some(Sign::Number(_)));
        let list = unit.sign.is_some() && !(numbered(self.units[at].sign) && numbered(unit.sign));
        let kind = self.kinds[next];
        let code = unit.body.start - unit.span.start >= 4;
        let brief =
            numbered(self.units[at].sign) && unit.sign.is_none() && unit.shape.end == End::Stop;
        self.runs(next)
            || self.is_free(next) && (list || code || brief)
            || matches!(kind, Some(BlockKind::Heading | BlockKind::Question | BlockKind::Quotation))
                && !(numbered(self.units[at].sign) && numbered(unit.sign))
    }

    /// Whether a numbered heading is rather the last item of the list above it.
    fn continues_list(&self, at: usize) -> bool {
        let (Some(Sign::Number(number)), Some(Sign::Number(before))) =
            (self.units[at].sign, self.units[at - 1].sign)
        else {
            return false;
        };
        number == before + 1 && self.kinds[at - 1].is_none()
    }

    /// Everything that is left: items, quotations, dates, paragraphs.
    fn rest(&mut self) {
        for at in 0..self.units.len() {
            if self.is_free(at) {
                self.set(at, self.plain(at));
            }
        }
    }

    fn plain(&self, at: usize) -> BlockKind {
        let unit = self.units[at];
        let words = self.words(at);
        match unit.sign {
            Some(Sign::Bullet | Sign::Lost) => BlockKind::Item(Marker::Bullet),
            Some(Sign::Number(number)) => BlockKind::Item(Marker::Number(number)),
            Some(Sign::Hash) => BlockKind::Heading,
            Some(Sign::Quote) => BlockKind::Quotation,
            Some(Sign::Question) => BlockKind::Question,
            Some(Sign::Answer) => BlockKind::Answer,
            None if is_quoted(words) => BlockKind::Quotation,
            None if unit.shape.words <= 5 && is_date(words) => BlockKind::Dateline,
            None => BlockKind::Paragraph,
        }
    }

    fn finish(self) -> Outline {
        let blocks = self.units.iter().zip(&self.kinds).map(|(unit, kind)| {
            let kind = kind.unwrap_or(BlockKind::Paragraph);
            // A heading's number is read; a list item's is drawn.
            let numbered =
                matches!(unit.sign, Some(Sign::Number(_))) && !matches!(kind, BlockKind::Item(_));
            let body = if numbered {
                Span { end: unit.body.end, ..unit.span.trimmed(self.text) }
            } else {
                unit.body
            };
            let body = if kind == BlockKind::Furniture(Furniture::Blank) {
                Span { end: body.start, ..body }
            } else {
                body
            };
            Block { kind, span: unit.span, body }
        });
        Outline { blocks: blocks.collect(), heading: self.heading }
    }
}

/// Whether two lines say the same, case and spacing aside.
fn same(one: &str, other: &str) -> bool {
    let words = |line: &'_ str| line.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
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

/// Whether a line is a date and little else.
fn is_date(line: &str) -> bool {
    date::find(line).is_some_and(|(span, _)| line.len() - span.len() <= 16)
}

/// Whether a paragraph is quoted speech as a whole, the speaker's name behind it aside.
fn is_quoted(text: &str) -> bool {
    let pairs =
        [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»'), ('「', '」'), ('„', '”'), ('»', '«')];
    pairs.iter().any(|(open, close)| {
        let Some(inner) = text.strip_prefix(*open) else { return false };
        let Some(end) = inner.find(*close) else { return false };
        let rest = phrase::after(inner, end + close.len_utf8()).trim();
        let credit =
            rest.starts_with(['–', '—', '-', '(']) && rest.len() <= 80 && !rest.ends_with('.');
        (rest.is_empty() || credit) && phrase::clip(inner, end).split_whitespace().count() >= 4
    })
}

fn is_disclaimer(text: &str) -> bool {
    const OPENERS: [&str; 14] = [
        "disclaimer",
        "haftungsausschluss",
        "legal notice",
        "editor’s note",
        "editor's note",
        "correction:",
        "the views expressed",
        "the opinions expressed",
        "views expressed",
        "the information provided",
        "this article is for informational",
        "this article was originally",
        "this content is for informational",
        "forward-looking statements",
    ];
    phrase::opens_any(text, &OPENERS) || text.starts_with("免责声明")
}

#[cfg(test)]
mod tests;
