//! A stretch of the calendar, from day to day. Ends may be months or years.

use std::fmt;

use super::Compare;
use crate::text::Day;

/// From one day, month or year to another, both with all that is in them; one end may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    from: Option<Day>,
    to: Option<Day>,
}

impl Days {
    /// Reads `2024`, `2024-03..2024-06`, `2024-03-05..`; with `compare`, one day, month or year.
    ///
    /// # Errors
    /// Says what to write.
    pub fn parse(typed: &str, compare: Option<Compare>) -> Result<Self, String> {
        let (from, to) = match (typed.split_once(".."), compare) {
            (Some((from, to)), None) => (end(from)?, end(to)?),
            (None, None | Some(Compare::Equal)) => (Some(day(typed)?), Some(day(typed)?)),
            (None, Some(Compare::AtMost)) => (None, Some(day(typed)?)),
            (None, Some(Compare::AtLeast)) => (Some(day(typed)?), None),
            (None, Some(Compare::Less)) => (None, Some(before(day(typed)?)?)),
            (None, Some(Compare::More)) => (Some(after(day(typed)?)?), None),
            (Some(_), Some(_)) => return Err("write a range without < or >".to_owned()),
        };
        if from.is_none() && to.is_none() {
            return Err(USAGE.to_owned());
        }
        if let (Some(from), Some(to)) = (from, to)
            && first(from) > last(to)
        {
            return Err("this range ends before it begins; turn it around".to_owned());
        }
        Ok(Self { from, to })
    }

    /// The first day, month or year; none if that end is open.
    pub fn from(self) -> Option<Day> {
        self.from
    }

    /// The last day, month or year; none if that end is open.
    pub fn to(self) -> Option<Day> {
        self.to
    }

    /// Whether a date lies in it; all of it, where only the month or the year is known.
    pub fn hold(self, date: Day) -> bool {
        let is_after = self.from.is_none_or(|from| first(from) <= first(date));
        is_after && self.to.is_none_or(|to| last(date) <= last(to))
    }
}

/// Short enough for one line of 80 columns.
const USAGE: &str = "dates: 2024, 2024-03, 2024-03-05; ranges: 2024-03..2024-06; no date: none";

/// Years are written with four digits.
const LATEST: u16 = 9999;

fn end(typed: &str) -> Result<Option<Day>, String> {
    if typed.is_empty() { Ok(None) } else { day(typed).map(Some) }
}

/// Reads "2024", "2024-03", "2024-3-5".
fn day(typed: &str) -> Result<Day, String> {
    let number = |part: Option<&str>, digits: usize| match part {
        None => Some(0),
        Some(part) if part.bytes().all(|byte| byte.is_ascii_digit()) && part.len() <= digits => {
            part.parse().ok().filter(|number| *number > 0)
        }
        Some(_) => None,
    };
    let mut parts = typed.splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4).and_then(|year| number(Some(year), 4));
    let [month, day] = [parts.next(), parts.next()].map(|part| number(part, 2));
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return Err(USAGE.to_owned());
    };
    let read = Day { year, month: month as u8, day: day as u8 };
    if month > 12 || day > days(read).into() {
        return Err(format!("there is no {typed} in the calendar; {USAGE}"));
    }
    Ok(read)
}

