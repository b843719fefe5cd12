//! The number on a receipt (受付番号): year of the era, code of the call, serial number. It only formats; serials are given by
//! the store.

use crate::value::FiscalYear;

/// `R07-KD-0001` for the first application to the call `KD` of 令和7年度.
pub fn receipt_number(year: FiscalYear, call: &str, serial: u32) -> String {
    let year = match year.era() {
        Some(era) => format!("{}{:02}", era.era.initial(), era.year),
        None => year.get().to_string(),
    };
    format!("{year}-{call}-{serial:04}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 受付番号は和暦の年度で始まる() {
        let of = |year, serial| receipt_number(FiscalYear::new(year).unwrap(), "KD", serial);
        assert_eq!(of(2025, 1), "R07-KD-0001");
        assert_eq!(of(2019, 12_345), "R01-KD-12345");
        assert_eq!(of(2018, 7), "H30-KD-0007");
    }
}
