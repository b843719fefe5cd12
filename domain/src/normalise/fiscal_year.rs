//! Fiscal years as people write them: `令和8年度`, `R8`, `2026年度`, `FY2026`.

use super::date::{YEARS, year_alone};
use super::digits::narrow;
use crate::problem::ProblemCode;
use crate::value::FiscalYear;

/// Reads a fiscal year.
///
/// # Errors
///
/// `Empty`; `NotAFiscalYear`; `AmbiguousEra` for a year of one or two digits without era; `OutOfRange` for years before
/// 1873 or after 2100.
pub fn fiscal_year(typed: &str) -> Result<FiscalYear, ProblemCode> {
    let compact: String = narrow(typed)
        .chars()
        .filter(|&c| c != ' ')
        .collect::<String>()
        .to_ascii_uppercase();
    if compact.is_empty() {
        return Err(ProblemCode::Empty);
    }
    // The long display forms add the months in parentheses.
    let main = match compact.split_once('(') {
        Some((main, note)) if note.ends_with(')') => main,
        Some(_) => return Err(ProblemCode::NotAFiscalYear),
        None => compact.as_str(),
    };
    let year = main
        .strip_prefix("FY")
        .or_else(|| main.strip_prefix("西暦"))
        .unwrap_or(main);
    let year = year.strip_suffix('度').unwrap_or(year);
    let Some(western) = year_alone(year) else {
        let digits = year.strip_suffix('年').unwrap_or(year);
        let is_short_year = matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit());
        return Err(if is_short_year {
            ProblemCode::AmbiguousEra
        } else {
            ProblemCode::NotAFiscalYear
        });
    };
    let out_of_range = ProblemCode::OutOfRange {
        min: (*YEARS.start()).into(),
        max: (*YEARS.end()).into(),
    };
    FiscalYear::new(western)
        .filter(|_| YEARS.contains(&western))
        .ok_or(out_of_range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn 年度のいろいろな書き方() {
        let year = FiscalYear::new(2026).unwrap();
        for typed in [
            "令和8年度",
            "令和８年度",
            "R8",
            "R8年度",
            "2026年度",
            "2026",
            "FY2026",
            "fy 2026",
            "２０２６年度",
            "令和8年",
        ] {
            assert_eq!(fiscal_year(typed), Ok(year), "{typed}");
        }
        for lang in [Lang::Ja, Lang::En] {
            assert_eq!(fiscal_year(&year.name(lang)), Ok(year));
            assert_eq!(fiscal_year(&year.long_name(lang)), Ok(year));
        }
        assert_eq!(fiscal_year("令和元年度"), fiscal_year("平成31年度"));
    }

    #[test]
    fn 年度でないもの() {
        assert_eq!(fiscal_year("8年度"), Err(ProblemCode::AmbiguousEra));
        assert_eq!(fiscal_year("26"), Err(ProblemCode::AmbiguousEra));
        for typed in ["来年度", "R", "202", "20261", "2026年度上期", "令和0年度", "R100"] {
            assert_eq!(fiscal_year(typed), Err(ProblemCode::NotAFiscalYear), "{typed}");
        }
        assert_eq!(
            fiscal_year("0206"),
            Err(ProblemCode::OutOfRange { min: 1873, max: 2100 })
        );
        assert_eq!(fiscal_year(""), Err(ProblemCode::Empty));
    }
}
