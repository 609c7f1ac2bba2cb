//! The export of passages: a dialog that asks what, how and where to, and how far one under way has come.
//! Writes nothing itself.

use crossterm::event::KeyCode;

use super::action::Step;
use super::dialog::Dialog;
use super::keys::Press;
use super::{App, Effect, Line};
use crate::export::{self, Format, Group, Order, Unit};
use crate::library::{Extract, Filter, Survey};

/// What is asked for, as far as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The row with the cursor.
    pub at: Row,
    /// Whether everything is to be written, not only what the filter shows.
    pub all: bool,
    /// How.
    pub order: Order,
    /// The file's name.
    pub name: Line,
    /// Whether a person typed it.
    is_named: bool,
    /// Whether there is a file of that name.
    pub in_the_way: bool,
}

/// A row of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Row {
    /// What the filter shows, or everything.
    What,
    /// The format.
    #[default]
    Format,
    /// What a report is grouped by.
    By,
    /// What a row is.
    Unit,
    /// The file's name.
    File,
}

/// The export under way, and the last one that was asked for.
#[derive(Clone, Debug, Default)]
pub struct Exporting {
    /// How far it has come, in parts of a hundred.
    pub percent: Option<u8>,
    form: Form,
}

impl Form {
    /// The rows that there are for what is asked; `is_open` where the filter hides nothing.
    pub fn rows(&self, is_open: bool) -> Vec<Row> {
        let format = self.order.format;
        let is_there = |row: &Row| match row {
            Row::What => !is_open,
            Row::By => format.is_grouped(),
            Row::Unit => format.has_rows(),
            Row::Format | Row::File => true,
        };
        let all = [Row::What, Row::Format, Row::By, Row::Unit, Row::File];
        all.into_iter().filter(is_there).collect()
    }

    /// Changes what the cursor is on.
    fn turn(&mut self, step: Step) {
        let order = &mut self.order;
        match self.at {
            Row::What => self.all = !self.all,
            Row::Format => {
                let before = order.format;
                order.format = turned(&Format::ALL, before, step);
                self.follow_format(before);
            }
            Row::By => order.by = turned(&Group::ALL, order.by, step),
            Row::Unit => order.unit = turned(&Unit::ALL, order.unit, step),
            Row::File => {}
        }
    }

    /// Types the file's name, wherever the cursor is: a letter puts another in the place of the one that
    /// was made for it. The format follows what the name ends in.
    fn type_name(&mut self, press: Press) {
        let is_letter = matches!(press.code, KeyCode::Char(_)) && !press.control;
        if self.at != Row::File && is_letter && !self.is_named {
            self.name = Line::default();
        }
        if self.name.press(press) {
            self.named();
        }
    }

    /// The name was typed.
    fn named(&mut self) {
        (self.at, self.is_named, self.in_the_way) = (Row::File, true, false);
        let format = Format::of_file(&self.name.text());
        self.order.format = format.unwrap_or(self.order.format);
    }

    /// Gives a name that ended as the format before the ending of this one.
    fn follow_format(&mut self, before: Format) {
        let name = self.name.text();
        let Some((stem, end)) = name.rsplit_once('.') else { return };
        if end.eq_ignore_ascii_case(before.name()) {
            self.name = Line::new(&format!("{stem}.{}", self.order.format.name()));
            self.in_the_way = false;
        }
    }
}

/// The one behind or before it, in a ring.
fn turned<T: Copy + PartialEq>(all: &[T], present: T, step: Step) -> T {
    let at = all.iter().position(|one| *one == present).unwrap_or_default();
    let by = if step == Step::On { 1 } else { all.len().saturating_sub(1) };
    all.get((at + by) % all.len().max(1)).copied().unwrap_or(present)
}

/// What was typed behind `:export`: a file, then a format and `all`, if any.
pub(super) fn parse(argument: &str) -> Result<(String, Option<Format>, bool), String> {
    let mut path = argument.trim();
    let (mut format, mut all) = (None, false);
    while let Some((rest, last)) = path.rsplit_once(char::is_whitespace) {
        match Format::named(last) {
            _ if last == "all" && !all => all = true,
            Some(named) if format.is_none() => format = Some(named),
            _ => break,
        }
        path = rest.trim_end();
    }
    if path.is_empty() {
        return Err("name a file, as in :export worries.csv".to_owned());
    }
    Ok((path.to_owned(), format.or_else(|| Format::of_file(path)), all))
}

impl App {
    /// Opens the dialog.
    pub(super) fn open_export(&mut self) {
        if let Some(why) = self.unfit_for_export() {
            self.notice = Some(why);
            return;
        }
        let last = &self.exporting.form;
        let mut form = Form { order: last.order, ..Form::default() };
        form.name = Line::new(&self.export_name(form.order.format));
        self.dialog = Dialog::Export(Box::new(form));
    }

