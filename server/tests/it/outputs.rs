//! A search in other forms: read by the programs that people use, with the same programs as the page, safe, and never
//! more than the visitor may see.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::str::FromStr as _;

use atom_syndication::Feed;
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use domain::program::ProgramForm;
use domain::value::ProgramId;
use http::HeaderMap;
use icalendar::{Calendar, Component as _};

use crate::role::Role;
use crate::search::{ids, json};
use crate::site::{TestSite, Visitor, header_text, sample};

const QUERIES: &[&str] = &["", "q=健診", "pref=13&status=open", "q=歩数&sort=name", "status=ended"];

/// Every id of a search in the order of the page.
async fn all_ids(visitor: &Visitor<'_>, query: &str) -> Vec<i64> {
    let mut all = Vec::new();
    for page in 1.. {
        let some = ids(&json(visitor, &format!("{query}&per=100&page={page}")).await);
        if some.is_empty() {
            return all;
        }
        all.extend(some);
    }
    unreachable!()
}

pub struct Csv {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

pub fn read_csv(text: &str) -> Csv {
    for line in text.split_inclusive('\n') {
        assert!(line.ends_with("\r\n"), "{line:?}");
    }
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    Csv { headings, rows }
}

impl Csv {
    pub fn ids(&self) -> Vec<i64> {
        self.rows.iter().map(|row| row[0].parse().unwrap()).collect()
    }

    pub fn cell(&self, row: usize, heading: &str) -> &str {
        let at = self.headings.iter().position(|name| name == heading).unwrap();
        &self.rows[row][at]
    }
}

pub async fn csv_of(visitor: &Visitor<'_>, query: &str) -> Csv {
    let (headers, bytes) = visitor.download(&format!("/programs.csv?{query}")).await;
    assert!(header_text(&headers, "content-type").starts_with("text/csv; charset=utf-8"));
    let text = String::from_utf8(bytes).unwrap();
    read_csv(text.strip_prefix('\u{FEFF}').expect("a mark for spreadsheets"))
}

pub fn read_xlsx(bytes: Vec<u8>) -> (Vec<Vec<Data>>, Vec<Vec<Data>>) {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 2);
    let mut rows = |at: usize| -> Vec<Vec<Data>> {
        let sheet = book.worksheet_range(&names[at]).unwrap();
        sheet.rows().map(<[Data]>::to_vec).collect()
    };
    (rows(0), rows(1))
}

fn feed_ids(feed: &Feed) -> Vec<i64> {
    let id = |entry: &atom_syndication::Entry| entry.id().rsplit('/').next().unwrap().parse().unwrap();
    feed.entries().iter().map(id).collect()
}

fn calendar_ids(text: &str) -> BTreeSet<i64> {
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let calendar = Calendar::from_str(text).unwrap();
    let ids = calendar
        .events()
        .map(|event| event.get_uid().unwrap().split('-').nth(1).unwrap().parse().unwrap());
    ids.collect()
}

pub async fn text(visitor: &Visitor<'_>, path: &str) -> (HeaderMap, String) {
    let (headers, bytes) = visitor.download(path).await;
    (headers, String::from_utf8(bytes).unwrap())
}

#[tokio::test]
async fn どの形にもページと同じ事業がある() {
    let site = TestSite::with_demo().await;
    for role in [Role::Anonymous, Role::Viewer] {
        let visitor = site.as_(role).await;
        for query in QUERIES {
            let expected = all_ids(&visitor, query).await;
            assert_eq!(csv_of(&visitor, query).await.ids(), expected, "{role:?} {query}");

            let (_, book) = visitor.download(&format!("/programs.xlsx?{query}")).await;
            let (programs, about) = read_xlsx(book);
            let found: Vec<i64> = programs[1..]
                .iter()
                .map(|row| row[0].to_string().parse().unwrap())
                .collect();
            assert_eq!(found, expected, "{role:?} {query}");
            assert_eq!(about[1][1], Data::Float(expected.len() as f64));

            let (_, atom) = text(&visitor, &format!("/programs.atom?{query}")).await;
            let newest: Vec<i64> = ids(&json(&visitor, &format!("{query}&sort=new&per=50")).await);
            assert_eq!(feed_ids(&Feed::read_from(atom.as_bytes()).unwrap()), newest, "{query}");

            let (_, calendar) = text(&visitor, &format!("/programs.ics?{query}")).await;
            let found = calendar_ids(&calendar);
            let expected: BTreeSet<i64> = expected.into_iter().collect();
            assert!(found.is_subset(&expected), "{query}");
            if query.contains("status=open") {
                assert_eq!(found, expected, "what recruits has a deadline");
            }
        }
    }
}

