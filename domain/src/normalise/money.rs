//! Amounts of money as people write them: `¥1,234,000`, `1234千円`, `123万4千円`, `△1,000`.

use super::quantity::Prepared;
use crate::problem::ProblemCode;
use crate::value::Yen;

const CURRENCY: [char; 3] = ['¥', '\\', '金'];
const SUFFIXES: [&str; 9] = [
    "",
    "円",
    "円也",
    "円(税込)",
    "円(税抜)",
    "(税込)",
    "(税抜)",
    "円/年",
    "-",
];

/// Reads an amount in whole yen.
///
/// # Errors
///
/// As for [`number`](super::number()).
pub fn money(typed: &str) -> Result<Yen, ProblemCode> {
    let prepared = Prepared::new(typed, &CURRENCY);
    if prepared.is_empty() {
        return Err(ProblemCode::Empty);
    }
    let quantity = prepared.read()?;
    if !SUFFIXES.contains(&quantity.rest) {
        return Err(ProblemCode::NotANumber);
    }
    let amount = prepared.exact(quantity.whole(1)?, |amount| format!("{}円", Yen::new(amount)))?;
    Ok(Yen::new(amount))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 金額のいろいろな書き方() {
        let forms = [
            "¥1,234,000",
            "￥１，２３４，０００",
            "1234千円",
            "1,234千円",
            "123万4千円",
            "１２３４０００円",
            "123万4,000円",
            "123.4万円",
            "金1,234,000円也",
            "1.234百万円",
            "\\1,234,000-",
        ];
        for typed in forms {
            assert_eq!(money(typed), Ok(Yen::new(1_234_000)), "{typed}");
        }
        assert_eq!(money("1億2,000万円"), Ok(Yen::new(120_000_000)));
        assert_eq!(money("3千万円"), Ok(Yen::new(30_000_000)));
        assert_eq!(money("0円"), Ok(Yen::ZERO));
    }

    #[test]
    fn 負の金額() {
        for typed in [
            "△1,000",
            "▲1,000",
            "-1,000",
            "−１，０００円",
            "¥-1,000",
            "-¥1,000",
            "△ 1千円",
            "マイナス1,000円",
        ] {
            assert_eq!(money(typed), Ok(Yen::new(-1_000)), "{typed}");
        }
    }

    #[test]
    fn 金額でないもの() {
        assert_eq!(money("約100万円"), Err(ProblemCode::perhaps("1,000,000円")));
        assert_eq!(money("100ドル"), Err(ProblemCode::NotANumber));
        assert_eq!(money("0.5円"), Err(ProblemCode::NotAWholeNumber));
        assert_eq!(money("無料"), Err(ProblemCode::NotANumber));
        assert_eq!(money(""), Err(ProblemCode::Empty));
    }
}
