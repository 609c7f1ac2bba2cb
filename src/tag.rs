//! What is marked and why: kinds, themes, figures and cues of one passage, and the tagger that
//! finds them. Pure and deterministic: text in, passages out; knows no files and no terminal.

pub mod codebook;
pub mod colour;
pub mod figure;
pub mod hand;
pub mod learned;
mod pattern;
pub mod sensitivity;
pub mod stance;
mod statistic;
mod tagging;
pub mod theme;
pub mod why;
pub(crate) mod words;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::text::{Document, Span};
pub use codebook::Codebook;
pub use figure::Figure;
pub use hand::{Hand, Origin, Verdict, Verdicts};
pub use learned::{Learned, Lesson, TextId};
pub use pattern::Pattern;
pub use sensitivity::{Grades, Levels, Sensitivity};
pub use tagging::Tagging;
pub use why::Why;

/// What a passage voices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something bad for someone, now or possibly.
    Concern,
    /// Something good for someone, now or possibly.
    Opportunity,
    /// A figure about the world.
    Statistic,
}

impl Kind {
    /// In the order of screens and keys.
    pub const ALL: [Self; 3] = [Self::Concern, Self::Opportunity, Self::Statistic];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::Opportunity => "opportunity",
            Self::Statistic => "statistic",
        }
    }

    /// The kind of that name; any unambiguous beginning or the plural will do.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let fits = |kind: &Self| {
            kind.name().starts_with(&name)
                || name == format!("{}s", kind.name())
                || (name == "opportunities" && *kind == Self::Opportunity)
        };
        if name.is_empty() { None } else { Self::ALL.into_iter().find(fits) }
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Kinds(u8);

impl Kinds {
    /// None.
    pub const NONE: Self = Self(0);
    /// All three.
    pub const ALL: Self = Self(0b111);

