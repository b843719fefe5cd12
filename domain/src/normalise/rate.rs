//! Rates as people write them: `2/3`, `３分の２`, `66.7％`, `8割`.

use super::digits::narrow;
use super::quantity::Prepared;
use crate::problem::ProblemCode;
use crate::value::Rate;

/// Reads a rate from 0 to 1.
///
/// # Errors
///
/// `Empty`; `NotARate`; `OutOfRange` (in percent) when it is above 1 or below 0.
pub fn rate(typed: &str) -> Result<Rate, ProblemCode> {
    let narrowed: String = narrow(typed).replace(' ', "");
    if narrowed.is_empty() {
        return Err(ProblemCode::Empty);
    }
    // The display form adds the percentage in parentheses: 2/3（66.7％）.
    let main = match narrowed.split_once('(') {
        Some((main, note)) if note.ends_with("%)") => main,
        Some(_) => return Err(ProblemCode::NotARate),
        None => narrowed.as_str(),
    };
    if let Some((numerator, denominator)) = main.split_once(['/', '／', '⁄']) {
        return from_fraction(numerator, denominator);
    }
    if let Some((denominator, numerator)) = main.split_once("分の") {
        return from_fraction(numerator, denominator);
    }
    from_decimal(main)
}

fn from_fraction(numerator: &str, denominator: &str) -> Result<Rate, ProblemCode> {
    let parse = |part: &str| {
        let is_plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        is_plain
            .then(|| part.parse::<u32>().ok())
            .flatten()
            .ok_or(ProblemCode::NotARate)
    };
    let (numerator, denominator) = (parse(numerator)?, parse(denominator)?);
    if denominator == 0 {
        return Err(ProblemCode::NotARate);
    }
    Rate::new(numerator, denominator).ok_or(OUT_OF_RANGE)
}

const OUT_OF_RANGE: ProblemCode = ProblemCode::OutOfRange { min: 0, max: 100 };

fn from_decimal(text: &str) -> Result<Rate, ProblemCode> {
    let prepared = Prepared::new(text, &[]);
    let quantity = prepared.read().map_err(|_| ProblemCode::NotARate)?;
    let (value, scale) = quantity.fraction();
    let whole = match quantity.rest {
        "%" | "パーセント" => 100,
        "割" => 10,
        "" => 1,
        _ => return Err(ProblemCode::NotARate),
    };
    let Ok(numerator) = u128::try_from(value) else {
        return Err(OUT_OF_RANGE);
    };
    let Ok(denominator) = u128::try_from(scale * whole) else {
        return Err(ProblemCode::NotARate);
    };
    if numerator > denominator {
        // A plain 66 almost certainly means 66 %, but 2 might as well mean 200 %.
        let percent = u32::try_from(value)
            .ok()
            .filter(|_| whole == 1 && scale == 1 && value <= 100);
        return Err(percent.map_or(OUT_OF_RANGE, |percent| ProblemCode::perhaps(format!("{percent}％"))));
    }
    let divisor = greatest_common_divisor(numerator, denominator).max(1);
    let lowest = (u32::try_from(numerator / divisor), u32::try_from(denominator / divisor));
    match lowest {
        (Ok(numerator), Ok(denominator)) => Rate::new(numerator, denominator).ok_or(OUT_OF_RANGE),
        _ => Err(ProblemCode::NotARate),
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(typed: &str, numerator: u32, denominator: u32) {
        assert_eq!(rate(typed), Ok(Rate::new(numerator, denominator).unwrap()), "{typed}");
    }

    #[test]
    fn 率のいろいろな書き方() {
        is("2/3", 2, 3);
        is("２／３", 2, 3);
        is("３分の２", 2, 3);
        is("2/3（66.7％）", 2, 3);
        is("66.7％", 667, 1000);
        is("66.7 %", 667, 1000);
        is("0.5", 1, 2);
        is("8割", 4, 5);
        is("100%", 1, 1);
        is("0", 0, 1);
        is("1", 1, 1);
    }

    #[test]
    fn 率でないもの() {
        assert_eq!(rate("66"), Err(ProblemCode::perhaps("66％")));
        assert_eq!(rate("101%"), Err(OUT_OF_RANGE));
        assert_eq!(rate("3/2"), Err(OUT_OF_RANGE));
        assert_eq!(rate("-5%"), Err(OUT_OF_RANGE));
        for typed in ["1/0", "1/2/3", "半分", "/", "2/", "50%(約)", "1/99999999999"] {
            assert_eq!(rate(typed), Err(ProblemCode::NotARate), "{typed}");
        }
        assert_eq!(rate(" "), Err(ProblemCode::Empty));
    }
}
