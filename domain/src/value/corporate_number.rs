//! The corporate number (法人番号): a check digit followed by twelve digits. A wrong check digit is a warning only.

use std::fmt;

use super::serde_as_text;
use crate::normalise::numeric_code;
use crate::problem::ProblemCode;

/// A corporate number of thirteen digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorporateNumber(String);

impl CorporateNumber {
    /// Reads a number in any width, with spaces or hyphens.
    ///
    /// # Errors
    ///
    /// `Empty`, or `NotACorporateNumber` when it has not thirteen digits.
    pub fn parse(typed: &str) -> Result<Self, ProblemCode> {
        let digits = numeric_code(typed);
        if digits.is_empty() {
            return Err(ProblemCode::Empty);
        }
        if digits.len() != 13 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ProblemCode::NotACorporateNumber);
        }
        Ok(Self(digits))
    }

    /// Puts the check digit before a body of twelve digits.
    pub fn with_check_digit(body: &str) -> Option<Self> {
        let is_body = body.len() == 12 && body.bytes().all(|byte| byte.is_ascii_digit());
        is_body.then(|| Self(format!("{}{body}", check_digit(body))))
    }

    /// The digits without separators.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the first digit fits the others.
    pub fn check_digit_ok(&self) -> bool {
        let (first, body) = self.0.split_at(1);
        first == check_digit(body).to_string()
    }

    /// The digits in groups of four after the check digit: `6 0000 1207 0001`.
    pub fn grouped(&self) -> String {
        let digits = &self.0;
        format!("{} {} {} {}", &digits[..1], &digits[1..5], &digits[5..9], &digits[9..])
    }
}

/// 9 − (Σ digit × weight mod 9), with the weights 1, 2, 1, … from the right (法人番号の指定等に関する省令 第2条).
fn check_digit(body: &str) -> u32 {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(position, byte)| u32::from(byte - b'0') * if position.is_multiple_of(2) { 1 } else { 2 })
        .sum();
    9 - sum % 9
}

impl fmt::Display for CorporateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl std::str::FromStr for CorporateNumber {
    type Err = ProblemCode;

    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        Self::parse(text)
    }
}

serde_as_text!(CorporateNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 公表された番号で検査用数字を確かめる() {
        let ministry = CorporateNumber::parse("6000012070001").unwrap();
        assert!(ministry.check_digit_ok());
        assert_eq!(
            CorporateNumber::with_check_digit("000012070001"),
            Some(ministry.clone())
        );
        assert_eq!(ministry.grouped(), "6 0000 1207 0001");
        assert_eq!(CorporateNumber::parse(&ministry.grouped()), Ok(ministry));
        assert!(!CorporateNumber::parse("7000012070001").unwrap().check_digit_ok());
    }

    #[test]
    fn 桁数が違えば断る() {
        assert_eq!(
            CorporateNumber::parse("600001207000"),
            Err(ProblemCode::NotACorporateNumber)
        );
        assert_eq!(
            CorporateNumber::parse("60000120700011"),
            Err(ProblemCode::NotACorporateNumber)
        );
        assert_eq!(CorporateNumber::parse(""), Err(ProblemCode::Empty));
        assert!(CorporateNumber::parse("６−００００−１２０７−０００１").is_ok());
    }
}
