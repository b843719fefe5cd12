//! Every page in both languages. What holds for all of them is checked in `outline` on each answer; here is that every page
//! is visited, and what differs between them.

use domain::Lang;
use domain::program::{ProgramForm, Section};
use domain::search::SearchRequest;
use domain::value::ProgramId;
use store::ImportState;

use crate::page::Page;
use crate::role::Role;
use crate::site::{TestSite, sample};

/// A program in which every field says something.
fn full(title: &str) -> ProgramForm {
    ProgramForm {
        sub_cat: vec!["hifuyosha".into(), "sonota".into()],
        theme: vec!["walking".into(), "sleep".into()],
        content: "## 進め方\n\n- 申し込む\n- **歩く**\n\n詳しくは https://example.jp/ を見てください。".into(),
        problem: "歩数が少ない。".into(),
        result: "二割増えた。".into(),
        target_note: "40歳以上".into(),
        target_n: "１，２００人".into(),
        area_note: "島しょを除く".into(),
        cost: "fixed".into(),
        cost_yen: "12万円".into(),
        cost_note: "税込み".into(),
        provider: "未定".into(),
        data_use: "personal".into(),
        data_note: "委託契約を結びます。".into(),
        capacity: "10".into(),
        joined: "3".into(),
        size: vec!["0-999".into(), "1000-2999".into()],
        industry: vec!["machinery".into()],
        condition: "特になし".into(),
        contact_dept: "保健事業課".into(),
        contact_tel: "03-1234-5678".into(),
        contact_hours: "平日9時から17時".into(),
        subsidy: "planned".into(),
        subsidy_note: "令和8年度".into(),
        ..sample(title)
    }
}

/// A portal with a program in each state.
struct Stage {
    site: TestSite,
    public: ProgramId,
    draft: ProgramId,
    gaps: ProgramId,
    closed: ProgramId,
}

async fn stage() -> Stage {
    let site = TestSite::start().await;
    let public = site.publish(&full("歩数チャレンジ")).await;
    for title in ["もう一つの歩数チャレンジ", "睡眠改善"] {
        site.publish(&sample(title)).await;
    }
    let full_house = ProgramForm {
        capacity: "2".into(),
        joined: "2".into(),
        ..sample("満員の事業")
    };
    site.publish(&full_house).await;
    let coming = ProgramForm {
        recruit_from: "2026-09-20".into(),
        ..sample("これからの事業")
    };
    site.publish(&coming).await;
    let draft = site.add(site.own, &full("下書き"), ImportState::Draft).await;
    let gaps = ProgramForm {
        period_to: "あした".into(),
        ..ProgramForm::default()
    };
    let gaps = site.add(site.own, &gaps, ImportState::Draft).await;
    let closed = site.add(site.own, &full("終わった事業"), ImportState::Closed).await;
    site.indexed().await;
    Stage {
        site,
        public,
        draft,
        gaps,
        closed,
    }
}

fn in_language(lang: Lang, path: &str) -> String {
    match (lang, path) {
        (Lang::Ja, path) => path.to_owned(),
        (Lang::En, "/") => "/en".to_owned(),
        (Lang::En, path) => format!("/en{path}"),
    }
}

