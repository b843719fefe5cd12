//! Quantities as people write them: `２．５`, `1,200部`, `3回`.

use super::quantity::Prepared;
use crate::problem::ProblemCode;
use crate::value::Quantity;

const OUT_OF_RANGE: ProblemCode = ProblemCode::OutOfRange {
    min: 0,
    max: 1_000_000_000,
};

/// Reads a quantity with at most three decimals; a counter after the number is allowed.
///
/// # Errors
///
/// `Empty`; `NotANumber`; `OutOfRange` when negative or too large; `TooMany` decimals.
pub fn decimal(typed: &str) -> Result<Quantity, ProblemCode> {
    let prepared = Prepared::new(typed, &[]);
    if prepared.is_empty() {
        return Err(ProblemCode::Empty);
    }
    let quantity = prepared.read()?;
    let is_counter = quantity.rest.chars().count() <= 4 && quantity.rest.chars().all(char::is_alphabetic);
    if !is_counter {
        return Err(ProblemCode::NotANumber);
    }
    let (value, scale) = quantity.fraction();
    let thousandths = value.checked_mul(1_000).ok_or(OUT_OF_RANGE)?;
    if thousandths % scale != 0 {
        return Err(ProblemCode::TooMany { max: 3 });
    }
    let read = u64::try_from(thousandths / scale)
        .ok()
        .and_then(Quantity::from_thousandths)
        .ok_or(OUT_OF_RANGE)?;
    prepared.exact(0, |_| read.to_string())?;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 数量のいろいろな書き方() {
        let of = |thousandths| Quantity::from_thousandths(thousandths).unwrap();
        assert_eq!(decimal("２．５"), Ok(of(2_500)));
        assert_eq!(decimal("1,200部"), Ok(of(1_200_000)));
        assert_eq!(decimal("3回"), Ok(of(3_000)));
        assert_eq!(decimal("1.2万部"), Ok(of(12_000_000)));
        assert_eq!(decimal("約3"), Err(ProblemCode::perhaps("3")));
        assert_eq!(decimal("0.0001"), Err(ProblemCode::TooMany { max: 3 }));
        assert_eq!(decimal("-1"), Err(OUT_OF_RANGE));
        assert_eq!(decimal("一式"), Err(ProblemCode::NotANumber));
        assert_eq!(decimal("3/4"), Err(ProblemCode::NotANumber));
        assert_eq!(decimal("　"), Err(ProblemCode::Empty));
    }
}
