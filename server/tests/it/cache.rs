//! Kept pages: tries to be given somebody else's page, an old page, or a nonce that was given out before.

use std::collections::BTreeSet;

use domain::program::ProgramForm;
use domain::value::Clock as _;

use crate::page::Page;
use crate::role::Role;
use crate::site::{TestSite, sample};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn nonce(page: &Page<'_>) -> String {
    let policy = page.header("content-security-policy");
    policy
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap()
        .to_owned()
}

/// The page without what is different each time.
fn without_nonce(page: &Page<'_>) -> String {
    page.body.replace(&nonce(page), "")
}

#[tokio::test]
async fn 保存したページは描いたページと同じでnonceだけが毎回違う() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    for path in [
        "/programs",
        "/programs?q=健診&pref=13",
        "/en/programs?q=健診",
        "/programs?q=存在しない言葉",
    ] {
        let drawn = visitor.get(path).await;
        let before = site.kept_bytes();
        assert!(before > 0);
        let mut nonces = BTreeSet::from([nonce(&drawn)]);
        for _ in 0..5 {
            let kept = visitor.get(path).await;
            assert_eq!(without_nonce(&kept), without_nonce(&drawn), "{path}");
            assert_eq!(kept.header("cache-control"), drawn.header("cache-control"));
            assert_eq!(kept.header("content-type"), drawn.header("content-type"));
            // That all scripts carry the nonce of their own answer is looked at for every page.
            assert!(nonces.insert(nonce(&kept)), "{path}");
        }
        assert_eq!(site.kept_bytes(), before, "{path} was drawn again");
    }
}

#[tokio::test]
async fn 圧縮したページも中身は同じでnonceは毎回違う() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    let plain = visitor.get("/programs?q=健診").await;
    let mut nonces = BTreeSet::from([nonce(&plain)]);
    for _ in 0..3 {
        let page = visitor.unpacked("/programs?q=健診").await;
        assert_eq!(without_nonce(&page), without_nonce(&plain));
        assert!(nonces.insert(nonce(&page)));
    }
}

#[tokio::test]
async fn 同じ条件の別の書き方は同じページになる() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    let first = visitor.get("/programs?pref=13&status=open").await;
    let kept = site.kept_bytes();
    for spelling in [
        "/programs?status=open&pref=13",
        "/programs?q=&pref=13&status=open&page=1&nationwide=1",
    ] {
        assert_eq!(
            without_nonce(&visitor.get(spelling).await),
            without_nonce(&first),
            "{spelling}"
        );
    }
    assert_eq!(site.kept_bytes(), kept);
    // A parameter that is not understood is told to whoever sent it, and to nobody else.
    let noticed = visitor.get("/programs?pref=13&status=open&colour=red").await;
    assert!(noticed.main().contains("colour=red"));
    assert_eq!(site.kept_bytes(), kept);
    assert!(
        !visitor
            .get("/programs?pref=13&status=open")
            .await
            .body
            .contains("colour")
    );
}

#[tokio::test]
async fn 他人のページは渡らない() {
    let site = TestSite::start().await;
    site.publish(&sample("誰でも読める歩数事業")).await;
    let hidden = ProgramForm {
        visibility: "insurers".into(),
        ..sample("組合だけの秘蔵企画")
    };
    site.publish(&hidden).await;
    let anonymous = site.anonymous();
    let roles = [Role::Viewer, Role::Approver, Role::OtherApprover, Role::Editor];
    // In every order: whoever comes first must not shape what the next one gets.
    for round in 0..2 {
        for role in roles {
            let person = site.as_(role).await;
            for path in ["/programs", "/programs?q=企画", "/en/programs"] {
                if round == 1 {
                    anonymous.get(path).await;
                }
                let own = person.get(path).await;
                assert!(own.letters().contains("組合だけの秘蔵企画"), "{role:?} {path}");
                assert!(!own.select("form[action$='/logout']").is_empty(), "{role:?} {path}");
                let other = anonymous.get(path).await;
                assert!(!other.letters().contains("組合だけの秘蔵企画"), "after {role:?} {path}");
                assert!(
                    other.select("form[action$='/logout']").is_empty(),
                    "after {role:?} {path}"
                );
                assert!(!other.body.contains(&format!("{role:?}@")), "after {role:?} {path}");
            }
        }
    }
    let (ja, en) = (anonymous.get("/programs").await, anonymous.get("/en/programs").await);
    assert_ne!(ja.h1(), en.h1());
}

