//! The statistic, judged by the figures that a sentence states. Finds no figures itself.

use super::{Cue, Figure, Kind, Label, Passage, Score, Sensitivity};
use crate::text::Span;

/// How likely a statistic is where a sentence states a figure, holds another number, or neither:
/// the shares in `train_real.jsonl` (276 of 299, 12 of 476, 14 of 3,702), in thousandths.
const STATED: [Score; 3] = [Score(923), Score(25), Score(4)];

/// Grades the statistic: strict asks for a measured figure, generous takes any number. `promised`
/// is whether there may be a number at all. A figure of what is put aside (in small letters) is just
/// a number.
pub(super) fn judge(text: &str, passage: &mut Passage, promised: bool, aside: &[Box<str>]) {
    let has_number = || promised && first_number(passage.span.of(text)).is_some();
    let counts = |figure: &&Figure| {
        aside.is_empty() || !aside.contains(&figure.counted(text).to_lowercase().into())
    };
    let mut figures = passage.figures.iter().filter(counts).peekable();
    let is_bare = figures.peek().is_none();
    let firm = figures.any(Figure::is_firm);
    let (score, strictest) = match is_bare {
        false if firm => (STATED[0], Some(Sensitivity::Strict)),
        false => (STATED[0], Some(Sensitivity::Balanced)),
        true if !passage.figures.is_empty() || has_number() => {
            (STATED[1], Some(Sensitivity::Generous))
        }
        true => (STATED[2], None),
    };
    passage.scores[Kind::Statistic as usize] = score;
    if let Some(strictest) = strictest {
        passage.grades.add(Kind::Statistic, strictest);
    }
}

/// A statistic without a figure has its first number for a reason.
pub(super) fn reason(text: &str, passage: &Passage) -> Option<Cue> {
    if !passage.kinds.has(Kind::Statistic) || !passage.figures.is_empty() {
        return None;
    }
    let span = first_number(passage.span.of(text))?.moved(passage.span.start);
    Some(Cue { span, label: Label::Kind(Kind::Statistic) })
}

/// The first digits, with the points and commas between them.
fn first_number(words: &str) -> Option<Span> {
    let start = words.bytes().position(|byte| byte.is_ascii_digit())?;
    let rest = words.as_bytes().iter().skip(start);
    let length = rest.take_while(|byte| byte.is_ascii_digit() || b".,".contains(byte)).count();
    let number = Span::new(start, start + length).of(words).trim_end_matches(['.', ',']);
    Some(Span::new(start, start + number.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::figure::figures;

    /// The strictest sensitivity that marks a text.
    fn strictest(text: &str, aside: &[Box<str>]) -> Option<Sensitivity> {
        let span = Span::new(0, text.len());
        let mut passage = Passage { span, figures: figures(text, span), ..Passage::default() };
        judge(text, &mut passage, true, aside);
        let marked = |level: &Sensitivity| {
            let levels = crate::tag::Levels::default().with(Kind::Statistic, *level);
            passage.grades.under(levels).has(Kind::Statistic)
        };
        Sensitivity::ALL.into_iter().rfind(marked)
    }

    #[track_caller]
    fn check(text: &str, expected: Option<Sensitivity>) {
        assert_eq!(strictest(text, &[]), expected, "{text}");
    }

    #[test]
    fn what_is_measured_is_firm_and_any_number_will_do_for_the_generous() {
        check("Costs rose by 12%.", Some(Sensitivity::Strict));
        check("The village has 4,300 houses.", Some(Sensitivity::Strict));
        check("It ranked third of all.", Some(Sensitivity::Balanced));
        check("It moved in 2021.", Some(Sensitivity::Generous));
        check("It moved.", None);
    }

    #[test]
    fn figures_of_what_is_put_aside_are_just_numbers() {
        let aside = ["pages".into()];
        assert_eq!(strictest("It has 300 Pages.", &[]), Some(Sensitivity::Strict));
        assert_eq!(strictest("It has 300 Pages.", &aside), Some(Sensitivity::Generous));
        assert_eq!(strictest("It has three hundred pages.", &aside), Some(Sensitivity::Generous));
        assert_eq!(strictest("It has 300 pages, 5% blank.", &aside), Some(Sensitivity::Strict));
    }

    #[test]
    fn the_first_number_has_its_points_and_commas_but_no_full_stop() {
        let number = |text: &'static str| first_number(text).map(|span| span.of(text));
        assert_eq!(number("In 4,300.5, then 7."), Some("4,300.5"));
        assert_eq!(number("By 2021."), Some("2021"));
        assert_eq!(number("Never."), None);
    }
}
