//! How much a phrase is one of a group of pieces: by the likelihood ratio of its being in so many of
//! them (Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993). Knows
//! groups and phrases only by number.

use super::phrase::Phrase;
use super::real;

/// A phrase as seen from one group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyness {
    /// Which phrase.
    pub(super) phrase: usize,
    /// Twice the logarithm of the likelihood ratio.
    pub(super) strength: f64,
    /// The share of the phrase's pieces that are of the group.
    pub(super) precision: f64,
    /// The share of the group's pieces that have the phrase.
    pub(super) recall: f64,
}

/// For each group the phrases that are more in it than elsewhere, strongest first.
pub(super) fn keyness(
    phrases: &[Phrase],
    of: &[Option<usize>],
    groups: usize,
) -> Vec<Vec<Keyness>> {
    let mut sizes = vec![0_usize; groups];
    of.iter().flatten().for_each(|group| sizes[*group] += 1);
    let all: usize = sizes.iter().sum();
    let mut keys = vec![Vec::new(); groups];
    for (at, phrase) in phrases.iter().enumerate() {
        let mut counts = vec![0_usize; groups];
        let own =
            phrase.pieces.iter().filter_map(|piece| of.get(*piece as usize).copied().flatten());
        own.for_each(|group| counts[group] += 1);
        let total: usize = counts.iter().sum();
        for (group, count) in counts.into_iter().enumerate() {
            let (here, there) = ((count, sizes[group]), (total - count, all - sizes[group]));
            if share(here) > share(there) {
                keys[group].push(Keyness {
                    phrase: at,
                    strength: ratio(here, there),
                    precision: share((count, total)),
                    recall: share(here),
                });
            }
        }
    }
    for group in &mut keys {
        group.sort_by(|one, other| {
            other.strength.total_cmp(&one.strength).then(one.phrase.cmp(&other.phrase))
        });
    }
    keys
}

fn share((part, whole): (usize, usize)) -> f64 {
    real(part) / real(whole.max(1))
}

/// Twice the logarithm of how much likelier two counts are by a rate each than by one for both.
fn ratio(here: (usize, usize), there: (usize, usize)) -> f64 {
    let both = share((here.0 + there.0, here.1 + there.1));
    let side = |counts: (usize, usize)| {
        let own = share(counts);
        let term = |count: usize, own: f64, both: f64| {
            if count == 0 { 0.0 } else { real(count) * (own / both).ln() }
        };
        term(counts.0, own, both) + term(counts.1 - counts.0, 1.0 - own, 1.0 - both)
    };
    2.0 * (side(here) + side(there))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_one_group_alone_is_its_own() {
        // The example of a word in 10 of 10 and 0 of 10 texts: 20 ln 2, twice.
        assert!((ratio((10, 10), (0, 10)) - 40.0 * 2.0_f64.ln()).abs() < 1e-9);
        assert!(ratio((5, 10), (5, 10)).abs() < 1e-9);
        assert!(ratio((8, 10), (2, 10)) > ratio((6, 10), (2, 10)));
    }
}
