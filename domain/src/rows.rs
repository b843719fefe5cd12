//! Tables in forms: each row is a form of its own, and its fields carry the name of the table and the number of the row,
//! such as `line2_item`. It reads and names fields; what a row means is the table's business.

use std::collections::BTreeMap;

/// The name of a field in a row of a table; rows count from 1.
pub fn row_field(table: &str, row: usize, field: &str) -> String {
    format!("{table}{row}_{field}")
}

/// A row of a table as it is typed.
pub trait Row: Default {
    /// The name of the table, which begins the names of its fields.
    const TABLE: &'static str;

    /// Takes what was typed into one field of the row; unknown fields are ignored.
    fn put(&mut self, field: &str, value: &str);

    /// Whether nothing was typed into the row, so that it can be left out.
    fn is_blank(&self) -> bool;

    /// All rows in a posted form, in the order of their numbers, without blank ones. At most `max` rows are taken.
    fn rows<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, max: usize) -> Vec<Self> {
        let mut rows: BTreeMap<usize, Self> = BTreeMap::new();
        for (name, value) in pairs {
            if let Some((number, field)) = split(Self::TABLE, name) {
                rows.entry(number).or_default().put(field, value);
            }
        }
        rows.into_values().filter(|row| !row.is_blank()).take(max).collect()
    }
}

/// The number of the row and the field, if the name belongs to the table.
pub(crate) fn split<'a>(table: &str, name: &'a str) -> Option<(usize, &'a str)> {
    let (number, field) = name.strip_prefix(table)?.split_once('_')?;
    let is_plain = !number.is_empty()
        && number.len() <= 4
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.starts_with('0');
    Some((is_plain.then(|| number.parse().ok()).flatten()?, field))
}

/// Makes a form without lists of ticked values the row of a table.
macro_rules! row {
    ($form:ident, $table:literal) => {
        impl $crate::rows::Row for $form {
            const TABLE: &'static str = $table;

            fn put(&mut self, field: &str, value: &str) {
                if let Some(name) = Self::FIELDS.iter().find(|name| **name == field) {
                    self.replace(&[name], [(*name, value)]);
                }
            }

            fn is_blank(&self) -> bool {
                Self::FIELDS
                    .iter()
                    .all(|field| $crate::normalise::single_line(self.text(field)).is_empty())
            }
        }
    };
}

pub(crate) use row;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq)]
    struct Pair(String, String);

    impl Row for Pair {
        const TABLE: &'static str = "pair";

        fn put(&mut self, field: &str, value: &str) {
            match field {
                "a" => self.0 = value.to_owned(),
                "b_c" => self.1 = value.to_owned(),
                _ => {}
            }
        }

        fn is_blank(&self) -> bool {
            self.0.is_empty() && self.1.is_empty()
        }
    }

    #[test]
    fn 行は番号の順に並び空の行はない() {
        let posted = [
            ("pair10_a", "十"),
            ("pair2_b_c", "二"),
            ("pair2_a", "弐"),
            ("pair3_a", ""),
            ("pair01_a", "×"),
            ("pairs1_a", "×"),
            ("pair_a", "×"),
            ("pair99999_a", "×"),
            ("pair4_z", "×"),
        ];
        let rows = Pair::rows(posted, 100);
        assert_eq!(rows, [Pair("弐".into(), "二".into()), Pair("十".into(), String::new())]);
        assert_eq!(Pair::rows(posted, 1).len(), 1);
        assert_eq!(row_field("pair", 2, "b_c"), "pair2_b_c");
    }
}
