//! Telephone numbers as people write them: `03(5253)1111`, `０３−５２５３−１１１１ 内線 123`, `+81 3 5253 1111`.

use super::digits::{narrow, unify_hyphens};
use super::text::single_line;
use crate::problem::ProblemCode;
use crate::value::Phone;

/// Words that introduce an extension.
const EXTENSION: [&str; 5] = ["内線番号", "内線", "ext.", "ext", "#"];

/// Reads a telephone number; what was typed stays as the shown form.
///
/// # Errors
///
/// `Empty` or `NotAPhone`.
pub fn phone(typed: &str) -> Result<Phone, ProblemCode> {
    let raw = single_line(typed);
    if raw.is_empty() {
        return Err(ProblemCode::Empty);
    }
    let plain = unify_hyphens(&narrow(&raw)).to_ascii_lowercase();
    let main = ["tel.", "tel:", "tel", "電話番号", "電話"]
        .iter()
        .find_map(|label| plain.strip_prefix(label))
        .unwrap_or(&plain);
    let main = main.trim_start_matches([':', ' ']);
    let (number, extension) = split_extension(main)?;
    let e164 = to_e164(number).ok_or(ProblemCode::NotAPhone)?;
    Ok(Phone { raw, e164, extension })
}

fn split_extension(text: &str) -> Result<(&str, Option<String>), ProblemCode> {
    let Some((start, word)) = EXTENSION.iter().find_map(|word| Some((text.find(word)?, word))) else {
        return Ok((text, None));
    };
    let number = text[..start].trim_end().trim_end_matches(['(', ',', ' ']);
    let after = text[start + word.len()..].trim_matches([':', ' ', ')', '.']);
    let extension: String = after.chars().filter(|&c| c != '-').collect();
    let is_extension = (1..=8).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_digit());
    if is_extension {
        Ok((number, Some(extension)))
    } else {
        Err(ProblemCode::NotAPhone)
    }
}

/// `+81` and nine or ten digits for a number in Japan, otherwise `+`, country and number as given.
fn to_e164(number: &str) -> Option<String> {
    let number = number.trim();
    if !number.chars().all(|c| c.is_ascii_digit() || " -().+/".contains(c)) {
        return None;
    }
    let digits_of = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let Some(international) = number.strip_prefix('+') else {
        let digits = digits_of(number);
        let national = digits.strip_prefix('0').filter(|_| !number.contains('+'))?;
        return japanese(national);
    };
    if international.contains('+') {
        return None;
    }
    let digits = digits_of(international);
    if let Some(national) = digits.strip_prefix("81") {
        return japanese(national.strip_prefix('0').unwrap_or(national));
    }
    let is_foreign = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    is_foreign.then(|| format!("+{digits}"))
}

/// A number in Japan without its leading zero: nine digits, ten for mobiles and free calls.
fn japanese(national: &str) -> Option<String> {
    let is_complete = matches!(national.len(), 9 | 10) && !national.starts_with('0');
    is_complete.then(|| format!("+81{national}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 電話番号のいろいろな書き方() {
        let forms = [
            "03(5253)1111",
            "０３−５２５３−１１１１",
            "+81 3 5253 1111",
            "+81(0)3-5253-1111",
            "0352531111",
            "TEL：03-5253-1111",
        ];
        for typed in forms {
            assert_eq!(phone(typed).unwrap().e164(), "+81352531111", "{typed}");
        }
        assert_eq!(phone("090-1234-5678").unwrap().e164(), "+819012345678");
        assert_eq!(phone("0120-000-000").unwrap().e164(), "+81120000000");
        assert_eq!(phone("+1 202 555 0100").unwrap().e164(), "+12025550100");
        assert_eq!(
            phone(" ０３（５２５３）１１１１ ").unwrap().as_str(),
            "０３（５２５３）１１１１"
        );
    }

    #[test]
    fn 内線() {
        for typed in [
            "03-5253-1111（内線123）",
            "03-5253-1111 内線：123",
            "03-5253-1111 ext. 123",
            "03-5253-1111内線番号１２３",
        ] {
            let parsed = phone(typed).unwrap();
            assert_eq!(
                (parsed.e164(), parsed.extension()),
                ("+81352531111", Some("123")),
                "{typed}"
            );
        }
        assert_eq!(phone("03-5253-1111").unwrap().extension(), None);
    }

    #[test]
    fn 電話番号でないもの() {
        for typed in [
            "110",
            "5253-1111",
            "03-5253-111",
            "03-5253-111111",
            "03-5253-1111 内線",
            "電話なし",
            "+0 123 456 789",
            "00352531111",
            "+81+3 5253 1111",
        ] {
            assert_eq!(phone(typed), Err(ProblemCode::NotAPhone), "{typed}");
        }
        assert_eq!(phone(""), Err(ProblemCode::Empty));
    }

    #[test]
    fn 保存した形は読み直せる() {
        let typed = phone("０３−５２５３−１１１１　内線　１２３").unwrap();
        let json = serde_json::to_string(&typed).unwrap();
        assert_eq!(serde_json::from_str::<Phone>(&json).unwrap(), typed);
    }
}
