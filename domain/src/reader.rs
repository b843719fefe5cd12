//! Reads typed fields one by one and collects what is wrong with them. A field that is empty is no fault by itself; the
//! form that asks decides what it needs.

use crate::normalise;
use crate::problem::{Field, ProblemCode, Problems};
use crate::rows::row_field;
use crate::value::{Day, Email, FiscalYear, Phone, Rate, Yen};

/// The largest amount that is believed: a trillion yen.
pub(crate) const MOST_YEN: i64 = 1_000_000_000_000;

/// The values of a field by its name.
type Values<'a> = dyn Fn(&str) -> &'a [String] + 'a;

/// Typed fields and the problems found so far.
pub(crate) struct Reader<'a> {
    values: Box<Values<'a>>,
    /// Put before the name of a field when a problem is noted; rows of a table have one.
    prefix: String,
    pub problems: Problems,
}

impl<'a> Reader<'a> {
    /// Reads what `values` gives for a field's name.
    pub fn new(values: impl Fn(&str) -> &'a [String] + 'a) -> Self {
        Self {
            values: Box::new(values),
            prefix: String::new(),
            problems: Problems::new(),
        }
    }

    /// Reads one row of a table, whose problems stand at the row's own fields, such as `line2_item`.
    pub fn row(table: &str, row: usize, values: impl Fn(&str) -> &'a [String] + 'a) -> Self {
        Self {
            prefix: row_field(table, row, ""),
            ..Self::new(values)
        }
    }

