//! Who may do what at which address: every route with every role, own, foreign and missing programs, against a table. The
//! list of routes in `docs/routes.md` is written from the same walk: `UPDATE=1 cargo test -p server routes`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::permit::Actor;
use domain::program::{ProgramForm, PublicationCheck, Section};
use domain::user::NewUser;
use domain::value::{Email, ProgramId};
use store::{AuditFilter, ImportState};

use crate::page::Page;
use crate::people;
use crate::role::Role;
use crate::site::{TestSite, Visitor, sample};

/// The answers. What the third column means where it is about programs: `draft` and `gaps` (a draft that lacks most
/// fields) of the first society, `public`, `insurers`, `members` (participants only) and `closed` published by it,
/// `foreign` a draft of the second society, `missing` nothing; `waiting` with the secretariat, `suspended` by it.
const MATRIX: &str = include_str!("matrix.txt");

struct Row {
    path: &'static str,
    method: &'static str,
    about: &'static str,
    answers: Vec<&'static str>,
}

fn matrix() -> Vec<Row> {
    let lines = MATRIX.lines().filter(|line| line.starts_with('/'));
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let mut next = || words.next().unwrap();
            let (path, method, about) = (next(), next(), next());
            let mut answers: Vec<_> = words.collect();
            if let [all] = answers[..] {
                answers = vec![all; Role::ALL.len()];
            }
            assert_eq!(answers.len(), Role::ALL.len(), "{line}");
            Row {
                path,
                method,
                about,
                answers,
            }
        })
        .collect()
}