#[tokio::test]
async fn 公開した事業はすぐに出る() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    let mut expected = Vec::new();
    for number in 0..5 {
        let id = site.publish(&sample(&format!("歩数の事業{number}"))).await.get();
        expected.push(id);
        for _ in 0..2 {
            let mut found = visitor.get("/programs?q=歩数").await.found();
            found.sort_unstable();
            assert_eq!(found, expected);
        }
    }
    let approver = site.as_(Role::Approver).await;
    let last = expected.pop().unwrap();
    let page = approver.get(&format!("/my/programs/{last}/end")).await;
    page.form("form[action$='/end']").submit().await;
    site.indexed().await;
    let shown = visitor.get("/programs?q=歩数&status=open").await.found();
    assert!(!shown.contains(&last), "an ended program recruits no more");
}

#[tokio::test]
async fn 索引が遅れていても保存したページから隠した掲載は消える() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("はじめは公開の事業")).await;
    site.publish(&sample("そのほかの事業")).await;
    let reader = site.anonymous();
    let paths = [
        "/programs",
        "/programs?q=事業",
        "/en/programs",
        "/programs.atom",
        "/programs.csv",
        "/api/v1/programs",
    ];
    let mut marks = Vec::new();
    for path in paths {
        let page = reader.get(path).await;
        assert!(page.letters().contains("はじめは公開の事業"), "{path}");
        marks.push(page.header("etag").to_owned());
    }
    let approver = site.as_(Role::Approver).await;
    site.freeze_index();
    let form = approver
        .get(&format!("/my/programs/{id}/edit/publish"))
        .await
        .form("#section-form");
    form.tick("visibility", "insurers").submit().await;
    let form = approver
        .get(&format!("/my/programs/{id}/edit"))
        .await
        .form("form[action$='/publish']");
    assert_eq!(form.submit().await.status(), 303);
    for (path, mark) in paths.iter().zip(marks) {
        let request = reader.request(http::Method::GET, path).header("if-none-match", mark);
        let page = reader.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(page.status(), 200, "{path}");
        assert!(!page.letters().contains("はじめは公開の事業"), "{path}");
    }
}

#[tokio::test]
async fn 日が変わると残りの日数も変わる() {
    let site = TestSite::start().await;
    site.publish(&sample("歩数の事業")).await;
    let visitor = site.anonymous();
    let before = visitor.get("/programs").await;
    assert_eq!(visitor.get("/programs").await.main(), before.main());
    site.clock.advance_millis(DAY);
    let after = visitor.get("/programs").await;
    assert_ne!(after.main(), before.main());
    // Past the deadline nothing recruits, though neither index nor database has changed.
    while site.clock.today() <= domain::value::Day::from_iso("2026-09-30").unwrap() {
        site.clock.advance_millis(30 * DAY);
    }
    assert!(visitor.get("/programs?status=open").await.found().is_empty());
}

#[tokio::test]
async fn 同時に来ても誰もが正しいページを受け取る() {
    let site = TestSite::with_demo().await;
    let (visitor, member) = (site.anonymous(), site.as_(Role::Viewer).await);
    let paths = ["/programs?q=健診", "/programs?q=歩数", "/en/programs?q=健診"];
    let mut nonces = BTreeSet::new();
    for path in paths {
        let pages = futures_util::future::join_all((0..8).map(|_| visitor.get(path)));
        let (pages, own) = futures_util::future::join(pages, member.get(path)).await;
        for page in &pages {
            assert_eq!(without_nonce(page), without_nonce(&pages[0]));
            assert!(nonces.insert(nonce(page)));
        }
        assert!(!own.select("form[action$='/logout']").is_empty());
    }
}