    /// Why nothing can be exported now.
    fn unfit_for_export(&self) -> Option<String> {
        let why = match () {
            () if self.exporting.percent.is_some() => "an export is under way: Esc stops it",
            () if self.ingesting => "articles are still being read: export when they are in",
            () if self.is_behind() => "articles are still being marked: export in a moment",
            () => return None,
        };
        Some(why.to_owned())
    }

    /// A name for a file with what shows.
    fn export_name(&self, format: Format) -> String {
        let views = self.library.views();
        let view = views.iter().find(|(_, filter)| **filter == self.filter);
        let view = view.map(|(name, _)| name.as_str());
        export::name(&self.filter, view, &self.library.codebook, format)
    }

    /// How many passages of how many articles would be written.
    pub(crate) fn export_counts(&self, all: bool) -> (usize, usize) {
        if all {
            let marked = |id: &_| !self.library.marks(*id).is_empty();
            return (self.survey.total, self.library.ids().filter(marked).count());
        }
        let articles = self.survey.articles.iter().filter(|shown| **shown > 0);
        (self.survey.shown, articles.count())
    }

    /// What is to be written.
    pub(crate) fn extract(&self, all: bool) -> Extract {
        if !all {
            return Extract::of(&self.library, &self.filter, &self.survey);
        }
        let open = Filter::default();
        Extract::of(&self.library, &open, &Survey::of(&self.library, &open))
    }

    /// A key in the dialog.
    pub(super) fn press_in_export(&mut self, press: Press) -> Vec<Effect> {
        let is_open = self.filter.is_open();
        let Dialog::Export(form) = &mut self.dialog else { return Vec::new() };
        let rows = form.rows(is_open);
        let at = rows.iter().position(|row| *row == form.at).unwrap_or_default();
        match press.code {
            KeyCode::Enter => return self.accept_export(),
            KeyCode::Esc => self.dialog = Dialog::None,
            KeyCode::Down | KeyCode::Tab => form.at = rows[(at + 1) % rows.len()],
            KeyCode::Up | KeyCode::BackTab => form.at = rows[(at + rows.len() - 1) % rows.len()],
            KeyCode::Right | KeyCode::Char(' ') if form.at != Row::File => form.turn(Step::On),
            KeyCode::Left if form.at != Row::File => form.turn(Step::Back),
            _ => form.type_name(press),
        }
        self.name_export();
        Vec::new()
    }

    /// Names the file by what is to be written, where the person has not.
    fn name_export(&mut self) {
        let Dialog::Export(form) = &self.dialog else { return };
        if form.is_named || form.in_the_way {
            return;
        }
        let format = form.order.format;
        let name = if form.all {
            export::name(&Filter::default(), None, &self.library.codebook, format)
        } else {
            self.export_name(format)
        };
        if let Dialog::Export(form) = &mut self.dialog
            && form.name.text() != name
        {
            form.name = Line::new(&name);
        }
    }

    /// Puts pasted text into the name.
    pub(super) fn paste_in_export(&mut self, text: &str) {
        if let Dialog::Export(form) = &mut self.dialog {
            if !form.is_named {
                form.name = Line::default();
            }
            form.name.insert(text);
            form.named();
        }
    }

    fn accept_export(&mut self) -> Vec<Effect> {
        let Dialog::Export(form) = std::mem::take(&mut self.dialog) else { return Vec::new() };
        self.export(*form)
    }

    /// `:export FILE [FORMAT] [all]`, and `:export!` over a file that is there.
    pub(super) fn export_to(
        &mut self,
        path: &str,
        format: Option<Format>,
        all: bool,
        over: bool,
    ) -> Vec<Effect> {
        if let Some(why) = self.unfit_for_export() {
            return self.tell(why);
        }
        let order = Order { format: format.unwrap_or_default(), ..self.exporting.form.order };
        let name = Line::new(path);
        self.export(Form { all, order, name, is_named: true, in_the_way: over, ..Form::default() })
    }

    fn export(&mut self, form: Form) -> Vec<Effect> {
        let path = form.name.text().trim().to_owned();
        if path.is_empty() {
            self.dialog = Dialog::Export(Box::new(Form { at: Row::File, ..form }));
            return self.tell("the file needs a name");
        }
        if form.order.format.has_passages() && self.export_counts(form.all).0 == 0 {
            return self.tell("no passage shows under this filter: there is nothing to export");
        }
        let Form { order, all, in_the_way: over, .. } = form;
        self.exporting = Exporting { percent: Some(0), form };
        vec![Effect::Export { path, order, all, over }]
    }

    /// There is a file of that name: asks whether to replace it.
    pub(super) fn ask_to_replace(&mut self) {
        self.exporting.percent = None;
        let form = Form { at: Row::File, in_the_way: true, ..self.exporting.form.clone() };
        self.dialog = Dialog::Export(Box::new(form));
    }

    /// The export is done, or was given up.
    pub(super) fn exported(&mut self, told: String) {
        self.exporting.percent = None;
        self.notice = Some(told);
    }
}

#[cfg(test)]
mod tests;
