//! Who may do what at which address: every route with every role, own, foreign and missing programs, against a table. The
//! list of routes in `docs/routes.md` is written from the same walk: `UPDATE=1 cargo test -p server routes`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::program::{ProgramForm, Section};
use domain::value::ProgramId;
use store::ImportState;

use crate::page::Page;
use crate::role::Role;
use crate::site::{TestSite, Visitor, sample};

/// Path, method, what the address or the form is about; then the answer for each role in the order of [`Role::ALL`].
/// `login` is 303 to the sign-in page. One answer alone holds for all roles.
///
/// What it is about: `draft` and `gaps` (a draft that lacks most fields) of the first society, `public`, `insurers`,
/// `members` (participants only) and `closed` published by it, `foreign` a draft of the second society, `missing` nothing.
const MATRIX: &str = "
                                                    anon  view edit appr admn othr secr offi oapp revi fede audi sysa
/                                      GET  -       200
/                                      POST -       405
/about                                 GET  -       200
/about                                 POST -       405
/login                                 GET  -       200   303  303  303  303  303  303  303  303  303  303  303  303
/login                                 POST -       422
/logout                                GET  -       405
/logout                                POST -       303
/my                                    GET  -       login 200  200  200  200  200  200  200  200  200  200  200  200
/my                                    POST -       405
/my/programs                           GET  -       login 200  200  200  200  200  403  403  403  403  403  403  403
/my/programs                           POST -       405
/my/programs/new                       GET  -       login 403  200  200  403  200  403  403  403  403  403  403  403
/my/programs/new                       POST -       login 403  303  303  403  303  403  403  403  403  403  403  403
/my/programs/new                       POST foreign login 403  403  403  403  303  403  403  403  403  403  403  403
/my/programs/new                       POST missing login 403  403  403  403  403  403  403  403  403  403  403  403
/my/programs/{id}/delete               GET  draft   login 403  200  200  403  404  404  404  404  404  404  404  404
/my/programs/{id}/delete               GET  public  login 403  409  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/delete               GET  foreign login 404  404  404  404  200  404  404  404  404  404  404  404
/my/programs/{id}/delete               GET  missing login 404  404  404  404  404  404  404  404  404  404  404  404
/my/programs/{id}/delete               POST draft   login 403  303  303  403  404  404  404  404  404  404  404  404
/my/programs/{id}/delete               POST stale   login 403  409  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/delete               POST public  login 403  409  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/delete               POST foreign login 404  404  404  404  303  404  404  404  404  404  404  404
/my/programs/{id}/delete               POST missing login 404  404  404  404  404  404  404  404  404  404  404  404
/my/programs/{id}/edit                 GET  draft   login 200  200  200  200  404  404  404  404  404  404  404  404
/my/programs/{id}/edit                 GET  public  login 200  200  200  200  404  404  404  404  404  404  404  404
/my/programs/{id}/edit                 GET  closed  login 200  200  200  200  404  404  404  404  404  404  404  404
/my/programs/{id}/edit                 GET  foreign login 404  404  404  404  200  404  404  404  404  404  404  404
/my/programs/{id}/edit                 GET  missing login 404  404  404  404  404  404  404  404  404  404  404  404
/my/programs/{id}/edit                 POST draft   405
/my/programs/{id}/edit/{section}       GET  draft   login 403  200  200  403  404  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       GET  public  login 403  200  200  403  404  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       GET  closed  login 403  409  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       GET  foreign login 404  404  404  404  200  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       GET  missing login 404  404  404  404  404  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       POST draft   login 403  303  303  403  404  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       POST stale   login 403  409  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       POST public  login 403  303  303  403  404  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       POST closed  login 403  409  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       POST foreign login 404  404  404  404  303  404  404  404  404  404  404  404
/my/programs/{id}/edit/{section}       POST missing login 404  404  404  404  404  404  404  404  404  404  404  404
/my/programs/{id}/end                  GET  public  login 403  403  200  403  404  404  404  404  404  404  404  404
/my/programs/{id}/end                  GET  draft   login 403  403  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/end                  GET  closed  login 403  403  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/end                  GET  foreign login 404  404  404  404  409  404  404  404  404  404  404  404
/my/programs/{id}/end                  GET  missing login 404  404  404  404  404  404  404  404  404  404  404  404
/my/programs/{id}/end                  POST public  login 403  403  303  403  404  404  404  404  404  404  404  404
/my/programs/{id}/end                  POST stale   login 403  403  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/end                  POST draft   login 403  403  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/end                  POST foreign login 404  404  404  404  409  404  404  404  404  404  404  404
/my/programs/{id}/end                  POST missing login 404  404  404  404  404  404  404  404  404  404  404  404
/my/programs/{id}/preview              GET  draft   login 200  200  200  200  404  404  404  404  404  404  404  404
/my/programs/{id}/preview              GET  gaps    login 200  200  200  200  404  404  404  404  404  404  404  404
/my/programs/{id}/preview              GET  foreign login 404  404  404  404  200  404  404  404  404  404  404  404
/my/programs/{id}/preview              GET  missing login 404  404  404  404  404  404  404  404  404  404  404  404
/my/programs/{id}/preview              POST draft   405
/my/programs/{id}/publish              GET  draft   405
/my/programs/{id}/publish              POST draft   login 403  403  303  403  404  404  404  404  404  404  404  404
/my/programs/{id}/publish              POST gaps    login 403  403  422  403  404  404  404  404  404  404  404  404
/my/programs/{id}/publish              POST stale   login 403  403  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/publish              POST public  login 403  403  303  403  404  404  404  404  404  404  404  404
/my/programs/{id}/publish              POST closed  login 403  403  409  403  404  404  404  404  404  404  404  404
/my/programs/{id}/publish              POST foreign login 404  404  404  404  303  404  404  404  404  404  404  404
/my/programs/{id}/publish              POST missing login 404  404  404  404  404  404  404  404  404  404  404  404
/programs                              GET  -       200
/programs                              POST -       405
/programs.json                         GET  -       200
/programs.json                         POST -       405
/programs/{id}                         GET  public  200
/programs/{id}                         GET  closed  200
/programs/{id}                         GET  insurers 404  200  200  200  200  200  200  200  200  404  404  404  404
/programs/{id}                         GET  members 404   200  200  200  200  404  200  200  200  404  404  404  404
/programs/{id}                         GET  draft   404
/programs/{id}                         GET  missing 404
/programs/{id}                         POST public  405
/suggest.json                          GET  -       200
/suggest.json                          POST -       405
";

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
fn fresh_title() -> String {
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
        "public" | "insurers" | "members" => (site.own, ImportState::Published),
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
    let version = site.store.find_draft(id).await.unwrap().unwrap().version;
    (id, form, version)
}