#[tokio::test]
async fn 見てよい人だけに出る() {
    let site = TestSite::start().await;
    site.publish(&sample("誰でも読める歩数事業")).await;
    let hidden = ProgramForm {
        visibility: "insurers".into(),
        ..sample("組合だけの秘蔵企画")
    };
    let hidden: ProgramId = site.publish(&hidden).await;
    let members = ProgramForm {
        visibility: "participants".into(),
        ..sample("参加者だけの秘蔵企画")
    };
    site.publish(&members).await;
    for (role, sees) in [
        (Role::Anonymous, false),
        (Role::Viewer, true),
        (Role::OtherApprover, true),
        (Role::Auditor, false),
        (Role::Sysadmin, false),
    ] {
        let visitor = site.as_(role).await;
        for path in ["/programs.csv", "/programs.atom", "/programs.ics", "/programs.json"] {
            let (headers, body) = text(&visitor, path).await;
            assert_eq!(body.contains("組合だけの"), sees, "{role:?} {path}");
            assert!(!body.contains("参加者だけの"), "{role:?} {path}");
            let rule = header_text(&headers, "cache-control");
            let expected = if role == Role::Anonymous {
                "private, no-cache"
            } else {
                "no-store"
            };
            assert_eq!(rule, expected, "{role:?} {path}");
            let marked = headers.contains_key("etag");
            assert!(!marked || role == Role::Anonymous, "{role:?} {path}");
        }
        let (_, book) = visitor.download("/programs.xlsx").await;
        assert_eq!(read_xlsx(book).0.len(), 2 + usize::from(sees), "{role:?}");
        let calendar = visitor.get(&format!("/programs/{hidden}.ics")).await;
        assert_eq!(calendar.status(), if sees { 200 } else { 404 }, "{role:?}");
        let sitemap = text(&visitor, "/sitemap.xml").await.1;
        assert!(!sitemap.contains(&format!("/programs/{hidden}<")), "{role:?}");
    }
    let page = site.as_(Role::Viewer).await;
    let page = page.get(&format!("/programs/{hidden}")).await;
    assert!(page.select("script[type='application/ld+json']").is_empty());
}

#[tokio::test]
async fn 変わらないうちは304で変われば新しい() {
    let site = TestSite::start().await;
    site.publish(&sample("一つめの事業")).await;
    let visitor = site.anonymous();
    for path in [
        "/programs.csv",
        "/programs.atom?q=事業",
        "/programs.xlsx",
        "/programs.ics",
        "/sitemap.xml",
    ] {
        let (headers, _) = visitor.download(path).await;
        let mark = header_text(&headers, "etag").to_owned();
        assert!(mark.starts_with("W/\""), "{path}");
        let again = |mark: &str| {
            let request = visitor.request(http::Method::GET, path).header("if-none-match", mark);
            visitor.send(request.body(axum::body::Body::empty()).unwrap())
        };
        let same = again(&mark).await;
        assert_eq!(
            (same.status(), same.header("etag"), same.body.len()),
            (304, &*mark, 0),
            "{path}"
        );
        site.publish(&sample(&format!("{path}のあとの事業"))).await;
        let (headers, _) = visitor.download(path).await;
        assert_ne!(header_text(&headers, "etag"), mark, "{path}");
    }
    let (ja, en) = (
        visitor.download("/programs.csv").await,
        visitor.download("/en/programs.csv").await,
    );
    assert_ne!(header_text(&ja.0, "etag"), header_text(&en.0, "etag"));
    let cp932 = visitor.download("/programs.csv?encoding=shift_jis").await;
    assert_ne!(header_text(&ja.0, "etag"), header_text(&cp932.0, "etag"));
}

#[tokio::test]
async fn 検索ページは出力へ案内する() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    for prefix in ["", "/en"] {
        let page = visitor
            .get(&format!("{prefix}/programs?pref=13&q=健診&page=2&sort=new"))
            .await;
        let links: Vec<String> = page
            .select(".kj-outputs a[href]")
            .iter()
            .map(|link| link.attr("href").unwrap().to_owned())
            .collect();
        assert_eq!(links.len(), 7);
        for link in &links {
            assert!(link.starts_with(&format!("{prefix}/")), "{link}");
            let (_, bytes) = visitor.download(link).await;
            assert!(!bytes.is_empty(), "{link}");
            assert!(link.ends_with("/api") || link.contains("pref=13"), "{link}");
            assert!(!link.contains("page=2") || link.contains(".json"), "{link}");
        }
        let address = page.select("#outputs-link")[0].attr("value").unwrap().to_owned();
        let path = address.strip_prefix("http://navi.example.jp").unwrap();
        assert_eq!(visitor.get(path).await.found(), page.found());
        assert!(
            page.select("#outputs-link")[0].attr("name").is_none(),
            "it is no condition"
        );
        let feed = page.select("link[rel=alternate][type='application/atom+xml']");
        assert!(feed[0].attr("href").unwrap().contains("/programs.atom?"));
        let search = page.select("link[rel=search]")[0].attr("href").unwrap().to_owned();
        let (headers, _) = visitor.download(&search).await;
        assert!(header_text(&headers, "content-type").starts_with("application/opensearchdescription+xml"));
    }
}

#[tokio::test]
async fn 大きな結果も全部出る() {
    let site = TestSite::start().await;
    for number in 0..450 {
        let form = sample(&format!("連番の事業{number}"));
        site.add(site.own, &form, store::ImportState::Published).await;
    }
    tokio::time::timeout(std::time::Duration::from_secs(20), async {
        while site.index.applied() < site.store.last_change().await.unwrap() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    })
    .await
    .unwrap();
    let visitor = site.anonymous();
    let expected = all_ids(&visitor, "q=連番").await;
    assert_eq!(expected.len(), 450);
    assert_eq!(csv_of(&visitor, "q=連番").await.ids(), expected);
    let (_, book) = visitor.download("/programs.xlsx?q=連番").await;
    assert_eq!(read_xlsx(book).0.len(), 451);
    assert_eq!(calendar_ids(&text(&visitor, "/programs.ics?q=連番").await.1).len(), 450);
}