/// A title that no other program has.
pub fn fresh_title() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("事業その{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// A program for one request, with its text and its version; each request has its own, because many change it.
async fn program(site: &TestSite, about: &str) -> (ProgramId, ProgramForm, i64) {
    let mut form = sample(&fresh_title());
    let (owner, state) = match about {
        "missing" | "-" => return (ProgramId::new(999_999), form, 1),
        "foreign" => (site.other, ImportState::Draft),
        "closed" => (site.own, ImportState::Closed),
        "public" | "insurers" | "members" | "suspended" => (site.own, ImportState::Published),
        _ => (site.own, ImportState::Draft),
    };
    match about {
        "insurers" => form.visibility = "insurers".into(),
        "members" => form.visibility = "participants".into(),
        "gaps" => {
            form = ProgramForm {
                title: form.title,
                ..ProgramForm::default()
            }
        }
        _ => {}
    }
    let id = site.add(owner, &form, state).await;
    stand(site, about, id).await;
    let version = site.store.find_draft(id).await.unwrap().unwrap().version;
    (id, form, version)
}

/// Brings a program to where no import brings it.
async fn stand(site: &TestSite, about: &str, id: ProgramId) {
    let operator = Actor::Operator;
    let version = site.store.find_draft(id).await.unwrap().unwrap().version;
    match about {
        "waiting" => {
            let check = PublicationCheck::Secretariat;
            site.store.publish(&operator, id, version, check).await.unwrap();
        }
        "suspended" => {
            site.store
                .suspend_program(&operator, id, version, "確認中です。")
                .await
                .unwrap();
        }
        _ => {}
    }
}

async fn mail(site: &TestSite) -> i64 {
    let new = NewUser {
        email: Email::parse(&format!("{}@example.jp", fresh_title().replace("事業その", "person"))).unwrap(),
        name: "宛先".into(),
        password_hash: "$argon2id$example".into(),
        memberships: vec![],
        platform: vec![],
    };
    let user = site.store.register_user(new).await.unwrap();
    site.store.set_password(user, "$argon2id$other".into()).await.unwrap();
    site.store.list_mails(None, None, 1).await.unwrap()[0].id
}

/// A row of the audit log about the first or the second society.
async fn audit_row(site: &TestSite, about: &str) -> i64 {
    let organisation = match about {
        "own" => site.own,
        "foreign" => site.other,
        _ => return 999_999,
    };
    let filter = AuditFilter {
        organisation: Some(organisation),
        ..AuditFilter::default()
    };
    site.store.list_audit(&filter, None, 1).await.unwrap()[0].seq
}

/// A sound request for the row; what stands in the way is its subject and its sender.
async fn send<'a>(visitor: &'a Visitor<'a>, row: &Row) -> Page<'a> {
    if let Some(page) = crate::organization::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::file::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::thread::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::alert::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::decision::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::application::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::grant::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::review::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::call::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::consortium::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = crate::participation::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    if let Some(page) = people::send(visitor, row.path, row.method, row.about).await {
        return page;
    }
    let site = visitor.site;
    let about = match row.about {
        "stale" if row.path.ends_with("/end") => "public",
        "stale" if row.path.ends_with("/result") => "closed",
        "stale" if row.path.ends_with("/withdraw") || row.path.starts_with("/admin/programs") => "waiting",
        about => about,
    };
    let (id, mut form, version) = program(site, about).await;
    let path = if row.path.starts_with("/admin/mails/") {
        let mail = if row.about == "missing" {
            999_999
        } else {
            mail(site).await
        };
        row.path.replace("{id}", &mail.to_string())
    } else {
        row.path.replace("{id}", &id.to_string()).replace("{section}", "basics")
    };
    let path = path.replace("{seq}", &audit_row(site, row.about).await.to_string());
    // Links in mails and kept forms open by a token that nobody here has; their own tests have it.
    let path = path
        .replace("{token}", &"0".repeat(64))
        .replace("{key}", &"0".repeat(64));
    if row.method == "GET" {
        return visitor.get(&path).await;
    }
    let stale = row.about == "stale";
    let version = if stale { version + 1 } else { version };
    let mut fields = vec![("version".to_owned(), version.to_string())];
    if row.path.ends_with("{section}") {
        if stale {
            form.title = "ほかの人と違う名前".into();
        }
        for name in Section::Basics.fields() {
            fields.extend(
                form.values(name)
                    .iter()
                    .map(|value| ((*name).to_owned(), value.clone())),
            );
        }
    }
    if row.path.ends_with("/result") && row.about != "gaps" {
        fields.push(("result".into(), "120人が参加しました。".into()));
    }
    if row.path == "/admin/programs/{id}" {
        let decision = match row.about {
            "public" => "suspend",
            "suspended" => "resume",
            _ => "approve",
        };
        fields.push(("decision".into(), decision.into()));
        fields.push(("reason".into(), "確認中です。".into()));
    }
    if row.path == "/my/account/sessions" && row.about == "foreign" {
        fields.push(("session".into(), "0123456789abcdef".into()));
    }
    if row.path == "/my/programs/new" {
        match row.about {
            "foreign" => fields.push(("organisation".into(), site.other.to_string())),
            "missing" => fields.push(("organisation".into(), "999999".into())),
            _ => {}
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    visitor.post(&path, &fields).await
}

fn answer(page: &Page<'_>) -> String {
    if page.status() == 303 && page.location().starts_with("/login?back=") {
        return "login".to_owned();
    }
    page.status().to_string()
}

/// Tries every fourth row of the matrix from `part` on as every role. The matrix is walked in parts side by side,
/// because it takes longer than all other tests of the site.
async fn walk(part: usize) {
    const PARTS: usize = 4;
    let site = TestSite::start().await;
    let mut wrong = Vec::new();
    let rows: Vec<_> = matrix().into_iter().skip(part).step_by(PARTS).collect();
    let routes: BTreeSet<_> = rows.iter().map(|row| row.path).collect();
    eprintln!(
        "{} routes, {} roles, {} rows, {} cells",
        routes.len(),
        Role::ALL.len(),
        rows.len(),
        rows.len() * Role::ALL.len()
    );
    for row in rows {
        for (role, expected) in Role::ALL.iter().zip(&row.answers) {
            let visitor = site.as_(*role).await;
            let page = send(&visitor, &row).await;
            let found = answer(&page);
            if found != *expected {
                let Row {
                    path, method, about, ..
                } = row;
                wrong.push(format!("{method} {path} {about} as {role:?}: {found}, not {expected}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} answers differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[tokio::test]
async fn どの役割もどの経路で表のとおりの答えを受け取る_四分の一() {
    walk(0).await;
}

#[tokio::test]
async fn どの役割もどの経路で表のとおりの答えを受け取る_四分の二() {
    walk(1).await;
}

#[tokio::test]
async fn どの役割もどの経路で表のとおりの答えを受け取る_四分の三() {
    walk(2).await;
}

#[tokio::test]
async fn どの役割もどの経路で表のとおりの答えを受け取る_四分の四() {
    walk(3).await;
}

#[test]
fn 表にはどの経路も二つの方法で載っている() {
    let routes: BTreeSet<(&str, &str)> = server::route::routes()
        .iter()
        .flat_map(|route| ["GET", "POST"].map(|method| (route.path, method)))
        .collect();
    let rows: BTreeSet<(&str, &str)> = matrix().iter().map(|row| (row.path, row.method)).collect();
    assert_eq!(routes, rows);
    for row in matrix() {
        let route = server::route::routes()
            .into_iter()
            .find(|route| route.path == row.path)
            .unwrap();
        let documented = route.methods.split(' ').any(|method| method == row.method);
        let refused = row.answers.iter().all(|answer| *answer == "405");
        assert_eq!(documented, !refused, "{} {}", row.method, row.path);
        if row.path.contains("{id}") && !refused {
            let has = |about| {
                matrix()
                    .iter()
                    .any(|other| (other.path, other.method, other.about) == (row.path, row.method, about))
            };
            assert!(has("missing"), "{} {} without a missing id", row.method, row.path);
        }
    }
}

const PREAMBLE: &str = "# Routes

Every address of the portal. The same addresses with `/en` before them answer in English. Generated from the list in
`server/src/route` by the test that also checks it: `UPDATE=1 cargo test -p server routes`. Who gets which answer in
which case stands in `server/tests/it/matrix.txt`; who may do what is decided in `domain/src/permit.rs`.

| Path | Methods | Who | Cache |
| --- | --- | --- | --- |
";

#[tokio::test]
async fn 経路の一覧が文書と同じ() {
    let site = TestSite::start().await;
    let mut text = PREAMBLE.to_owned();
    for route in server::route::routes() {
        let cache = cache_rule(&site, route.path, route.methods).await;
        writeln!(
            text,
            "| `{}` | {} | {} | {cache} |",
            route.path,
            route.methods.replace(' ', ", "),
            route.who
        )
        .unwrap();
    }
    for (path, shown, who) in [
        ("/healthz", "/healthz", "everyone: the process is alive"),
        ("/readyz", "/readyz", "everyone: the index has caught up"),
        ("/robots.txt", "/robots.txt", "everyone"),
        (
            "/0123456789ab/pkg/kyodo-navi.css",
            "/{fingerprint}/pkg/…",
            "everyone: files of the build",
        ),
    ] {
        let page = site.anonymous().get(path).await.header("cache-control").to_owned();
        let cache = if page.is_empty() {
            "-".to_owned()
        } else {
            format!("`{page}`")
        };
        writeln!(text, "| `{shown}` | GET | {who} | {cache} |").unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/routes.md");
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        std::fs::write(&file, &text).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        written, text,
        "docs/routes.md is out of date: UPDATE=1 cargo test -p server routes"
    );
}

/// The rule of the page when it can be seen.
async fn cache_rule(site: &TestSite, path: &'static str, methods: &str) -> String {
    if !methods.contains("GET") {
        return "-".to_owned();
    }
    let rows = matrix()
        .into_iter()
        .filter(|row| row.path == path && row.method == "GET");
    let seen = rows
        .filter_map(|row| {
            let at = row.answers.iter().position(|answer| *answer == "200")?;
            Some((at, row))
        })
        .min_by_key(|(at, _)| *at);
    let Some((at, row)) = seen else {
        return "-".to_owned();
    };
    let visitor = site.as_(Role::ALL[at]).await;
    if path == "/confirm" {
        // Long enough after signing in that the page has something to ask.
        site.clock.advance_millis(11 * 60 * 1000);
    }
    let page = send(&visitor, &row).await;
    assert_eq!(page.status(), 200, "{path}");
    format!("`{}`", page.header("cache-control"))
}