impl Stage {
    /// Every page that can be opened: path, who opens it, status.
    fn pages(&self) -> Vec<(String, Role, u16)> {
        let Self {
            public,
            draft,
            gaps,
            closed,
            ..
        } = self;
        let mut pages = Vec::new();
        for role in [Role::Anonymous, Role::Approver, Role::Secretariat] {
            for path in [
                "/",
                "/about",
                "/programs",
                "/programs?q=歩数&pref=13&cat=population&status=open&sort=new",
            ] {
                pages.push((path.to_owned(), role, 200));
            }
            for path in [
                "/programs?q=存在しない語&pref=47",
                "/programs?page=999&nonsense=1&pref=99",
                "/programs?q=すいみんかいぜん",
            ] {
                pages.push((path.to_owned(), role, 200));
            }
            for id in [public, closed] {
                pages.push((format!("/programs/{id}"), role, 200));
            }
            for path in [
                "/programs/999999",
                "/programs/abc",
                "/nowhere",
                "/my/nowhere",
                "/logout",
            ] {
                pages.push((path.to_owned(), role, if path == "/logout" { 405 } else { 404 }));
            }
        }
        for path in ["/login", "/login?back=/my/programs", "/login?signed-out=1"] {
            pages.push((path.to_owned(), Role::Anonymous, 200));
        }
        for role in [Role::Viewer, Role::Editor, Role::Approver, Role::OrgAdmin] {
            let writes = matches!(role, Role::Editor | Role::Approver);
            let (write, approve) = (
                if writes { 200 } else { 403 },
                if role == Role::Approver { 200 } else { 403 },
            );
            pages.push(("/my".to_owned(), role, 200));
            for path in ["/my/programs", "/my/programs?deleted", "/my/programs?ended"] {
                pages.push((path.to_owned(), role, 200));
            }
            pages.push(("/my/programs/new".to_owned(), role, write));
            for id in [public, draft, gaps, closed] {
                pages.push((format!("/my/programs/{id}/edit"), role, 200));
                pages.push((format!("/my/programs/{id}/preview"), role, 200));
            }
            pages.push((format!("/my/programs/{public}/edit?published"), role, 200));
            pages.push((format!("/my/programs/{draft}/delete"), role, write));
            pages.push((format!("/my/programs/{public}/end"), role, approve));
        }
        for section in Section::ALL {
            for (id, query) in [(draft, ""), (gaps, "?check=1")] {
                pages.push((
                    format!("/my/programs/{id}/edit/{}{query}", section.code()),
                    Role::Editor,
                    200,
                ));
            }
        }
        pages.push((format!("/my/programs/{closed}/edit/basics"), Role::Editor, 409));
        for role in [Role::Secretariat, Role::Auditor, Role::Sysadmin] {
            pages.push(("/my".to_owned(), role, 200));
            pages.push(("/my/programs".to_owned(), role, 403));
        }
        pages
    }
}

#[tokio::test]
async fn どのページも二つの言語で正しく組み立てられる() {
    let stage = stage().await;
    for (path, role, status) in stage.pages() {
        let visitor = stage.site.as_(role).await;
        let mut headings = Vec::new();
        for lang in [Lang::Ja, Lang::En] {
            let page = visitor.get(&in_language(lang, &path)).await;
            assert_eq!(page.status(), status, "{path} as {role:?}: {}", page.main());
            check_frame(&page, lang, role);
            headings.push(page.h1());
        }
        let named_by_people = path.contains("/programs/");
        assert!(
            named_by_people || headings[0] != headings[1],
            "{path}: {headings:?} in both languages"
        );
    }
}

/// The other language, the account, and what caches and search engines may do.
fn check_frame(page: &Page<'_>, lang: Lang, role: Role) {
    let (path, query) = page.path.split_once('?').unwrap_or((&page.path, ""));
    let bare = if lang == Lang::En {
        path.strip_prefix("/en").unwrap()
    } else {
        path
    };
    let other = match (lang, bare) {
        (Lang::Ja, "/") => "/en".to_owned(),
        (Lang::Ja, bare) => format!("/en{bare}"),
        (Lang::En, "") => "/".to_owned(),
        (Lang::En, bare) => bare.to_owned(),
    };
    let other = if query.is_empty() {
        other
    } else {
        format!("{other}?{query}")
    };
    let switch = page.select(".kj-header a[hreflang]");
    assert_eq!(switch.len(), 1, "{path}");
    // A search may lead on under its canonical address, which asks for the same.
    let asked = |address: &str| {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        (path.to_owned(), SearchRequest::from_query(query))
    };
    let href = switch[0].attr("href").unwrap();
    if path.ends_with("/programs") {
        assert_eq!(asked(href), asked(&other), "{path}");
    } else {
        assert_eq!(href, other, "{path}");
    }

    let signed_in = !page.select(".kj-header form[method=post]").is_empty();
    assert_eq!(signed_in, role != Role::Anonymous, "{path}");
    let private = bare.starts_with("/my") || bare == "/login" || page.status() != 200;
    // What is shown to a signed-in person names that person.
    let rule = if private || signed_in {
        "no-store"
    } else {
        "private, no-cache"
    };
    assert_eq!(page.header("cache-control"), rule, "{path}");
    assert_eq!(page.select("meta[name=robots]").len(), usize::from(private), "{path}");
    assert_eq!(
        page.select("link[rel=alternate][hreflang]").len(),
        if private { 0 } else { 2 },
        "{path}"
    );

    let policy = page.header("content-security-policy");
    for part in [
        "script-src 'nonce-",
        "'strict-dynamic'",
        "form-action 'self'",
        "base-uri 'none'",
        "connect-src 'self'",
    ] {
        assert!(policy.contains(part), "{path}: {policy}");
    }
}