/// How many days its month has; those of the longest where the month is open.
fn days(of: Day) -> u8 {
    let leaps =
        of.year.is_multiple_of(4) && (!of.year.is_multiple_of(100) || of.year.is_multiple_of(400));
    match of.month {
        2 => 28 + u8::from(leaps),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn first(of: Day) -> Day {
    Day { month: of.month.max(1), day: of.day.max(1), ..of }
}

fn last(of: Day) -> Day {
    let month = if of.month == 0 { 12 } else { of.month };
    let day = if of.day == 0 { days(Day { month, ..of }) } else { of.day };
    Day { month, day, ..of }
}

/// The day, month or year before.
fn before(of: Day) -> Result<Day, String> {
    let whole_month = |day: Day| Day { day: days(day), ..day };
    Ok(match of {
        Day { year: ..=1, month: 0 | 1, day: 0 | 1 } => {
            return Err("nothing is older than that".into());
        }
        Day { year, month: 0, .. } => Day { year: year - 1, ..of },
        Day { year, month: 1, day: 0 } => Day { year: year - 1, month: 12, day: 0 },
        Day { month, day: 0, .. } => Day { month: month - 1, ..of },
        Day { year, month: 1, day: 1 } => Day { year: year - 1, month: 12, day: 31 },
        Day { month, day: 1, .. } => whole_month(Day { month: month - 1, ..of }),
        Day { day, .. } => Day { day: day - 1, ..of },
    })
}

/// The day, month or year after.
fn after(of: Day) -> Result<Day, String> {
    let next_year = of.year + 1;
    let next = match of {
        Day { month: 0, .. } => Day { year: next_year, ..of },
        Day { month: 12, day: 0, .. } => Day { year: next_year, month: 1, day: 0 },
        Day { month, day: 0, .. } => Day { month: month + 1, ..of },
        Day { month: 12, day: 31, .. } => Day { year: next_year, month: 1, day: 1 },
        Day { month, day, .. } if day == days(of) => Day { month: month + 1, day: 1, ..of },
        Day { day, .. } => Day { day: day + 1, ..of },
    };
    if next.year > LATEST { Err("nothing is newer than that".into()) } else { Ok(next) }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [from, to] =
            [self.from, self.to].map(|end| end.map(|day| day.to_string()).unwrap_or_default());
        if from == to { f.write_str(&from) } else { write!(f, "{from}..{to}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(compare: Option<Compare>, typed: &str, written: &str) {
        let days = Days::parse(typed, compare);
        assert_eq!(
            days.map(|days| days.to_string()),
            Ok(written.to_owned()),
            "{compare:?} {typed}"
        );
    }

    #[test]
    fn ranges_are_read_and_written() {
        check(None, "2024", "2024");
        check(None, "2024-3-5", "2024-03-05");
        check(None, "2024-03..2024-06", "2024-03..2024-06");
        check(None, "..2024", "..2024");
        check(None, "2024..", "2024..");
        check(Some(Compare::Less), "2023", "..2022");
        check(Some(Compare::Less), "2024-01", "..2023-12");
        check(Some(Compare::Less), "2024-03-01", "..2024-02-29");
        check(Some(Compare::Less), "1900-03-01", "..1900-02-28");
        check(Some(Compare::Less), "2024-01-01", "..2023-12-31");
        check(Some(Compare::Less), "0001-02", "..0001-01");
        check(Some(Compare::More), "2023", "2024..");
        check(Some(Compare::More), "2023-12", "2024-01..");
        check(Some(Compare::More), "2023-02-28", "2023-03-01..");
        check(Some(Compare::More), "2023-12-31", "2024-01-01..");
        check(Some(Compare::AtMost), "2023", "..2023");
        check(Some(Compare::AtLeast), "2023", "2023..");
        check(Some(Compare::Equal), "2023", "2023");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for typed in [
            "",
            "..",
            "24",
            "2024-13",
            "2023-02-29",
            "2024-00",
            "+024",
            "2024-1-1-1",
            "2025..2024",
            "0000",
            "2024...2025",
            "２０２４",
        ] {
            assert!(Days::parse(typed, None).is_err(), "{typed}");
        }
        assert!(Days::parse("0001", Some(Compare::Less)).is_err());
        assert!(Days::parse("9999", Some(Compare::More)).is_err());
        assert!(Days::parse("2023..2024", Some(Compare::Less)).is_err());
    }

    #[test]
    fn a_date_known_in_part_has_to_lie_in_it_whole() {
        let day = |year, month, day| Day { year, month, day };
        for (typed, date, expected) in [
            ("2024", day(2024, 0, 0), true),
            ("2024", day(2024, 12, 31), true),
            ("2024-02", day(2024, 2, 0), true),
            ("2024-02", day(2024, 0, 0), false),
            ("2024-02-01..2024-02-29", day(2024, 2, 0), true),
            ("2024-02-01..2024-02-28", day(2024, 2, 0), false),
            ("..2023-12-31", day(2023, 0, 0), true),
            ("2024-01-02..", day(2024, 1, 0), false),
            ("2024..", day(2023, 12, 31), false),
        ] {
            let days = Days::parse(typed, None).expect("a range");
            assert_eq!(days.hold(date), expected, "{typed} {date:?}");
        }
    }
}