    fn raw(&self, field: &str) -> &'a str {
        (self.values)(field).first().map_or("", String::as_str)
    }

    /// Whether nothing visible was typed.
    pub fn is_blank(&self, field: &str) -> bool {
        normalise::single_line(self.raw(field)).is_empty()
    }

    pub fn refuse<T>(&mut self, field: &'static str, code: ProblemCode) -> Option<T> {
        if self.prefix.is_empty() {
            self.problems.push(field, code);
        } else {
            self.problems.push(format!("{}{field}", self.prefix), code);
        }
        None
    }

    /// One line of at most `max` characters.
    pub fn line(&mut self, field: &'static str, max: u32) -> Option<String> {
        let line = normalise::single_line(self.raw(field));
        self.limited(field, line, max)
    }

    /// Several lines of at most `max` characters.
    pub fn lines(&mut self, field: &'static str, max: u32) -> Option<String> {
        let text = normalise::text(self.raw(field));
        self.limited(field, text, max)
    }

    fn limited(&mut self, field: &'static str, text: String, max: u32) -> Option<String> {
        let now = u32::try_from(normalise::char_count(&text)).unwrap_or(u32::MAX);
        if now > max {
            return self.refuse(field, ProblemCode::TooLong { max, now });
        }
        Some(text)
    }

    pub fn required_line(&mut self, field: &'static str, max: u32) -> Option<String> {
        let line = self.line(field, max)?;
        if line.is_empty() {
            return self.refuse(field, ProblemCode::Empty);
        }
        Some(line)
    }

    /// A reading in full-width katakana, whatever kana was typed.
    pub fn required_kana(&mut self, field: &'static str, max: u32) -> Option<String> {
        Some(normalise::katakana(&self.required_line(field, max)?))
    }

    /// What `parse` makes of a field; `Some(None)` when nothing was typed.
    pub fn parsed<T>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, ProblemCode>,
    ) -> Option<Option<T>> {
        if self.is_blank(field) {
            return Some(None);
        }
        match parse(self.raw(field)) {
            Ok(value) => Some(Some(value)),
            Err(code) => self.refuse(field, code),
        }
    }

    /// Like [`Self::parsed`], but nothing typed is a problem.
    pub fn required<T>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, ProblemCode>,
    ) -> Option<T> {
        match self.parsed(field, parse)? {
            Some(value) => Some(value),
            None => self.refuse(field, ProblemCode::Empty),
        }
    }

    /// One of a code list, by its code or label.
    pub fn choice<T>(&mut self, field: &'static str, from: fn(&str) -> Option<T>) -> Option<Option<T>> {
        self.parsed(field, |raw| {
            from(raw.trim()).ok_or_else(|| ProblemCode::UnknownChoice { value: raw.to_owned() })
        })
    }

    pub fn required_choice<T>(&mut self, field: &'static str, from: fn(&str) -> Option<T>) -> Option<T> {
        match self.choice(field, from)? {
            Some(value) => Some(value),
            None => self.refuse(field, ProblemCode::Empty),
        }
    }

    /// Every ticked value, in the order of the code list and without repetition.
    pub fn choices<T: Copy + Ord>(&mut self, field: &'static str, from: fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let mut chosen = Vec::new();
        for raw in (self.values)(field) {
            match from(raw.trim()) {
                Some(value) => chosen.push(value),
                None => return self.refuse(field, ProblemCode::UnknownChoice { value: raw.clone() }),
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        Some(chosen)
    }

    /// A box that is ticked (`1`) or not.
    pub fn flag(&mut self, field: &'static str) -> Option<bool> {
        match self.raw(field).trim() {
            "" => Some(false),
            "1" => Some(true),
            other => {
                let value = other.to_owned();
                self.refuse(field, ProblemCode::UnknownChoice { value })
            }
        }
    }

    /// A number of people or things from 0 to `max`.
    pub fn count(&mut self, field: &'static str, max: u32) -> Option<Option<u32>> {
        self.parsed(field, |raw| {
            let number = normalise::number(raw)?;
            u32::try_from(number)
                .ok()
                .filter(|number| *number <= max)
                .ok_or(ProblemCode::OutOfRange {
                    min: 0,
                    max: i64::from(max),
                })
        })
    }

    /// A number of people or things within limits, both included; nothing typed is a problem.
    pub fn required_count(&mut self, field: &'static str, min: u32, max: u32) -> Option<u32> {
        match self.count(field, max)? {
            Some(number) if number >= min => Some(number),
            Some(_) => self.refuse(
                field,
                ProblemCode::OutOfRange {
                    min: i64::from(min),
                    max: i64::from(max),
                },
            ),
            None => self.refuse(field, ProblemCode::Empty),
        }
    }

    /// Several lines of at most `max` characters; nothing typed is a problem.
    pub fn required_lines(&mut self, field: &'static str, max: u32) -> Option<String> {
        let text = self.lines(field, max)?;
        if text.is_empty() {
            return self.refuse(field, ProblemCode::Empty);
        }
        Some(text)
    }

    /// An amount of money that is not negative.
    pub fn money(&mut self, field: &'static str) -> Option<Option<Yen>> {
        self.parsed(field, |raw| match normalise::money(raw)? {
            yen if yen >= Yen::ZERO && yen <= Yen::new(MOST_YEN) => Ok(yen),
            _ => Err(ProblemCode::OutOfRange { min: 0, max: MOST_YEN }),
        })
    }

    /// A day.
    pub fn day(&mut self, field: &'static str) -> Option<Option<Day>> {
        self.parsed(field, normalise::date)
    }

    pub fn required_day(&mut self, field: &'static str) -> Option<Day> {
        self.required(field, normalise::date)
    }

    /// A first and a last day in this order.
    pub fn period(&mut self, from: &'static str, to: &'static str) -> Option<(Day, Day)> {
        let (first, last) = (self.required_day(from), self.required_day(to));
        let (first, last) = (first?, last?);
        if last < first {
            let other = Field::new(from);
            return self.refuse(to, ProblemCode::DateBefore { other });
        }
        Some((first, last))
    }

    /// A day that is not after `today`.
    pub fn past_day(&mut self, field: &'static str, today: Day) -> Option<Option<Day>> {
        self.parsed(field, |raw| match normalise::date(raw)? {
            day if day > today => Err(ProblemCode::InFuture),
            day => Ok(day),
        })
    }

    pub fn rate(&mut self, field: &'static str) -> Option<Option<Rate>> {
        self.parsed(field, normalise::rate)
    }

    pub fn fiscal_year(&mut self, field: &'static str) -> Option<Option<FiscalYear>> {
        self.parsed(field, normalise::fiscal_year)
    }

    pub fn email(&mut self, field: &'static str) -> Option<Option<Email>> {
        self.parsed(field, Email::parse)
    }

    pub fn phone(&mut self, field: &'static str) -> Option<Option<Phone>> {
        self.parsed(field, Phone::parse)
    }
}
