//! A text that is too long for one article, read on over the edges of its parts. Which articles are such
//! parts, their names tell; other articles end where they end.

use super::action::Step;
use super::{App, Reader};
use crate::library::{Article, ArticleId, part};

impl App {
    /// Which part of a longer text is open, and how many of it are at hand; none where it is a text by
    /// itself.
    pub(crate) fn part(&self) -> Option<(u32, u32)> {
        let brief = self.library.brief(self.open?)?;
        let (text, number) = part::split(brief.name);
        let last = self.last_part(text, number);
        (last > 1).then_some((number, last))
    }

    /// The last part of a text that is at hand, from one that is. Parts come in order, and there may be
    /// thousands: it is looked for in growing steps and then between two.
    fn last_part(&self, text: &str, known: u32) -> u32 {
        let is_there = |number: u32| self.library.named(&part::name(text, number)).is_some();
        let (mut there, mut step) = (known, 1);
        while is_there(there + step) {
            there += step;
            step *= 2;
        }
        while step > 1 {
            step /= 2;
            if is_there(there + step) {
                there += step;
            }
        }
        there
    }

    /// The part of that number of the text that is open.
    fn part_of_open(&self, number: u32) -> Option<ArticleId> {
        let brief = self.library.brief(self.open?)?;
        self.library.named(&part::name(part::split(brief.name).0, number))
    }

    /// Moves within the article; from its edge, on to the part that lies behind.
    pub(super) fn read_on(&mut self, step: Step, act: impl FnOnce(&mut Reader, &Article)) {
        if !self.reader.is_at_end(step) || !self.go_over(step) {
            self.read(act);
        }
    }

    /// Scrolls by so many rows, down if positive.
    pub(super) fn scroll_on(&mut self, rows: isize) {
        let step = if rows < 0 { Step::Back } else { Step::On };
        self.read_on(step, |reader, article| reader.scroll(article, rows));
    }

    /// To the near edge of the part behind or before the open one, if there is one.
    fn go_over(&mut self, step: Step) -> bool {
        let Some((number, _)) = self.part() else { return false };
        let (next, edge) = match step {
            Step::On => (number + 1, Step::Back),
            Step::Back => (number - 1, Step::On),
        };
        self.show_part(next, edge)
    }

    /// To an edge of a part of the text that is open.
    fn show_part(&mut self, number: u32, edge: Step) -> bool {
        let Some(id) = self.part_of_open(number).filter(|_| number > 0) else { return false };
        self.show(id);
        self.read(|reader, article| reader.go_to_end(article, edge));
        self.open == Some(id)
    }

    /// To the beginning of the text that is open, or to its end so far as it is at hand.
    pub(super) fn go_to_end_of_text(&mut self, step: Step) {
        let Some((number, last)) = self.part() else {
            return self.jump(|reader, article| reader.go_to_end(article, step));
        };
        self.note_jump();
        let wanted = if step == Step::Back { 1 } else { last };
        if wanted == number {
            self.read(|reader, article| reader.go_to_end(article, step));
        } else {
            self.show_part(wanted, step);
        }
        if step == Step::On && self.ingesting {
            let stretch = self.progress.stretch.map(|stretch| format!(", {}", stretch.describe()));
            self.notice = Some(format!("so far: part {last}{}", stretch.unwrap_or_default()));
        }
    }

    /// Where a search goes that has come to an end of the open article.
    pub(super) fn around(&self, step: Step) -> String {
        let what =
            self.part().map_or("the article".to_owned(), |(number, _)| format!("part {number}"));
        let elsewhere = if self.part().is_some() { "; S searches all parts" } else { "" };
        match step {
            Step::On => format!("end of {what}: on from its beginning{elsewhere}"),
            Step::Back => format!("beginning of {what}: on from its end{elsewhere}"),
        }
    }
}

#[cfg(test)]
mod tests;
