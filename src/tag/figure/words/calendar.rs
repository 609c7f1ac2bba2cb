//! Words of dates and times, and those that stand before a year. Lists only.

use super::list::List;

/// Months and their abbreviations; "may" and "march" count only with a capital.
pub(in crate::tag::figure) static MONTHS: List = List::new(&[
    "apr",
    "april",
    "aug",
    "august",
    "dec",
    "december",
    "feb",
    "february",
    "jan",
    "january",
    "jul",
    "july",
    "jun",
    "june",
    "mar",
    "march",
    "may",
    "nov",
    "november",
    "oct",
    "october",
    "sep",
    "sept",
    "september",
]);

/// Days of the week.
pub(in crate::tag::figure) static WEEKDAYS: List =
    List::new(&["friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"]);

/// Units of time that can merely set a time.
pub(in crate::tag::figure) static TIMES: List = List::new(&[
    "centuries",
    "century",
    "day",
    "days",
    "decade",
    "decades",
    "hour",
    "hours",
    "minute",
    "minutes",
    "month",
    "months",
    "second",
    "seconds",
    "week",
    "weekend",
    "weekends",
    "weeks",
    "year",
    "years",
]);

/// Words that point back: what they count was named before.
pub(in crate::tag::figure) static BACK: List = List::new(&[
    "all", "both", "her", "his", "its", "my", "our", "same", "such", "the", "their", "these",
    "those", "your",
]);

/// Words before a year.
pub(in crate::tag::figure) static BEFORE_YEAR: List = List::new(&[
    "after",
    "around",
    "autumn",
    "before",
    "between",
    "by",
    "c",
    "ca",
    "circa",
    "during",
    "early",
    "fall",
    "fiscal",
    "from",
    "fy",
    "in",
    "late",
    "mid",
    "of",
    "since",
    "spring",
    "summer",
    "the",
    "through",
    "throughout",
    "till",
    "to",
    "until",
    "winter",
    "year",
]);