/// A sound request for the row; what stands in the way is its subject and its sender.
async fn send<'a>(visitor: &'a Visitor<'a>, row: &Row) -> Page<'a> {
    let site = visitor.site;
    let about = if row.about == "stale" && row.path.ends_with("/end") {
        "public"
    } else {
        row.about
    };
    let (id, mut form, version) = program(site, about).await;
    let path = row.path.replace("{id}", &id.to_string()).replace("{section}", "basics");
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

#[tokio::test]
async fn どの役割もどの経路で表のとおりの答えを受け取る() {
    let site = TestSite::start().await;
    let mut wrong = Vec::new();
    for row in matrix() {
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

#[test]
fn 表にはどの経路も二つの方法で載っている() {
    let routes: BTreeSet<(&str, &str)> = server::router::routes()
        .iter()
        .flat_map(|route| ["GET", "POST"].map(|method| (route.path, method)))
        .collect();
    let rows: BTreeSet<(&str, &str)> = matrix().iter().map(|row| (row.path, row.method)).collect();
    assert_eq!(routes, rows);
    for row in matrix() {
        let route = server::router::routes()
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
`server/src/router.rs` by the test that also checks it: `UPDATE=1 cargo test -p server routes`. Who gets which answer in
which case stands in the table in `server/tests/it/routes.rs`; who may do what is decided in `domain/src/permit.rs`.

| Path | Methods | Who | Cache |
| --- | --- | --- | --- |
";

#[tokio::test]
async fn 経路の一覧が文書と同じ() {
    let site = TestSite::start().await;
    let mut text = PREAMBLE.to_owned();
    for route in server::router::routes() {
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
    let role = if path == "/login" {
        Role::Anonymous
    } else {
        Role::Approver
    };
    let about = if path.contains("/end") || path == "/programs/{id}" {
        "public"
    } else {
        "draft"
    };
    let visitor = site.as_(role).await;
    let page = send(
        &visitor,
        &Row {
            path,
            method: "GET",
            about,
            answers: Vec::new(),
        },
    )
    .await;
    assert_eq!(page.status(), 200, "{path}");
    format!("`{}`", page.header("cache-control"))
}
