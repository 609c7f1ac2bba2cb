//! The dashboard: bars of the three kinds by time and by source, and how each theme came and went.
//! Counts nothing.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::figures;
use super::matrix::shade;
use super::palette::{Palette, sign};
use super::pen::Pen;
use super::sidebar::short;
use crate::app::App;
use crate::app::dashboard::{Plot, Sheet};
use crate::library::figures::Bin;
use crate::library::tally::{Bar, Group};
use crate::tag::{Kind, ThemeId};

/// Draws the open sheet over the whole screen.
pub(super) fn draw(app: &App, palette: &Palette, canvas: &mut Canvas) {
    let area = canvas.area();
    canvas.wipe(area);
    let drawn = Drawn { app, palette, plot: app.plot() };
    if drawn.plot.head > 0 {
        drawn.title(Pen::row(canvas, area, 0));
    }
    if drawn.plot.head > 1 {
        drawn.heads(Pen::row(canvas, area, 1));
    }
    drawn.rows(area, canvas);
    drawn.foot(area, canvas);
}

struct Drawn<'a> {
    app: &'a App,
    palette: &'a Palette,
    plot: Plot,
}

impl Drawn<'_> {
    fn title(&self, mut pen: Pen<'_>) {
        let name = match self.app.dashboard.sheet {
            Sheet::Times => " KINDS BY TIME",
            Sheet::Themes => " THEMES BY TIME, each row shaded by its own most",
            Sheet::Sources => " KINDS BY SOURCE",
            Sheet::Figures => " DISTRIBUTION OF FIGURES",
        };
        let survey = &self.app.survey;
        let right = match self.app.dashboard.sheet {
            Sheet::Figures => format!(" {} ", figures::tally(self.app)),
            _ => format!(" {} of {} ", survey.shown, survey.total),
        };
        let room = pen.room().saturating_sub(right.len() as u16);
        pen.clip(name, room, self.palette.strong);
        pen.write_right(&right, self.palette.dim);
    }

    /// The signs of the kinds, or from when to when.
    fn heads(&self, mut pen: Pen<'_>) {
        let view = &self.app.dashboard;
        if view.sheet == Sheet::Figures {
            return self.units(pen);
        }
        if view.sheet != Sheet::Themes {
            pen.write(" a mark each: ", self.palette.dim);
            for kind in Kind::ALL {
                let style = self.palette.sign(kind);
                pen.write(&format!("{} {}  ", sign(kind), kind.name()), style);
            }
            return;
        }
        pen.blank(self.plot.label + self.plot.count, Style::new());
        let on_screen = view.tally.times.iter().skip(view.time.top);
        let bars: Vec<&Bar> = on_screen.take(usize::from(pen.room())).collect();
        let dated = || bars.iter().filter(|bar| bar.group != Group::Undated);
        let mut words = String::new();
        if let Some((first, last)) = dated().next().zip(dated().next_back()) {
            words = format!("{} to {}", first.group.name(), last.group.name());
        }
        if dated().count() < bars.len() {
            words.push_str(if words.is_empty() { "no date" } else { ", no date" });
        }
        pen.write(&words, self.palette.dim);
    }

    /// The units, from before the one that is drawn on.
    fn units(&self, mut pen: Pen<'_>) {
        let (view, table) = (&self.app.dashboard, &self.app.figures.table);
        let at = view.unit().unwrap_or(0);
        for (nth, (unit, places)) in view.units.iter().enumerate().skip(at.saturating_sub(1)) {
            let words = format!(" {} {} ", table.unit_name(*unit), short(*places));
            let is_drawn = nth == at;
            pen.write(&words, if is_drawn { self.palette.chosen } else { self.palette.dim });
        }
    }

    /// So many figures as a stretch of their sign.
    fn bin(&self, bin: &Bin, most: usize, pen: &mut Pen<'_>) {
        let room = usize::from(self.plot.bar.saturating_sub(1));
        let cells = (bin.places * room).div_ceil(most.max(1)).min(room);
        let kind = Kind::Statistic;
        pen.write(&sign(kind).repeat(cells), self.palette.sign(kind));
    }

    fn rows(&self, area: Rect, canvas: &mut Canvas) {
        let view = &self.app.dashboard;
        let most = view.bars().iter().map(Bar::marks).max().unwrap_or(0);
        let len = self.app.dashboard_rows();
        if len == 0 && self.plot.rows > 0 {
            let words = " nothing shows under this filter";
            Pen::row(canvas, area, self.plot.head).write(words, self.palette.dim);
        }
        for (line, nth) in (0..self.plot.rows).zip(view.row().top..len) {
            let mut pen = Pen::row(canvas, area, self.plot.head + line);
            let is_chosen = nth == view.row().at;
            let bin = view.bins.get(nth).filter(|_| view.sheet == Sheet::Figures);
            if let Some(bin) = bin {
                let most = view.bins.iter().map(|bin| bin.places).max().unwrap_or(0);
                self.name(&bin.name, bin.places, is_chosen, &mut pen);
                self.bin(bin, most, &mut pen);
                continue;
            }
            match view.bars().get(nth) {
                Some(bar) => {
                    self.name(&bar.group.name(), bar.passages, is_chosen, &mut pen);
                    self.bar(bar, most, &mut pen);
                }
                None => {
                    if let Some(theme) = self.app.themes.get(nth) {
                        self.theme(*theme, is_chosen, &mut pen);
                    }
                }
            }
        }
    }

    fn name(&self, name: &str, count: usize, is_chosen: bool, pen: &mut Pen<'_>) {
        let style = if is_chosen { self.palette.chosen } else { Style::new() };
        let end = pen.x() + self.plot.label;
        pen.write(" ", style);
        pen.clip(name, self.plot.label.saturating_sub(1), style);
        pen.blank(end.saturating_sub(pen.x()), style);
        if self.plot.count > 0 {
            let exact = count.to_string();
            let count = if exact.len() < 7 { exact } else { short(count) };
            pen.write(&format!("{count:>6}  "), style);
        }
    }

    /// The marks of each kind as a stretch of its sign, to scale; any there are take a cell at least.
    fn bar(&self, bar: &Bar, most: usize, pen: &mut Pen<'_>) {
        let room = usize::from(self.plot.bar.saturating_sub(1));
        let (mut before, mut written) = (0, 0);
        for kind in Kind::ALL {
            let count = bar.kinds[kind as usize];
            before += count;
            let end = (before * room).div_ceil(most.max(1)).min(room);
            let cells = end.saturating_sub(written).max(1);
            let run = sign(kind).repeat(if count > 0 { cells } else { 0 });
            written += run.len();
            pen.write(&run, self.palette.sign(kind));
        }
    }

    fn theme(&self, theme: ThemeId, is_chosen: bool, pen: &mut Pen<'_>) {
        let (app, view) = (self.app, &self.app.dashboard);
        let times = view.tally.times.len();
        let counts: Vec<usize> = (0..times).map(|time| view.tally.theme(theme, time)).collect();
        // What has no date may be most of all, and is no time.
        let is_dated = |time: &usize| view.tally.times[*time].group != Group::Undated;
        let dated = (0..times).filter(is_dated).map(|time| counts[time]).max();
        let most = dated.filter(|most| *most > 0).or(counts.iter().copied().max()).unwrap_or(0);
        let name = app.library.codebook.name(theme);
        self.name(name, counts.iter().sum(), is_chosen, pen);
        for (time, count) in counts.into_iter().enumerate().skip(view.time.top) {
            let is_here = is_chosen && time == view.time.at;
            let style = if is_here { self.palette.chosen } else { Style::new() };
            pen.write(shade(count, most), style);
        }
    }

    /// What the cursor is on, in words; what just happened, or else the keys.
    fn foot(&self, area: Rect, canvas: &mut Canvas) {
        let app = self.app;
        let last = area.height.saturating_sub(1);
        let words = (format!(" {}", app.chosen_bar_words()), self.palette.strong);
        let keys = " hjkl walk  Enter opens  Tab next sheet  1 2 3 kinds  & filter  q closes";
        let told = match &app.notice {
            Some(notice) => (format!(" {notice}"), self.palette.notice),
            None => (keys.to_owned(), self.palette.dim),
        };
        let lines = match self.plot.foot {
            0 => vec![],
            1 => vec![(last, words)],
            _ => vec![(last - 1, words), (last, told)],
        };
        for (line, (text, style)) in lines {
            let mut pen = Pen::row(canvas, area, line);
            let room = pen.room();
            pen.clip(&text, room, style);
        }
    }
}
