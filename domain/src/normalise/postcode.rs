//! Postcodes as people write them: `〒100-8916`, `1008916`, `１００−８９１６`.

use super::digits::numeric_code;
use crate::problem::ProblemCode;
use crate::value::Postcode;

/// Reads a postcode.
///
/// # Errors
///
/// `Empty` or `NotAPostcode`.
pub fn postcode(typed: &str) -> Result<Postcode, ProblemCode> {
    let code = numeric_code(typed);
    if code.is_empty() {
        return Err(ProblemCode::Empty);
    }
    let digits = code.strip_prefix(['〒', '〶']).unwrap_or(&code);
    Postcode::from_digits(digits).ok_or(ProblemCode::NotAPostcode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 郵便番号のいろいろな書き方() {
        for typed in ["〒100-8916", "1008916", "１００−８９１６", "〒 100 8916", "100ー8916"] {
            assert_eq!(postcode(typed).unwrap().to_string(), "〒100-8916", "{typed}");
        }
    }

    #[test]
    fn 郵便番号でないもの() {
        for typed in ["100-891", "100-89160", "〒", "abc-defg", "〒〒1008916"] {
            assert_eq!(postcode(typed), Err(ProblemCode::NotAPostcode), "{typed}");
        }
        assert_eq!(postcode(" - "), Err(ProblemCode::Empty));
    }
}
