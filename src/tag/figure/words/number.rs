//! Words that are numbers, parts, ranks and factors. Lists only.

use super::list::{List, Table};

/// One to nineteen.
pub(in crate::tag::figure) static ONES: Table<u32> = Table::new(&[
    ("eight", 8),
    ("eighteen", 18),
    ("eleven", 11),
    ("fifteen", 15),
    ("five", 5),
    ("four", 4),
    ("fourteen", 14),
    ("nine", 9),
    ("nineteen", 19),
    ("one", 1),
    ("seven", 7),
    ("seventeen", 17),
    ("six", 6),
    ("sixteen", 16),
    ("ten", 10),
    ("thirteen", 13),
    ("three", 3),
    ("twelve", 12),
    ("two", 2),
]);

/// The tens.
pub(in crate::tag::figure) static TENS: Table<u32> = Table::new(&[
    ("eighty", 80),
    ("fifty", 50),
    ("forty", 40),
    ("fourty", 40),
    ("ninety", 90),
    ("seventy", 70),
    ("sixty", 60),
    ("thirty", 30),
    ("twenty", 20),
]);

/// Words that scale the number before them, as powers of ten; the dozen is read apart.
pub(in crate::tag::figure) static SCALES: Table<i32> = Table::new(&[
    ("billion", 9),
    ("crore", 7),
    ("hundred", 2),
    ("lakh", 5),
    ("million", 6),
    ("thousand", 3),
    ("trillion", 12),
]);

/// Letters that scale money and, less surely, counts.
pub(in crate::tag::figure) static SCALE_LETTERS: Table<i32> = Table::new(&[
    ("b", 9),
    ("bln", 9),
    ("bn", 9),
    ("k", 3),
    ("m", 6),
    ("mil", 6),
    ("mln", 6),
    ("mn", 6),
    ("tn", 12),
    ("trn", 12),
]);

/// Parts of a whole; singular and plural.
pub(in crate::tag::figure) static PARTS: Table<u32> = Table::new(&[
    ("eighth", 8),
    ("eighths", 8),
    ("fifth", 5),
    ("fifths", 5),
    ("fourth", 4),
    ("fourths", 4),
    ("half", 2),
    ("halves", 2),
    ("hundredth", 100),
    ("hundredths", 100),
    ("ninth", 9),
    ("ninths", 9),
    ("quarter", 4),
    ("quarters", 4),
    ("seventh", 7),
    ("sevenths", 7),
    ("sixth", 6),
    ("sixths", 6),
    ("tenth", 10),
    ("tenths", 10),
    ("third", 3),
    ("thirds", 3),
    ("twentieth", 20),
]);

/// Ordinals in words that can rank.
pub(in crate::tag::figure) static ORDINALS: Table<u32> = Table::new(&[
    ("eighth", 8),
    ("eleventh", 11),
    ("fifth", 5),
    ("first", 1),
    ("fourth", 4),
    ("ninth", 9),
    ("second", 2),
    ("seventh", 7),
    ("sixth", 6),
    ("tenth", 10),
    ("third", 3),
    ("twelfth", 12),
]);

/// Superlatives that follow a rank: "third largest".
pub(in crate::tag::figure) static SUPERLATIVES: List = List::new(&[
    "best",
    "biggest",
    "busiest",
    "cheapest",
    "coldest",
    "deadliest",
    "deepest",
    "densest",
    "driest",
    "fastest",
    "fewest",
    "greatest",
    "heaviest",
    "highest",
    "hottest",
    "largest",
    "leading",
    "least",
    "longest",
    "lowest",
    "most",
    "oldest",
    "poorest",
    "richest",
    "shortest",
    "slowest",
    "smallest",
    "strongest",
    "tallest",
    "warmest",
    "wealthiest",
    "wettest",
    "worst",
    "youngest",
]);

/// Verbs and nouns of ranking.
pub(in crate::tag::figure) static RANKS: List =
    List::new(&["placed", "placing", "rank", "ranked", "ranking", "ranks"]);

/// Verbs that say by how many times something changed, with the factor in tenths.
pub(in crate::tag::figure) static FACTORS: Table<u32> = Table::new(&[
    ("double", 20),
    ("doubled", 20),
    ("doubles", 20),
    ("doubling", 20),
    ("halve", 5),
    ("halved", 5),
    ("halves", 5),
    ("halving", 5),
    ("quadruple", 40),
    ("quadrupled", 40),
    ("quadrupling", 40),
    ("quintupled", 50),
    ("trebled", 30),
    ("trebling", 30),
    ("triple", 30),
    ("tripled", 30),
    ("triples", 30),
    ("tripling", 30),
]);
