//! Takes a JSON file apart: a list of objects, or an object whose `programs` is one. The list is read entry by entry
//! and never held as a whole.

use std::collections::HashMap;
use std::io::{BufReader, Read};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::column::Column;
use super::source::{Gone, Piece, Pieces, Row, RowFault};

/// Reads a whole file of UTF-8 text and hands over what it finds.
pub fn read(source: impl Read, pieces: &Pieces) -> Result<(), Gone> {
    let mut reading = Reading {
        pieces,
        number: 0,
        columns: HashMap::new(),
        gone: false,
        found: false,
    };
    let mut deserializer = serde_json::Deserializer::from_reader(BufReader::with_capacity(64 * 1024, source));
    let outcome = deserializer
        .deserialize_any(Top(&mut reading))
        .and_then(|()| deserializer.end());
    if reading.gone {
        return Err(Gone);
    }
    match outcome {
        Err(fault) => pieces.give(Piece::Broken(fault.to_string())),
        Ok(()) if !reading.found => pieces.give(Piece::Broken("there is no list \"programs\"".to_owned())),
        Ok(()) => Ok(()),
    }
}

struct Reading<'a> {
    pieces: &'a Pieces,
    number: u64,
    /// What the names of members mean, as far as they have occurred.
    columns: HashMap<String, Option<Column>>,
    gone: bool,
    found: bool,
}

/// The outermost value.
struct Top<'a, 'b>(&'a mut Reading<'b>);

/// The list of programs, wherever it stands.
struct Programs<'a, 'b>(&'a mut Reading<'b>);

impl<'de> Visitor<'de> for Top<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of programs, or an object with the list \"programs\"")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        Programs(self.0).visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<String>()? {
            if key == "programs" {
                object.next_value_seed(Programs(self.0))?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Programs<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Programs<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of programs")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.found = true;
        while let Some(entry) = list.next_element::<Value>()? {
            if self.0.give(entry).is_err() {
                self.0.gone = true;
                return Err(serde::de::Error::custom("nobody reads on"));
            }
        }
        Ok(())
    }
}

impl Reading<'_> {
    fn give(&mut self, entry: Value) -> Result<(), Gone> {
        self.number += 1;
        let Value::Object(entry) = entry else {
            return self.pieces.give(Piece::BadRow(self.number, RowFault::NotAnObject));
        };
        let mut row = Row {
            number: self.number,
            cells: Vec::new(),
        };
        for (name, value) in entry {
            if let Err(fault) = self.add(&mut row, name, value)? {
                return self.pieces.give(Piece::BadRow(self.number, fault));
            }
        }
        self.pieces.give(Piece::Row(row))
    }

    /// The column of a member's name; an unknown name is told when it occurs first.
    fn column(&mut self, name: String) -> Result<Option<Column>, Gone> {
        if let Some(known) = self.columns.get(&name) {
            return Ok(*known);
        }
        let column = Column::from_heading(&name);
        if column.is_none() {
            self.pieces.give(Piece::Ignored(name.clone()))?;
        }
        self.columns.insert(name, column);
        Ok(column)
    }

    /// Adds a member; an object as value adds its own members, so that `{"contact": {"tel": …}}` is `contact_tel`.
    fn add(&mut self, row: &mut Row, name: String, value: Value) -> Result<Result<(), RowFault>, Gone> {
        if let Value::Object(parts) = value {
            for (part, value) in parts {
                if value.is_object() {
                    return Ok(Err(RowFault::NotAText {
                        column: format!("{name}.{part}"),
                    }));
                }
                if let Err(fault) = self.add(row, format!("{name}_{part}"), value)? {
                    return Ok(Err(fault));
                }
            }
            return Ok(Ok(()));
        }
        let Some(column) = self.column(name)? else {
            return Ok(Ok(()));
        };
        let texts = match value {
            Value::Array(values) => values.into_iter().map(text).collect(),
            value => text(value).map(|text| vec![text]),
        };
        Ok(match texts {
            Some(texts) => row.add(column, texts),
            None => Err(RowFault::NotAText {
                column: column.name().to_owned(),
            }),
        })
    }
}

/// The text of a plain value; `null` is empty.
fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text),
        Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    fn pieces_of(text: &str) -> Vec<Piece> {
        let (sender, mut receiver) = mpsc::channel(100);
        read(text.as_bytes(), &Pieces(sender)).unwrap();
        std::iter::from_fn(|| receiver.try_recv().ok()).collect()
    }

    #[test]
    fn 配列でも入れ物つきでも読める() {
        let list = r#"[{"title": "a", "areas": ["東京", 14], "capacity": 8, "備考": null}]"#;
        let wrapped = format!(r#"{{"version": 1, "programs": {list}}}"#);
        for text in [list, &wrapped] {
            let pieces = pieces_of(text);
            assert_eq!(pieces[0], Piece::Ignored("備考".to_owned()));
            let Piece::Row(row) = &pieces[1] else {
                panic!("{pieces:?}")
            };
            assert_eq!(row.number, 1);
            assert_eq!(row.values(Column::Field("pref")).collect::<Vec<_>>(), ["東京", "14"]);
            assert_eq!(row.values(Column::Field("capacity")).collect::<Vec<_>>(), ["8"]);
        }
    }

    #[test]
    fn 入れ子の問合せ先は平らにする() {
        let pieces =
            pieces_of(r#"[{"contact": {"email": "a@example.jp", "tel": null}, "period": {"from": "2026-04-01"}}]"#);
        let Piece::Row(row) = &pieces[0] else {
            panic!("{pieces:?}")
        };
        assert_eq!(row.values(Column::Field("contact_email")).count(), 1);
        assert_eq!(row.values(Column::Field("period_from")).count(), 1);
    }

    #[test]
    fn 壊れた所までの行は読める() {
        let pieces = pieces_of(r#"[{"title": "a"}, 3, {"title": {"x": {}}}, {"title": "b""#);
        assert!(matches!(&pieces[0], Piece::Row(_)));
        assert_eq!(pieces[1], Piece::BadRow(2, RowFault::NotAnObject));
        assert!(matches!(&pieces[2], Piece::BadRow(3, RowFault::NotAText { .. })));
        assert!(matches!(&pieces[3], Piece::Broken(_)));
        assert!(matches!(pieces_of("{}").as_slice(), [Piece::Broken(_)]));
        assert!(matches!(pieces_of("3").as_slice(), [Piece::Broken(_)]));
    }
}
