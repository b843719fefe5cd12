//! The grammar shared by numbers and money: a sign, digits with commas, a fraction, and the units 千, 万, 億, 兆. The
//! result is exact; what is only said to be about right becomes a question.

use super::digits::{is_hyphen, narrow};
use crate::problem::ProblemCode;

/// A number as `value / scale`, with `scale` a power of ten, and whatever text followed it.
pub(crate) struct Quantity<'a> {
    value: i128,
    scale: i128,
    /// What follows the number, without spaces around it.
    pub rest: &'a str,
}

/// What was typed, prepared for [`Quantity::read`].
pub(crate) struct Prepared {
    is_negative: bool,
    is_approximate: bool,
    body: String,
}

const ABOUT_BEFORE: [&str; 5] = ["約", "およそ", "おおよそ", "概ね", "おおむね"];
const ABOUT_AFTER: [&str; 8] = ["程度", "前後", "くらい", "ぐらい", "余り", "あまり", "弱", "強"];

impl Prepared {
    /// Narrows the text and takes off a word for "about", a sign, and the given prefixes.
    pub fn new(typed: &str, prefixes: &[char]) -> Self {
        let narrowed = narrow(typed);
        let mut body = narrowed.trim();
        let mut is_approximate = false;
        let mut is_negative = false;
        for word in ABOUT_BEFORE {
            if let Some(rest) = body.strip_prefix(word) {
                (body, is_approximate) = (rest.trim_start(), true);
            }
        }
        for word in ABOUT_AFTER {
            if let Some(rest) = body.strip_suffix(word) {
                (body, is_approximate) = (rest.trim_end(), true);
            }
        }
        // A sign may stand before or after the currency: -¥1,000 and ¥-1,000.
        for _ in 0..2 {
            body = body.strip_prefix(prefixes).unwrap_or(body).trim_start();
            if !is_negative && let Some(rest) = strip_sign(body) {
                (body, is_negative) = (rest, true);
            }
        }
        Self {
            is_negative,
            is_approximate,
            body: body.to_owned(),
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.body.is_empty() && !self.is_negative && !self.is_approximate
    }

    /// Reads the number; an approximate one is an `Ambiguous` problem that offers `show` of the exact reading.
    pub fn exact(&self, amount: i64, show: impl FnOnce(i64) -> String) -> Result<i64, ProblemCode> {
        if self.is_approximate {
            Err(ProblemCode::perhaps(show(amount)))
        } else {
            Ok(amount)
        }
    }

    /// Reads digits and units from the start of the text.
    pub fn read(&self) -> Result<Quantity<'_>, ProblemCode> {
        let mut reader = Reader {
            rest: &self.body,
            total: 0,
            scale: 1,
        };
        reader.read_groups()?;
        let value = if self.is_negative { -reader.total } else { reader.total };
        Ok(Quantity {
            value,
            scale: reader.scale,
            rest: reader.rest.trim(),
        })
    }
}

fn strip_sign(text: &str) -> Option<&str> {
    let rest = text
        .strip_prefix(|c| is_hyphen(c) || c == '△' || c == '▲')
        .or_else(|| text.strip_prefix("マイナス"))?;
    Some(rest.trim_start())
}

impl Quantity<'_> {
    /// The whole number times a factor.
    pub fn whole(&self, factor: i64) -> Result<i64, ProblemCode> {
        const OUT_OF_RANGE: ProblemCode = ProblemCode::OutOfRange {
            min: i64::MIN,
            max: i64::MAX,
        };
        let product = self.value.checked_mul(factor.into()).ok_or(OUT_OF_RANGE)?;
        if product % self.scale != 0 {
            return Err(ProblemCode::NotAWholeNumber);
        }
        i64::try_from(product / self.scale).map_err(|_| OUT_OF_RANGE)
    }

    /// Numerator and denominator.
    pub const fn fraction(&self) -> (i128, i128) {
        (self.value, self.scale)
    }
}

struct Reader<'a> {
    rest: &'a str,
    total: i128,
    scale: i128,
}

/// More digits than any amount needs; keeps the arithmetic far from the limits of `i128`.
const MOST_DIGITS: usize = 20;
const MOST_DECIMALS: usize = 9;

/// The units in descending order; each may appear once, and 千 also before 万 and 億 (千万円).
const UNITS: [(&str, i128); 8] = [
    ("兆", 1_000_000_000_000),
    ("千億", 100_000_000_000),
    ("億", 100_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
];

impl<'a> Reader<'a> {
    fn read_groups(&mut self) -> Result<(), ProblemCode> {
        let mut smallest_unit = i128::MAX;
        loop {
            let (digits, decimals) = self.read_number()?;
            let unit = self.read_unit();
            let factor = unit.unwrap_or(1);
            // Each group must fit below the unit before it: 1万12,000 or 1億1億 is a slip of the hand.
            let group = digits * factor / 10_i128.pow(decimals);
            if factor >= smallest_unit || group >= smallest_unit {
                return Err(ProblemCode::NotANumber);
            }
            smallest_unit = factor;
            self.add(digits, decimals, factor)?;
            let goes_on = unit.is_some() && self.rest.starts_with(|c: char| c.is_ascii_digit());
            if !goes_on {
                return Ok(());
            }
        }
    }

    fn add(&mut self, digits: i128, decimals: u32, factor: i128) -> Result<(), ProblemCode> {
        let scale = 10_i128.pow(decimals);
        if scale > self.scale {
            self.total *= scale / self.scale;
            self.scale = scale;
        }
        self.total += digits * factor * (self.scale / scale);
        if self.total / self.scale > i128::from(i64::MAX) * 10 {
            return Err(ProblemCode::OutOfRange {
                min: i64::MIN,
                max: i64::MAX,
            });
        }
        Ok(())
    }

    fn read_unit(&mut self) -> Option<i128> {
        let trimmed = self.rest.trim_start();
        let (rest, factor) = UNITS
            .iter()
            .find_map(|(name, factor)| Some((trimmed.strip_prefix(name)?, *factor)))?;
        self.rest = rest.trim_start();
        Some(factor)
    }

    /// Reads `1,234.5` as (12345, 1). Commas must stand between groups of three digits.
    fn read_number(&mut self) -> Result<(i128, u32), ProblemCode> {
        let whole = self.take_while(|c| c.is_ascii_digit() || c == ',' || c == '、');
        let groups: Vec<&str> = whole.split([',', '、']).collect();
        let (first, others) = groups.split_first().ok_or(ProblemCode::NotANumber)?;
        let is_grouped_well =
            others.is_empty() || ((1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3));
        if first.is_empty() || !is_grouped_well {
            return Err(ProblemCode::NotANumber);
        }
        let mut digits = groups.concat();
        let mut decimals = 0;
        if let Some(after_point) = self.rest.strip_prefix('.') {
            self.rest = after_point;
            let fraction = self.take_while(|c| c.is_ascii_digit());
            if fraction.is_empty() || fraction.len() > MOST_DECIMALS {
                return Err(ProblemCode::NotANumber);
            }
            digits.push_str(fraction);
            decimals = fraction.len();
        }
        let significant = digits.trim_start_matches('0');
        if significant.len() > MOST_DIGITS {
            return Err(ProblemCode::OutOfRange {
                min: i64::MIN,
                max: i64::MAX,
            });
        }
        let number = if significant.is_empty() {
            0
        } else {
            significant.parse().map_err(|_| ProblemCode::NotANumber)?
        };
        Ok((number, u32::try_from(decimals).unwrap_or_default()))
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }
}
