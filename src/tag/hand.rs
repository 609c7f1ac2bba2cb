//! What a person did to a passage, beside what the tagger suggests. Keeps what was decided; who
//! decides, when, and how it is kept for good is left to the library.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Kind, Label, ThemeId};

/// Who put a mark on a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The tagger; nobody has decided yet.
    #[default]
    Suggested,
    /// The tagger, and a person agreed.
    Confirmed,
    /// A person.
    Made,
}

impl Origin {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Confirmed => "confirmed",
            Self::Made => "made",
        }
    }
}

/// What a person decided about one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is there, whatever the tagger says.
    Made,
    /// The tagger was right.
    Confirmed,
    /// It is not there, whatever the tagger says.
    Rejected,
}

/// Verdicts by what they are about.
pub type Verdicts = BTreeMap<Label, Verdict>;

/// What a person did to a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hand {
    /// The number of the annotation that says so.
    pub annotation: u64,
    /// What was decided.
    pub verdicts: Verdicts,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it has a memo.
    pub noted: bool,
    /// Whether its words changed, so that it sits on others than those it was put on.
    pub moved: bool,
}

impl Hand {
    /// Where a mark that the passage carries comes from.
    pub fn origin(&self, label: Label) -> Origin {
        match self.verdicts.get(&label) {
            Some(Verdict::Made) => Origin::Made,
            Some(Verdict::Confirmed) => Origin::Confirmed,
            Some(Verdict::Rejected) | None => Origin::Suggested,
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => f.write_str(kind.name()),
            Self::Theme(theme) => write!(f, "theme {}", theme.0),
        }
    }
}

impl FromStr for Label {
    type Err = String;

    fn from_str(label: &str) -> Result<Self, String> {
        if let Some(theme) = label.strip_prefix("theme ") {
            let theme = theme.parse().map_err(|_| format!("no number of a theme: '{label}'"))?;
            return Ok(Self::Theme(ThemeId(theme)));
        }
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == label);
        kind.map(Self::Kind).ok_or_else(|| format!("neither a kind nor a theme: '{label}'"))
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.to_string()
    }
}

impl TryFrom<String> for Label {
    type Error = String;

    fn try_from(label: String) -> Result<Self, String> {
        label.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_written_and_read() {
        let kinds = Kind::ALL.map(Label::Kind);
        for label in kinds.into_iter().chain([Label::Theme(ThemeId(0)), Label::Theme(ThemeId(300))])
        {
            assert_eq!(label.to_string().parse(), Ok(label));
        }
        for wrong in ["", "theme", "theme x", "theme 70000", "Concern", "conc"] {
            assert!(wrong.parse::<Label>().is_err(), "{wrong}");
        }
    }
}
