//! The number of an insurer (保険者番号): law code 2 + prefecture 2 + insurer 3 + check digit 1, and six digits without the
//! law code for national health insurance (domain §5.2). A wrong check digit is a warning, so it does not keep a number
//! from existing.

use std::fmt;

use super::serde_as_text;
use crate::code::Prefecture;
use crate::normalise::numeric_code;
use crate::problem::ProblemCode;

/// An insurer number of eight or six digits; leading zeros are kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InsurerNumber(String);

impl InsurerNumber {
    /// Reads a number in any width, with spaces or hyphens.
    ///
    /// # Errors
    ///
    /// `Ambiguous` for seven or five digits, with the number that results from a lost leading zero, as spreadsheets cut
    /// it off; `NotAnInsurerNumber` for everything else.
    pub fn parse(typed: &str) -> Result<Self, ProblemCode> {
        let digits = numeric_code(typed);
        if digits.is_empty() {
            return Err(ProblemCode::Empty);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ProblemCode::NotAnInsurerNumber);
        }
        match digits.len() {
            8 | 6 => Ok(Self(digits)),
            7 | 5 => Err(ProblemCode::perhaps(format!("0{digits}"))),
            _ => Err(ProblemCode::NotAnInsurerNumber),
        }
    }

    /// Completes a body of seven or five digits with its check digit.
    pub fn with_check_digit(body: &str) -> Option<Self> {
        let is_body = matches!(body.len(), 7 | 5) && body.bytes().all(|byte| byte.is_ascii_digit());
        is_body.then(|| Self(format!("{body}{}", check_digit(body))))
    }

    /// The digits without separators.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the last digit fits the others.
    pub fn check_digit_ok(&self) -> bool {
        let (body, last) = self.0.split_at(self.0.len() - 1);
        last == check_digit(body).to_string()
    }

    /// The law code (法別番号), such as `06` for health insurance societies; numbers of six digits have none.
    pub fn law_code(&self) -> Option<&str> {
        (self.0.len() == 8).then(|| &self.0[..2])
    }

    /// The prefecture that the number names, if it is one of 01 to 47.
    pub fn prefecture(&self) -> Option<Prefecture> {
        let start = if self.0.len() == 8 { 2 } else { 0 };
        Prefecture::from_code(&self.0[start..start + 2])
    }

    /// The digits in their groups, for the eye: `06 13 990 1`, `13 301 2`.
    pub fn grouped(&self) -> String {
        let tail = &self.0[self.0.len() - 6..];
        let groups = format!("{} {} {}", &tail[..2], &tail[2..5], &tail[5..]);
        match self.law_code() {
            Some(law_code) => format!("{law_code} {groups}"),
            None => groups,
        }
    }
}

/// The check digit of a body: weights 2, 1, 2, … from the right, digit sums, then what is missing to the next ten.
fn check_digit(body: &str) -> u32 {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(position, byte)| {
            let product = u32::from(byte - b'0') * if position.is_multiple_of(2) { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

impl fmt::Display for InsurerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl std::str::FromStr for InsurerNumber {
    type Err = ProblemCode;

    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        Self::parse(text)
    }
}

serde_as_text!(InsurerNumber);

#[cfg(test)]
mod tests {
    use super::*;

    fn number(typed: &str) -> InsurerNumber {
        InsurerNumber::parse(typed).unwrap()
    }

    #[test]
    fn 公表された例で検証番号を確かめる() {
        for valid in [
            "33120015", "06130488", "06139901", "06139919", "06279905", "06239909", "63139901",
        ] {
            assert!(number(valid).check_digit_ok(), "{valid}");
        }
        assert!(!number("06139902").check_digit_ok());
        assert_eq!(InsurerNumber::with_check_digit("3312001"), Some(number("33120015")));
        assert_eq!(InsurerNumber::with_check_digit("0613048"), Some(number("06130488")));
        assert_eq!(InsurerNumber::with_check_digit("061304"), None);
        assert_eq!(InsurerNumber::with_check_digit("061304a"), None);
    }

    #[test]
    fn 書き方の違いは受け付ける() {
        for typed in [
            "06139901",
            "０６１３９９０１",
            "06-13-9901",
            "06 13 990 1",
            " 06‐13ー990−1 ",
        ] {
            assert_eq!(number(typed).as_str(), "06139901", "{typed}");
        }
        assert_eq!(number(&number("06139901").grouped()), number("06139901"));
    }

    #[test]
    fn 桁が足りなければ尋ねる() {
        assert_eq!(InsurerNumber::parse("6139901"), Err(ProblemCode::perhaps("06139901")));
        assert_eq!(InsurerNumber::parse("0613990"), Err(ProblemCode::perhaps("00613990")));
        for wrong in ["0613", "061399011", "0613990A", "六一三九九〇一"] {
            assert_eq!(
                InsurerNumber::parse(wrong),
                Err(ProblemCode::NotAnInsurerNumber),
                "{wrong}"
            );
        }
        assert_eq!(InsurerNumber::parse("　"), Err(ProblemCode::Empty));
    }

    #[test]
    fn 番号の各部分() {
        let society = number("06139901");
        assert_eq!(society.law_code(), Some("06"));
        assert_eq!(society.prefecture(), Some(Prefecture::Tokyo));
        assert_eq!(society.grouped(), "06 13 990 1");
        let national = InsurerNumber::with_check_digit("13301").unwrap();
        assert_eq!(national.law_code(), None);
        assert_eq!(national.prefecture(), Some(Prefecture::Tokyo));
        assert_eq!(number("06999901").prefecture(), None);
    }
}
