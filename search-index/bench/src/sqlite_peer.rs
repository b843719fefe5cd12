//! SQLite FTS5 over pairs of characters, tables for the filters, all in one file.

use domain::code::Prefecture;
use domain::program::{Area, Listing};
use rusqlite::{Connection, params};

use crate::peer::{Answer, Peer, pairs, text};
use crate::query::Query;
use crate::times::{THIS_THREAD, computed};

pub struct Sqlite {
    connection: Connection,
    folder: tempfile::TempDir,
}

/// A program of 全国 stands in the table of prefectures under this number.
const NATIONWIDE: i64 = 99;

impl Default for Sqlite {
    fn default() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = Connection::open(folder.path().join("peer.db")).expect("a database");
        connection
            .execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
                 PRAGMA cache_size = -262144; PRAGMA mmap_size = 4294967296;
                 CREATE VIRTUAL TABLE texts USING fts5(pairs, content = '', tokenize = 'unicode61');
                 CREATE TABLE in_prefecture (program INTEGER, prefecture INTEGER, PRIMARY KEY (program, prefecture)) WITHOUT ROWID;
                 CREATE TABLE for_purpose (program INTEGER, purpose INTEGER, PRIMARY KEY (program, purpose)) WITHOUT ROWID;
                 CREATE INDEX by_prefecture ON in_prefecture (prefecture, program);
                 CREATE INDEX by_purpose ON for_purpose (purpose, program);
                 CREATE TEMP TABLE found (program INTEGER PRIMARY KEY, rank REAL);",
            )
            .expect("tables");
        Self { connection, folder }
    }
}

impl Peer for Sqlite {
    fn name(&self) -> &'static str {
        "SQLite FTS5"
    }

    fn build(&mut self, programs: &mut dyn Iterator<Item = Listing>) {
        let transaction = self.connection.transaction().expect("a transaction");
        {
            let mut put_text = transaction
                .prepare("INSERT INTO texts (rowid, pairs) VALUES (?, ?)")
                .expect("SQL");
            let mut put_place = transaction
                .prepare("INSERT INTO in_prefecture VALUES (?, ?)")
                .expect("SQL");
            let mut put_purpose = transaction
                .prepare("INSERT OR IGNORE INTO for_purpose VALUES (?, ?)")
                .expect("SQL");
            for program in programs {
                let id = program.id.get();
                put_text
                    .execute(params![id, pairs(&text(&program)).join(" ")])
                    .expect("a row");
                match program.content.area {
                    Area::Nationwide => _ = put_place.execute(params![id, NATIONWIDE]).expect("a row"),
                    Area::Prefectures(set) => set.iter().for_each(|it: Prefecture| {
                        put_place.execute(params![id, it.index() as i64]).expect("a row");
                    }),
                }
                for purpose in program.content.cats() {
                    put_purpose.execute(params![id, purpose.index() as i64]).expect("a row");
                }
            }
        }
        transaction.commit().expect("a commit");
        self.connection
            .execute_batch("INSERT INTO texts (texts) VALUES ('optimize'); ANALYZE;")
            .expect("SQL");
    }

    fn megabytes(&mut self) -> f64 {
        let size = std::fs::metadata(self.folder.path().join("peer.db")).map_or(0, |file| file.len());
        size as f64 / 1e6
    }

    fn ask(&mut self, query: &Query) -> Answer {
        let sql = |text: &str| self.connection.prepare(text).expect("SQL");
        sql("DELETE FROM found").execute([]).expect("SQL");
        if query.words.is_empty() {
            sql("INSERT INTO found SELECT DISTINCT program, -program FROM in_prefecture")
                .execute([])
                .expect("SQL");
        } else {
            let phrases: Vec<String> = query
                .words
                .iter()
                .map(|word| format!("\"{}\"", pairs(word).join(" ")))
                .collect();
            sql("INSERT INTO found SELECT rowid, bm25(texts) FROM texts WHERE texts MATCH ?")
                .execute([phrases.join(" AND ")])
                .expect("a search");
        }
        let place = query.prefecture.map_or(String::from("1"), |it| {
            format!("program IN (SELECT program FROM in_prefecture WHERE prefecture IN ({it}, {NATIONWIDE}))")
        });
        let purpose = query.purpose.map_or(String::from("1"), |it| {
            format!("program IN (SELECT program FROM for_purpose WHERE purpose = {it})")
        });
        let total = sql(&format!("SELECT count(*) FROM found WHERE {place} AND {purpose}"))
            .query_row([], |row| row.get(0))
            .expect("a number");
        let page = sql(&format!(
            "SELECT program FROM found WHERE {place} AND {purpose} ORDER BY rank LIMIT 20"
        ))
        .query_map([], |row| row.get(0))
        .and_then(Iterator::collect)
        .expect("rows");
        let counts = |text: String| -> Vec<(i64, i64)> {
            sql(&text)
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
                .and_then(Iterator::collect)
                .expect("rows")
        };
        Answer {
            total,
            page,
            prefectures: counts(format!(
                "SELECT prefecture, count(*) FROM found JOIN in_prefecture USING (program) WHERE {purpose} GROUP BY 1"
            )),
            purposes: counts(format!(
                "SELECT purpose, count(*) FROM found JOIN for_purpose USING (program) WHERE {place} GROUP BY 1"
            )),
        }
    }

    fn cpu(&self) -> f64 {
        computed(THIS_THREAD)
    }
}
