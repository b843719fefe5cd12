//! Whole numbers as people write them: `１２，３４５`, `12,345人`, `1.2万`.

use super::quantity::Prepared;
use crate::problem::ProblemCode;
use crate::value::Yen;

/// Units that may follow a number without changing it.
const COUNTERS: [&str; 20] = [
    "",
    "人",
    "名",
    "件",
    "組合",
    "団体",
    "社",
    "事業所",
    "回",
    "歳",
    "部",
    "個",
    "枚",
    "台",
    "点",
    "か所",
    "カ所",
    "ヶ所",
    "箇所",
    "拠点",
];

/// Reads a whole number.
///
/// # Errors
///
/// `Empty`; `NotANumber`; `NotAWholeNumber` when a fraction remains; `OutOfRange` beyond 64 bits; `Ambiguous` for 約 and
/// the like, with the number to confirm.
pub fn number(typed: &str) -> Result<i64, ProblemCode> {
    let prepared = Prepared::new(typed, &[]);
    if prepared.is_empty() {
        return Err(ProblemCode::Empty);
    }
    let quantity = prepared.read()?;
    if !COUNTERS.contains(&quantity.rest) {
        return Err(ProblemCode::NotANumber);
    }
    prepared.exact(quantity.whole(1)?, |number| Yen::new(number).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 数のいろいろな書き方() {
        for typed in [
            "12345",
            "１２，３４５",
            "12,345人",
            " 12,345 人 ",
            "1万2,345",
            "1万2345名",
            "１．２３４５万",
            "012345",
        ] {
            assert_eq!(number(typed), Ok(12_345), "{typed}");
        }
        assert_eq!(number("1.2万"), Ok(12_000));
        assert_eq!(number("3千人"), Ok(3_000));
        assert_eq!(number("0"), Ok(0));
        assert_eq!(number("−5"), Ok(-5));
        assert_eq!(number("5か所"), Ok(5));
        assert_eq!(number("9223372036854775807"), Ok(i64::MAX));
    }

    #[test]
    fn およその数は尋ねる() {
        assert_eq!(number("約1.2万"), Err(ProblemCode::perhaps("12,000")));
        assert_eq!(number("500人程度"), Err(ProblemCode::perhaps("500")));
    }

    #[test]
    fn 数でないもの() {
        for typed in [
            "abc",
            "1,23",
            "1,2345",
            "12 34",
            "1万2万",
            "1億1億",
            "1万12,000",
            "約",
            "-",
            "1.",
            ".5",
            "五百",
            "10〜20",
            "1e3",
            "--1",
        ] {
            assert_eq!(number(typed), Err(ProblemCode::NotANumber), "{typed}");
        }
        assert_eq!(number("1.5人"), Err(ProblemCode::NotAWholeNumber));
        assert_eq!(number(""), Err(ProblemCode::Empty));
        assert_eq!(number("　"), Err(ProblemCode::Empty));
        assert!(matches!(
            number("9223372036854775808"),
            Err(ProblemCode::OutOfRange { .. })
        ));
        assert!(matches!(number(&"9".repeat(1000)), Err(ProblemCode::OutOfRange { .. })));
        assert!(matches!(
            number("99999999999999999999兆"),
            Err(ProblemCode::OutOfRange { .. })
        ));
    }
}
