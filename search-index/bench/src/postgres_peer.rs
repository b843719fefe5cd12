//! PostgreSQL full-text search over pairs of characters with a GIN index, tables for the filters, one statement per
//! question.

use std::fmt::Write as _;

use domain::code::Prefecture;
use domain::program::{Area, Listing};
use postgres::{Client, NoTls};

use crate::peer::{Answer, Peer, pairs, text};
use crate::query::Query;
use crate::times::{THIS_THREAD, computed};

pub struct Postgres {
    client: Client,
    /// Where the system tells what the serving process has computed.
    schedstat: String,
}

/// A program of 全国 stands in the table of prefectures under this number.
const NATIONWIDE: i64 = 99;

/// Rows per statement while building.
const ROWS: usize = 200;

impl Postgres {
    pub fn new(url: &str) -> Self {
        let mut client = Client::connect(url, NoTls).expect("PostgreSQL");
        let process: i32 = client.query_one("SELECT pg_backend_pid()", &[]).expect("SQL").get(0);
        client
            .batch_execute(
                "SET max_parallel_workers_per_gather = 0; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; SET jit = off;
                 DROP TABLE IF EXISTS texts, in_prefecture, for_purpose;
                 CREATE UNLOGGED TABLE texts (program bigint PRIMARY KEY, pairs tsvector);
                 CREATE UNLOGGED TABLE in_prefecture (program bigint, prefecture bigint, PRIMARY KEY (program, prefecture));
                 CREATE UNLOGGED TABLE for_purpose (program bigint, purpose bigint, PRIMARY KEY (program, purpose));",
            )
            .expect("tables");
        Self {
            client,
            schedstat: format!("/proc/{process}/schedstat"),
        }
    }

    fn put(&mut self, programs: &[Listing]) {
        let (mut texts, mut places, mut purposes) = (String::new(), String::new(), String::new());
        for program in programs {
            let id = program.id.get();
            let mut vector = String::new();
            for (place, pair) in (1..).zip(pairs(&text(program))) {
                _ = write!(vector, "{pair}:{place} ");
            }
            _ = write!(texts, "({id},'{vector}'),");
            match program.content.area {
                Area::Nationwide => _ = write!(places, "({id},{NATIONWIDE}),"),
                Area::Prefectures(set) => set.iter().for_each(|it: Prefecture| {
                    _ = write!(places, "({id},{}),", it.index());
                }),
            }
            for purpose in program.content.cats() {
                _ = write!(purposes, "({id},{}),", purpose.index());
            }
        }
        let end = |values: &str| values.trim_end_matches(',').to_owned();
        self.client
            .batch_execute(&format!(
                "INSERT INTO texts VALUES {}; INSERT INTO in_prefecture VALUES {}; INSERT INTO for_purpose VALUES {} ON CONFLICT DO NOTHING;",
                end(&texts),
                end(&places),
                end(&purposes)
            ))
            .expect("rows");
    }
}

impl Peer for Postgres {
    fn name(&self) -> &'static str {
        "PostgreSQL tsvector"
    }

    fn build(&mut self, programs: &mut dyn Iterator<Item = Listing>) {
        loop {
            let some: Vec<Listing> = programs.take(ROWS).collect();
            if some.is_empty() {
                break;
            }
            self.put(&some);
        }
        // One by one, because several statements sent together are a transaction, and VACUUM refuses to be in one.
        for sql in [
            "CREATE INDEX ON texts USING gin (pairs)",
            "CREATE INDEX ON in_prefecture (prefecture, program)",
            "CREATE INDEX ON for_purpose (purpose, program)",
            "VACUUM ANALYZE texts",
            "VACUUM ANALYZE in_prefecture",
            "VACUUM ANALYZE for_purpose",
        ] {
            self.client.batch_execute(sql).expect("indexes");
        }
    }

    fn megabytes(&mut self) -> f64 {
        let sql = "SELECT pg_total_relation_size('texts') + pg_total_relation_size('in_prefecture') + pg_total_relation_size('for_purpose')";
        let bytes: i64 = self.client.query_one(sql, &[]).expect("SQL").get(0);
        bytes as f64 / 1e6
    }

    fn ask(&mut self, query: &Query) -> Answer {
        let phrases: Vec<String> = query
            .words
            .iter()
            .map(|word| {
                pairs(word)
                    .iter()
                    .map(|pair| format!("'{pair}'"))
                    .collect::<Vec<_>>()
                    .join(" <-> ")
            })
            .collect();
        let words = phrases.join(" & ").replace('\'', "''");
        let found = if query.words.is_empty() {
            "SELECT program, -program::real AS rank FROM texts".to_owned()
        } else {
            format!(
                "SELECT program, -ts_rank(pairs, '{words}'::tsquery) AS rank FROM texts WHERE pairs @@ '{words}'::tsquery"
            )
        };
        let place = query.prefecture.map_or(String::from("true"), |it| {
            format!("program IN (SELECT program FROM in_prefecture WHERE prefecture IN ({it}, {NATIONWIDE}))")
        });
        let purpose = query.purpose.map_or(String::from("true"), |it| {
            format!("program IN (SELECT program FROM for_purpose WHERE purpose = {it})")
        });
        let sql = format!(
            "WITH found AS MATERIALIZED ({found}), kept AS MATERIALIZED (SELECT * FROM found WHERE {place} AND {purpose})
             SELECT 0, 0::bigint, count(*) FROM kept
             UNION ALL SELECT 1, program, 0 FROM (SELECT program FROM kept ORDER BY rank LIMIT 20) AS page
             UNION ALL SELECT 2, prefecture, count(*) FROM found JOIN in_prefecture USING (program) WHERE {purpose} GROUP BY 2
             UNION ALL SELECT 3, purpose, count(*) FROM found JOIN for_purpose USING (program) WHERE {place} GROUP BY 2"
        );
        let mut answer = Answer::default();
        for row in self.client.query(&sql, &[]).expect("a search") {
            let (part, value, count): (i32, i64, i64) = (row.get(0), row.get(1), row.get(2));
            match part {
                0 => answer.total = count,
                1 => answer.page.push(value),
                2 => answer.prefectures.push((value, count)),
                _ => answer.purposes.push((value, count)),
            }
        }
        answer
    }

    fn cpu(&self) -> f64 {
        computed(&self.schedstat) + computed(THIS_THREAD)
    }
}