#[tokio::test]
async fn 英語のページのリンクは英語のページへ行く() {
    let stage = stage().await;
    for (path, role, _) in stage.pages() {
        let visitor = stage.site.as_(role).await;
        let page = visitor.get(&in_language(Lang::En, &path)).await;
        for link in page.select("a[href^='/']") {
            let href = link.attr("href").unwrap();
            let switches = link.attr("hreflang").is_some();
            let english =
                href == "/en" || href.starts_with("/en/") || href.starts_with("/en#") || href.starts_with("/en?");
            assert!(switches || english, "/en{path} links to {href}");
        }
        for form in page.select("form[action]") {
            let action = form.attr("action").unwrap();
            assert!(action.starts_with("/en"), "/en{path} sends a form to {action}");
        }
    }
}

#[tokio::test]
async fn どのリンクも見る人に開けるページへ行く() {
    let stage = stage().await;
    for role in [
        Role::Anonymous,
        Role::Viewer,
        Role::Editor,
        Role::Approver,
        Role::OrgAdmin,
        Role::Auditor,
    ] {
        let visitor = stage.site.as_(role).await;
        let (mut seen, mut todo) = (
            std::collections::BTreeSet::new(),
            vec!["/".to_owned(), "/my".to_owned()],
        );
        while let Some(path) = todo.pop() {
            let path = path.split('#').next().unwrap_or_default().to_owned();
            // Searches lead to searches without end; each kind of them is visited elsewhere.
            let search = path.starts_with("/programs?");
            if path.starts_with("/en") || (search && seen.len() > 40) || seen.len() > 80 || !seen.insert(path.clone()) {
                continue;
            }
            let page = visitor.get(&path).await;
            let signs_in = page.status() == 303 && page.location().starts_with("/login");
            // What a role may not do is not offered to it, except where the main menu is the same for all.
            let menu = path == "/my" || path.starts_with("/my/programs/new") || path.starts_with("/my/programs");
            let allowed = page.status() == 200
                || (signs_in && role == Role::Anonymous)
                || (page.status() == 403 && menu && path.ends_with("new"));
            assert!(allowed, "{role:?} is led to {path}: {}", page.status());
            todo.extend(
                page.links()
                    .into_iter()
                    .map(|(_, href)| href)
                    .filter(|href| href.starts_with('/')),
            );
        }
        assert!(seen.len() > 20, "{role:?} saw {} pages", seen.len());
    }
}

#[tokio::test]
async fn 保存して次へを押すと全項目を順に通る() {
    let stage = stage().await;
    let visitor = stage.site.as_(Role::Editor).await;
    for lang in [Lang::Ja, Lang::En] {
        let mut path = in_language(lang, &format!("/my/programs/{}/edit/basics", stage.draft));
        for section in &Section::ALL[1..] {
            let page = visitor.get(&path).await.form("#section-form").submit().await;
            assert_eq!(page.status(), 303, "{path}: {}", page.main());
            path = page.location().to_owned();
            assert!(path.ends_with(section.code()), "{path}");
        }
        let page = visitor.get(&path).await.form("#section-form").submit().await;
        assert_eq!(
            page.location(),
            in_language(lang, &format!("/my/programs/{}/edit", stage.draft))
        );
    }
    // Going through without typing has changed nothing.
    let draft = stage.site.store.find_draft(stage.draft).await.unwrap().unwrap();
    assert_eq!(draft.version, 1);
    let stored = serde_json::to_value(&draft.form).unwrap();
    assert_eq!(stored, serde_json::to_value(full("下書き")).unwrap());
}

#[tokio::test]
async fn 静的ファイルと状態の確認() {
    let stage = stage().await;
    let visitor = stage.site.anonymous();
    let page = visitor.get("/0123456789ab/pkg/kyodo-navi.css").await;
    assert_eq!((page.status(), page.body.as_str()), (200, "body{}"));
    assert_eq!(page.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(visitor.get("/0123456789ab/pkg/none.css").await.status(), 404);
    assert_eq!(visitor.get("/robots.txt").await.status(), 200);
    assert_eq!(visitor.get("/secret.txt").await.status(), 404);
    assert_eq!(visitor.get("/healthz").await.body, "alive\n");
    assert_eq!(visitor.get("/readyz").await.body, "ready\n");
    stage.site.freeze_index();
    tokio::task::yield_now().await;
    stage
        .site
        .add(stage.site.own, &sample("まだ見つからない"), ImportState::Published)
        .await;
    let page = visitor.get("/readyz").await;
    assert_eq!(page.status(), 503, "{}", page.body);
}
