//! How readily kinds are marked: a setting for each kind, and what a passage is marked with at
//! each setting. Judges nothing.

use serde::{Deserialize, Serialize};

use super::{Kind, Kinds};

/// How readily a kind is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sensitivity {
    /// Misses little, errs more.
    Generous,
    /// The best of both.
    #[default]
    Balanced,
    /// Errs little, misses more.
    Strict,
}

impl Sensitivity {
    /// From the most ready to the least.
    pub const ALL: [Self; 3] = [Self::Generous, Self::Balanced, Self::Strict];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Generous => "generous",
            Self::Balanced => "balanced",
            Self::Strict => "strict",
        }
    }

    /// The setting of that name; any beginning will do.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let fits = |level: &Self| !name.is_empty() && level.name().starts_with(&name);
        Self::ALL.into_iter().find(fits)
    }
}

/// The sensitivity of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Levels([Sensitivity; 3]);

impl Levels {
    /// That of one kind.
    pub fn of(self, kind: Kind) -> Sensitivity {
        self.0[kind as usize]
    }

    /// These with another for one kind.
    #[must_use]
    pub fn with(mut self, kind: Kind, level: Sensitivity) -> Self {
        self.0[kind as usize] = level;
        self
    }
}

/// The kinds that a passage is marked with at each sensitivity; a stricter one never has more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grades([Kinds; 3]);

impl Grades {
    /// Adds a kind at this sensitivity and all that are less strict.
    pub fn add(&mut self, kind: Kind, strictest: Sensitivity) {
        for kinds in &mut self.0[..=strictest as usize] {
            *kinds = kinds.with(kind);
        }
    }

    /// The kinds marked at these levels.
    pub fn under(self, levels: Levels) -> Kinds {
        Kind::ALL.into_iter().filter(|kind| self.0[levels.of(*kind) as usize].has(*kind)).collect()
    }

    /// Whether no kind is marked at any level.
    pub fn is_empty(self) -> bool {
        self.0[Sensitivity::Generous as usize].is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_follows_its_own_level() {
        let mut grades = Grades::default();
        assert!(grades.is_empty());
        grades.add(Kind::Concern, Sensitivity::Generous);
        grades.add(Kind::Statistic, Sensitivity::Balanced);
        let kinds = |levels| grades.under(levels).iter().collect::<Vec<_>>();
        let levels = Levels::default();
        assert_eq!(kinds(levels), [Kind::Statistic]);
        let generous = levels.with(Kind::Concern, Sensitivity::Generous);
        assert_eq!(kinds(generous), [Kind::Concern, Kind::Statistic]);
        assert_eq!(kinds(generous.with(Kind::Statistic, Sensitivity::Strict)), [Kind::Concern]);
    }

    #[test]
    fn names_may_be_short() {
        assert_eq!(Sensitivity::named("Str"), Some(Sensitivity::Strict));
        assert_eq!((Sensitivity::named(""), Sensitivity::named("lax")), (None, None));
    }
}
