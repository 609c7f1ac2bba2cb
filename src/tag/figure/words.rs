//! The words that the recogniser knows, as sorted lists. What they mean in a sentence is for the
//! modules that ask.

mod calendar;
mod change;
mod label;
mod list;
mod noun;
mod number;

pub(super) use calendar::{BACK, BEFORE_YEAR, MONTHS, TIMES, WEEKDAYS};
pub(super) use change::{DOWN, UP};
pub(super) use label::{LABELS, STREETS};
pub(super) use list::{List, Slot, Table};
pub(super) use noun::{PEOPLE, PLURALS, STOPS};
pub(super) use number::{
    FACTORS, ONES, ORDINALS, PARTS, RANKS, SCALE_LETTERS, SCALES, SUPERLATIVES, TENS,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_tables_find_their_words_in_any_case() {
        let lists = [
            &SUPERLATIVES,
            &TIMES,
            &RANKS,
            &MONTHS,
            &WEEKDAYS,
            &LABELS,
            &BACK,
            &BEFORE_YEAR,
            &PLURALS,
            &PEOPLE,
            &STOPS,
            &UP,
            &DOWN,
            &STREETS,
        ];
        for list in lists {
            for word in list.words {
                assert_eq!(*word, word.to_lowercase());
                assert!(list.has(word) && list.has(&word.to_uppercase()), "{word}");
            }
            assert!(!list.has("") && !list.has("qwerty") && !list.has(&"x".repeat(99)));
        }
        assert_eq!((TENS.get("Forty"), TENS.get_exact("Forty")), (Some(40), None));
        assert_eq!(TENS.get("for"), None);
    }
}