    /// The set with `kind` in it.
    #[must_use]
    pub fn with(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind as u8)
    }

    /// The set without `kind`.
    #[must_use]
    pub fn without(self, kind: Kind) -> Self {
        Self(self.0 & !(1 << kind as u8))
    }

    /// The set with `kind` in it if it was not, and the other way round.
    #[must_use]
    pub fn toggled(self, kind: Kind) -> Self {
        Self(self.0 ^ 1 << kind as u8)
    }

    /// What both sets hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether `kind` is in it.
    pub fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its kinds, in the order of [`Kind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.has(*kind))
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::with)
    }
}

/// A theme's place in the [`Codebook`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ThemeId(pub u16);

/// Themes, with room in place for as many as nearly all passages have: there are millions of passages.
pub type Themes = SmallVec<[ThemeId; 8]>;

/// How likely a kind is, in thousandths. Whole numbers, so that the same text gives the same score
/// on every machine.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Score(pub u16);

/// A stretch of running text that carries marks. It is kept without its figures, which are found
/// again by [`Marks::with_figures`], and without what a person did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// Its words.
    pub span: Span,
    /// The kinds marked on it.
    pub kinds: Kinds,
    /// A score for each of [`Kind::ALL`], marked or not.
    pub scores: [Score; 3],
    /// The kinds that it would be marked with at other sensitivities.
    pub grades: Grades,
    /// Its themes, ascending; may be empty.
    pub themes: Themes,
    /// The figures it states, in text order.
    #[serde(skip)]
    pub figures: Vec<Figure>,
    /// What a person did to it; none for what the tagger suggests and nobody has looked at.
    #[serde(skip)]
    pub hand: Option<Box<Hand>>,
}

impl Passage {
    /// Who put a mark on it that it carries.
    pub fn origin(&self, label: Label) -> Origin {
        self.hand.as_ref().map_or(Origin::Suggested, |hand| hand.origin(label))
    }

    /// Every mark it carries, kinds first.
    pub fn labels(&self) -> impl Iterator<Item = Label> {
        let kinds = self.kinds.iter().map(Label::Kind);
        kinds.chain(self.themes.iter().copied().map(Label::Theme))
    }

    /// Whether one of its kinds still waits for a person's verdict.
    pub fn waits(&self) -> bool {
        self.kinds.iter().any(|kind| self.origin(Label::Kind(kind)) == Origin::Suggested)
    }
}

/// Words that made a passage carry a mark; worked out when asked for, by [`Tagger::cues`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words, within the passage.
    pub span: Span,
    /// The mark they stand for.
    pub label: Label,
}

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Label {
    /// What the passage voices.
    Kind(Kind),
    /// What the passage is about.
    Theme(ThemeId),
}

/// Marks passages; made once from a codebook, then used on any number of articles and threads.
#[derive(Debug, Default)]
pub struct Tagger {
    stance: stance::Stance,
    themes: theme::Matcher,
    /// What is counted that makes no statistic, in small letters.
    uncounted: Vec<Box<str>>,
}

/// How many sentences are marked together.
const TOGETHER: usize = 64;

/// Memory that is used again from sentence to sentence.
#[derive(Clone, Debug, Default)]
struct Scratch {
    figures: figure::Scratch,
    stance: stance::Scratch,
    themes: theme::Scratch,
}

impl Tagger {
    /// A tagger with the themes of `codebook`.
    pub fn new(codebook: &Codebook) -> Self {
        Self { themes: theme::Matcher::new(codebook), ..Self::default() }
    }

    /// A tagger with the themes of `codebook` that has learned from a person. With nothing learned it
    /// is [`Self::new`]'s. What a person decided on a sentence itself is for the caller to heed.
    pub fn taught(codebook: &Codebook, learned: &Learned) -> Self {
        Self {
            stance: stance::Stance::new().taught(learned),
            themes: theme::Matcher::new(&learned.without_aside(codebook)),
            uncounted: learned.uncounted(),
        }
    }

    /// Marks one passage: `span` of `text`, an article's whole text, the passage taken whole. Kinds may be empty.
    pub fn mark(&self, text: &str, span: Span, levels: Levels) -> Passage {
        let mut passage = Passage { span, ..Passage::default() };
        let passages = std::slice::from_mut(&mut passage);
        self.mark_all(text, passages, levels, &mut self.scratch(text));
        passage
    }

    /// Memory for an article of this text.
    fn scratch(&self, text: &str) -> Scratch {
        Scratch { stance: self.stance.scratch(text), ..Scratch::default() }
    }

    /// Marks passages of which only the span is known: each step for all of them before the next, so
    /// that its code and tables stay at hand.
    fn mark_all(&self, text: &str, all: &mut [Passage], levels: Levels, scratch: &mut Scratch) {
        for passage in &mut *all {
            passage.figures = figure::figures_with(text, passage.span, &mut scratch.figures);
            statistic::judge(text, passage, scratch.figures.promised(), &self.uncounted);
        }
        for passage in &mut *all {
            self.stance.judge(text, passage, &mut scratch.stance);
        }
        for passage in &mut *all {
            self.grade(text, passage, levels, scratch);
        }
    }

    /// Marks what was judged, as these levels ask. Themes are sorted out where a kind is marked.
    fn grade(&self, text: &str, passage: &mut Passage, levels: Levels, scratch: &mut Scratch) {
        passage.kinds = passage.grades.under(levels);
        passage.themes.clear();
        if !passage.kinds.is_empty() {
            self.themes.sort(text, passage, &mut scratch.themes);
        }
    }

    /// What is known of `span` of `text` beside its kinds, of which it gets none: figures, scores,
    /// themes.
    pub fn bare(&self, text: &str, span: Span) -> Passage {
        let mut passage = self.mark(text, span, Levels::default());
        (passage.kinds, passage.grades) = (Kinds::NONE, Grades::default());
        passage.themes.clear();
        self.themes.sort(text, &mut passage, &mut theme::Scratch::default());
        passage
    }

    /// The words that made `passage` of `text` be marked, in text order. Few marks are ever asked
    /// for their reasons, so none are kept.
    pub fn cues(&self, text: &str, passage: &Passage) -> Vec<Cue> {
        let mut cues = self.stance.reasons(text, passage);
        cues.extend(statistic::reason(text, passage));
        if !passage.themes.is_empty() {
            cues.extend(self.themes.cues(text, passage.span));
        }
        cues.sort_by_key(|cue| (cue.span, cue.label));
        cues
    }

    /// The sentences of an article that carry a kind at some sensitivity; none where the article is
    /// known to be in another language than English.
    pub fn passages(&self, document: &Document, levels: Levels) -> Marks {
        let mut marks = Marks::default();
        if document.unmarked().is_some() {
            return marks;
        }
        let mut scratch = self.scratch(&document.text);
        let mut some = Vec::with_capacity(TOGETHER);
        for sentences in document.sentences.chunks(TOGETHER) {
            let spans = sentences.iter().map(|sentence| sentence.span);
            some.extend(spans.map(|span| Passage { span, ..Passage::default() }));
            self.mark_all(&document.text, &mut some, levels, &mut scratch);
            some.drain(..).for_each(|passage| marks.take(passage));
        }
        marks
    }

    /// Sorts passages of an article into themes anew; their kinds stay.
    pub fn sort(&self, document: &Document, passages: &mut [Passage]) {
        let mut scratch = theme::Scratch::default();
        for passage in passages {
            passage.themes.clear();
            self.themes.sort(&document.text, passage, &mut scratch);
        }
    }

    /// Marks what is known of an article again, at other levels.
    pub fn regrade(&self, document: &Document, marks: Marks, levels: Levels) -> Marks {
        let mut scratch = Scratch::default();
        let mut all = marks.passages;
        all.extend(marks.aside);
        all.sort_by_key(|passage| passage.span);
        let mut marks = Marks::default();
        for mut passage in all {
            if passage.kinds != passage.grades.under(levels) {
                self.grade(&document.text, &mut passage, levels, &mut scratch);
            }
            marks.take(passage);
        }
        marks
    }

    /// Why `span` of `text` is marked, or what is missing.
    pub fn why(&self, text: &str, span: Span, levels: Levels) -> Why {
        let passage = self.mark(text, span, levels);
        let cues = self.cues(text, &passage);
        Why { passage, cues, verdicts: self.stance.verdicts(text, span), levels }
    }
}

/// The passages of an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// Those that carry a kind, in text order.
    pub passages: Vec<Passage>,
    /// Those that would at another sensitivity, without their themes, in text order.
    pub aside: Vec<Passage>,
}

impl Marks {
    /// Marks that were kept, with the figures that their passages state in `text`.
    #[must_use]
    pub fn with_figures(mut self, text: &str) -> Self {
        let mut scratch = figure::Scratch::default();
        for passage in self.passages.iter_mut().chain(&mut self.aside) {
            // The balanced ask for a figure, so that those without that grade state none.
            if passage.grades.under(Levels::default()).has(Kind::Statistic) {
                passage.figures = figure::figures_with(text, passage.span, &mut scratch);
            }
        }
        self
    }

    fn take(&mut self, passage: Passage) {
        if !passage.kinds.is_empty() {
            self.passages.push(passage);
        } else if !passage.grades.is_empty() {
            self.aside.push(passage);
        }
    }
}
