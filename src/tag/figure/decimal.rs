//! Exact decimal numbers as articles write them. Not for arithmetic beyond reading: no division
//! but the rounding one that fractions in words need.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

/// A number in base ten: `digits / 10^scale`, without trailing zeros behind the point, so that
/// equal numbers are equal bit by bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    scale: u8,
}

/// No numeral in an article is longer; what is, is an identifier.
const LONGEST: usize = 30;

impl Decimal {
    /// `digits / 10^scale`.
    pub fn new(digits: i128, scale: u8) -> Self {
        // Nearly all fit here, where a division costs a tenth.
        if let Ok(short) = i64::try_from(digits) {
            let (mut short, mut scale) = (short, scale);
            while scale > 0 && short % 10 == 0 {
                short /= 10;
                scale -= 1;
            }
            return Self { digits: short.into(), scale };
        }
        let mut number = Self { digits, scale };
        while number.scale > 0 && number.digits % 10 == 0 {
            number.digits /= 10;
            number.scale -= 1;
        }
        number
    }

    /// Reads digits with at most one point; commas and blanks between them group and are
    /// skipped. Nothing if it is longer than any real figure.
    pub fn parse(numeral: &str) -> Option<Self> {
        // So many digits fit into the shorter number whatever they are.
        if numeral.len() <= 18 {
            return Self::parse_short(numeral);
        }
        let (mut digits, mut scale, mut point, mut count) = (0_i128, 0_u8, false, 0);
        for byte in numeral.bytes() {
            match byte {
                b'0'..=b'9' => {
                    count += 1;
                    if count > LONGEST {
                        return None;
                    }
                    digits = digits * 10 + i128::from(byte - b'0');
                    scale += u8::from(point);
                }
                b'.' => point = true,
                _ => {}
            }
        }
        (count > 0).then(|| Self::new(digits, scale))
    }

    fn parse_short(numeral: &str) -> Option<Self> {
        let (mut digits, mut scale, mut point, mut any) = (0_i64, 0, false, false);
        for byte in numeral.bytes() {
            match byte {
                b'0'..=b'9' => {
                    digits = digits * 10 + i64::from(byte - b'0');
                    scale += u8::from(point);
                    any = true;
                }
                b'.' => point = true,
                _ => {}
            }
        }
        any.then(|| Self::new(digits.into(), scale))
    }

    /// `part / of`, rounded to four places.
    pub fn share(part: Self, of: Self) -> Option<Self> {
        let ten = 10_i128.checked_pow(4 + u32::from(of.scale))?;
        let above = part.digits.checked_mul(ten)?;
        let below = of.digits.checked_mul(10_i128.checked_pow(part.scale.into())?)?;
        let twice = above.checked_mul(2)?.checked_add(below)?;
        Some(Self::new(twice.checked_div(below.checked_mul(2)?)?, 4))
    }

    /// Times ten to the power of `exponent`.
    pub fn shifted(self, exponent: i32) -> Option<Self> {
        let scale = i32::from(self.scale) - exponent;
        if scale < 0 {
            let ten = 10_i128.checked_pow(scale.unsigned_abs())?;
            return Some(Self::new(self.digits.checked_mul(ten)?, 0));
        }
        u8::try_from(scale).ok().filter(|scale| *scale <= 36).map(|s| Self::new(self.digits, s))
    }

    /// The sum, if it can be held.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let digits = self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?;
        Some(Self::new(digits, scale))
    }

    /// The product, if it can be held.
    pub fn times(self, other: Self) -> Option<Self> {
        let scale = self.scale.checked_add(other.scale).filter(|scale| *scale <= 36)?;
        Some(Self::new(self.digits.checked_mul(other.digits)?, scale))
    }

    /// With the sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { digits: -self.digits, ..self }
    }

    /// As a whole number, if it is one.
    pub fn whole(self) -> Option<i128> {
        (self.scale == 0).then_some(self.digits)
    }

    /// The nearest floating-point number.
    #[expect(clippy::cast_precision_loss, reason = "asked for by name")]
    pub fn to_f64(self) -> f64 {
        self.digits as f64 / 10_f64.powi(self.scale.into())
    }

    fn at_scale(self, scale: u8) -> Option<i128> {
        if scale == self.scale {
            return Some(self.digits);
        }
        let ten = 10_i128.checked_pow(u32::from(scale.checked_sub(self.scale)?))?;
        self.digits.checked_mul(ten)
    }
}

impl From<u32> for Decimal {
    fn from(whole: u32) -> Self {
        Self::new(whole.into(), 0)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => self.to_f64().total_cmp(&other.to_f64()).then(self.scale.cmp(&other.scale)),
        }
    }
}

impl fmt::Display for Decimal {
    /// Plain digits with a point, no grouping: `-1234.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0
            && let Ok(whole) = i64::try_from(self.digits)
        {
            return write!(f, "{whole}");
        }
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = self.digits.unsigned_abs();
        if self.scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let ten = 10_u128.pow(self.scale.into());
        let width = usize::from(self.scale);
        write!(f, "{sign}{}.{:0width$}", digits / ten, digits % ten)
    }
}

impl Serialize for Decimal {
    /// As a string, so that no reader turns it into a float behind the user's back.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
