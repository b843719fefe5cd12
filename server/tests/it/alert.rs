//! Saved searches with and without an account, and the mails about what is new in them.

use domain::permit::Actor;
use domain::program::{ProgramForm, PublicationCheck};
use domain::value::{Clock, Email, ProgramId};
use serde_json::{Value, json};
use server::worker::alert::Scout;

use crate::page::Page;
use crate::people::{fresh_email, letters, person};
use crate::role::Role;
use crate::site::{TestSite, Visitor, sample};

fn scout(site: &TestSite) -> Scout {
    Scout {
        store: site.store.clone(),
        index: site.index.clone(),
        clock: site.clock.clone() as std::sync::Arc<dyn Clock>,
    }
}

/// Looks for news as a server does from time to time; answers how many mails that made.
async fn look(site: &TestSite) -> usize {
    site.indexed().await;
    scout(site).look(false).await.unwrap()
}

/// A program that a search for 禁煙 finds.
fn quitting(title: &str) -> ProgramForm {
    ProgramForm {
        summary: "禁煙を組合どうしで支えます。".into(),
        ..sample(title)
    }
}

/// Subscribes an address to a search, and answers the path where it is managed.
async fn subscribe(site: &TestSite, email: &str, query: &str) -> String {
    let visitor = site.anonymous();
    let page = visitor.get(&format!("/alerts?{query}")).await;
    let form = page.form("main form").fill("email", email).tick("frequency", "at-once");
    assert_eq!(form.submit().await.location(), "/alerts?sent");
    let letter = letters(site, "alert-confirm").await.pop().unwrap();
    let page = visitor.get(letter["path"].as_str().unwrap()).await;
    let done = page.form("main form").submit().await;
    assert!(done.main().contains("登録しました"), "{}", done.main());
    done.link("お知らせの管理を開く")
}

async fn digests(site: &TestSite) -> Vec<Value> {
    letters(site, "alert-digest").await
}

async fn approver(site: &TestSite) -> Actor {
    let email = Email::parse(&Role::Approver.email()).unwrap();
    Actor::User(site.store.find_user_by_email(&email).await.unwrap().unwrap())
}

/// Changes a published program and publishes the change.
async fn republish(site: &TestSite, id: ProgramId, form: &ProgramForm) {
    let actor = approver(site).await;
    let version = site.store.find_draft(id).await.unwrap().unwrap().version;
    let saved = site
        .store
        .save_draft(&actor, id, version, ProgramForm::FIELDS, form.clone())
        .await;
    site.store
        .publish(&actor, id, saved.unwrap(), PublicationCheck::None)
        .await
        .unwrap();
}

#[tokio::test]
async fn 住所だけで申し込むと新着が理由とともに一度だけ届く() {
    let site = TestSite::start().await;
    site.publish(&quitting("前からある事業")).await;
    let visitor = site.anonymous();
    let search = visitor.get("/programs?q=禁煙&pref=13").await;
    let link = search.link("この条件を保存して通知を受け取る");
    assert!(link.starts_with("/alerts?q="), "{link}");
    let manage = subscribe(&site, "hanako@example.jp", link.split_once('?').unwrap().1).await;
    assert_eq!(look(&site).await, 0, "what is there already is no news");

    let id = site.publish(&quitting("卒業チャレンジ")).await;
    site.publish(&sample("関係のない事業")).await;
    assert_eq!(look(&site).await, 1);
    let digest = digests(&site).await.pop().unwrap();
    let group = &digest["groups"][0];
    assert_eq!(group["total"], 1);
    let entry = &group["entries"][0];
    assert_eq!(entry["id"], id.get());
    assert_eq!(entry["filters"], json!([["pref", "13"]]));
    assert_eq!(entry["words"], json!(["禁煙"]));
    assert!(digest["manage"].as_str().unwrap().starts_with("/alerts/"));
    assert!(digest["stop"].as_str().unwrap().starts_with("/unsubscribe/"));

    site.clock.advance_millis(3_600_000);
    assert_eq!(look(&site).await, 0);
    assert_eq!(
        scout(&site).look(true).await.unwrap(),
        0,
        "not even when everything is looked at anew"
    );
    assert_eq!(digests(&site).await.len(), 1);

    // One press at the link of the mail program ends the mails, without signing in (RFC 8058).
    let stop = visitor.get(digest["stop"].as_str().unwrap()).await;
    assert!(stop.main().contains("保存した条件の新着"), "{}", stop.main());
    let stopped = stop.form("main form").submit().await;
    assert!(stopped.main().contains("のメールを止めました"), "{}", stopped.main());
    let page = visitor.get(&manage).await;
    let again = page.form("main form").press("再開").await.follow().await;
    assert!(again.main().contains("再開"), "{}", again.main());

    // The mail's own link leads to the same list as the one after confirming.
    for path in [manage.as_str(), digest["manage"].as_str().unwrap()] {
        let page = visitor.get(path).await;
        assert!(page.main().contains("「禁煙」を含む"), "{}", page.main());
    }
    let page = visitor.get(&manage).await;
    let paused = page.form("main form").press("停止").await.follow().await;
    assert!(paused.main().contains("お知らせを停止しました"));
    site.publish(&quitting("停止中の事業")).await;
    site.clock.advance_millis(3_600_000);
    assert_eq!(look(&site).await, 0);
    let resumed = paused.form("main form").press("再開").await.follow().await;
    assert_eq!(look(&site).await, 0, "what came meanwhile is no news");
    let deleted = resumed.form("main form").press("削除").await.follow().await;
    assert!(deleted.main().contains("保存した条件はありません"));
}

#[tokio::test]
async fn 答えは住所を知っていてもいなくても同じ() {
    let site = TestSite::start().await;
    subscribe(&site, "known@example.jp", "q=禁煙").await;
    let mails = letters(&site, "alert-confirm").await.len();
    let visitor = site.anonymous();
    let mut answers = Vec::new();
    for email in ["known@example.jp", "unknown@example.jp", &Role::Approver.email()] {
        let page = visitor.get("/alerts?q=禁煙").await;
        let answer = page.form("main form").fill("email", email).submit().await;
        let shown = answer.follow().await;
        answers.push((answer.status(), answer.location().to_owned(), shown.main()));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    assert_eq!(
        letters(&site, "alert-confirm").await.len(),
        mails + 2,
        "the known one has this search already"
    );
}

#[tokio::test]
async fn 誤りは場所を示し入力を残す() {
    let site = TestSite::start().await;
    let visitor = site.anonymous();
    let page = visitor.get("/alerts?q=禁煙").await;
    let page = page
        .form("main form")
        .fill("email", "hanako@")
        .tick("frequency", "weekly")
        .submit()
        .await;
    assert_eq!(page.status(), 422);
    assert_eq!(page.errors()[0].0, "#email");
    let again = page.form("main form").fill("email", "hanako@example.jp").submit().await;
    assert_eq!(again.location(), "/alerts?sent");
    let token = "0".repeat(64);
    assert_eq!(visitor.get(&format!("/alerts/confirm/{token}")).await.status(), 410);
    assert_eq!(visitor.get("/alerts/confirm/x").await.status(), 410);
    assert_eq!(visitor.get(&format!("/alerts/{token}")).await.status(), 404);
}

#[tokio::test]
async fn 変更されて条件に合うようになったものも一度だけ届く() {
    let site = TestSite::start().await;
    subscribe(&site, "hanako@example.jp", "q=禁煙").await;
    let id = site.publish(&sample("歩く会")).await;
    assert_eq!(look(&site).await, 0);
    republish(&site, id, &quitting("歩く会")).await;
    assert_eq!(look(&site).await, 1);
    let more = ProgramForm {
        purpose: "禁煙と運動習慣を広げます。".into(),
        ..quitting("歩く会")
    };
    republish(&site, id, &more).await;
    site.clock.advance_millis(3_600_000);
    assert_eq!(look(&site).await, 0, "a program is news once");
}

#[tokio::test]
async fn 締切が近いことと募集内容の変更も選べば一度ずつ届く() {
    let site = TestSite::start().await;
    let day = |days| site.clock.today().plus_days(days).unwrap().iso();
    let until = |days, title: &str| ProgramForm {
        recruit_to: day(days),
        ..quitting(title)
    };
    let id = site.publish(&until(9, "卒業チャレンジ")).await;
    site.publish(&until(90, "まだ先の事業")).await;
    let member = site.as_(Role::Viewer).await;
    let page = member.get("/my/searches/new?q=禁煙").await;
    let none = page
        .form("main form")
        .untick("triggers", "new")
        .untick("triggers", "due-soon")
        .submit()
        .await;
    assert_eq!(none.status(), 422);
    assert!(none.errors()[0].0.starts_with("#triggers"), "{:?}", none.errors());
    let saved = none
        .form("main form")
        .tick("triggers", "due-soon")
        .tick("triggers", "changed")
        .tick("frequency", "at-once")
        .submit()
        .await;
    assert_eq!(saved.location(), "/my/searches?saved");
    let reasons = async || -> Vec<(String, i64)> {
        let digest = digests(&site).await.pop().unwrap();
        let entries = digest["groups"][0]["entries"].as_array().unwrap().clone();
        let reason = |entry: &Value| {
            (
                entry["trigger"].as_str().unwrap().to_owned(),
                entry["id"].as_i64().unwrap(),
            )
        };
        entries.iter().map(reason).collect()
    };
    let new_day = async || {
        site.indexed().await;
        scout(&site).look(true).await.unwrap()
    };

    assert_eq!(
        new_day().await,
        0,
        "nine days are not near, and what is new was not asked for"
    );
    site.clock.advance_millis(2 * 24 * 3_600_000);
    assert_eq!(new_day().await, 1);
    assert_eq!(reasons().await, [("due-soon".to_owned(), id.get())]);
    site.clock.advance_millis(24 * 3_600_000);
    assert_eq!(new_day().await, 0, "a near deadline is told once");

    let wording = ProgramForm {
        summary: "禁煙を広げます。".into(),
        ..until(9 - 3, "卒業チャレンジ")
    };
    let later_deadline = ProgramForm {
        recruit_to: day(20 - 3),
        ..wording.clone()
    };
    republish(&site, id, &later_deadline).await;
    assert_eq!(look(&site).await, 1);
    assert_eq!(reasons().await, [("changed".to_owned(), id.get())]);
    site.clock.advance_millis(24 * 3_600_000);
    assert_eq!(new_day().await, 0, "a change is told once");
    let small = ProgramForm {
        summary: "禁煙を職場に広げます。".into(),
        ..later_deadline
    };
    republish(&site, id, &small).await;
    assert_eq!(look(&site).await, 0, "better wording is no news");
}

#[tokio::test]
async fn 公開範囲の外の人には届かない() {
    let site = TestSite::start().await;
    subscribe(&site, "hanako@example.jp", "q=禁煙").await;
    let member = site.as_(Role::OtherApprover).await;
    save(&member, "q=禁煙", "at-once").await;
    let hidden = ProgramForm {
        visibility: "insurers".into(),
        ..quitting("組合だけの事業")
    };
    site.publish(&hidden).await;
    assert_eq!(look(&site).await, 1);
    let digest = digests(&site).await.pop().unwrap();
    assert!(
        digest["name"].is_string() && digest["manage"] == "/my/searches",
        "{digest}"
    );
}

/// Keeps a search for somebody who is signed in.
async fn save<'a>(visitor: &'a Visitor<'a>, query: &str, frequency: &str) -> Page<'a> {
    let page = visitor.get(&format!("/my/searches/new?{query}")).await;
    let done = page.form("main form").tick("frequency", frequency).submit().await;
    assert_eq!(done.location(), "/my/searches?saved", "{}", done.main());
    done.follow().await
}

#[tokio::test]
async fn 一人に一通にまとめて届く() {
    let site = TestSite::start().await;
    let member = site.as_(Role::Viewer).await;
    for query in ["q=禁煙", "pref=13", "q=禁煙&pref=13"] {
        save(&member, query, "daily").await;
    }
    for number in 1..=25 {
        site.publish(&quitting(&format!("事業その{number}"))).await;
    }
    assert_eq!(look(&site).await, 0, "not before the morning");
    site.clock.advance_millis(24 * 3_600_000);
    assert_eq!(look(&site).await, 1);
    let digest = digests(&site).await.pop().unwrap();
    let groups = digest["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 3);
    assert!(groups.iter().all(|group| group["total"] == 25));
    let named: usize = groups
        .iter()
        .map(|group| group["entries"].as_array().unwrap().len())
        .sum();
    assert_eq!(named, 20);
    site.clock.advance_millis(24 * 3_600_000);
    assert_eq!(look(&site).await, 0);
}

#[tokio::test]
async fn 自組合が参加可能な事業だけの新着は保存した組合のものになる() {
    let site = TestSite::start().await;
    let anywhere = |title: &str| ProgramForm {
        nationwide: "1".into(),
        pref: vec![],
        ..quitting(title)
    };
    let society = site.as_(Role::OtherApprover).await;
    let listed = save(&society, "fit=1&q=禁煙", "at-once").await;
    assert!(listed.main().contains("自組合が参加できる"), "{}", listed.main());
    let owner = site.as_(Role::Approver).await;
    save(&owner, "fit=1&q=禁煙", "at-once").await;
    let small = ProgramForm {
        condition_max: "10".into(),
        ..anywhere("小さな組合だけの会")
    };
    site.publish(&small).await;
    assert_eq!(look(&site).await, 0, "one has too many members, the other runs it");
    let open = site.publish(&anywhere("誰でも入れる会")).await;
    assert_eq!(look(&site).await, 1);
    let group = digests(&site).await.pop().unwrap()["groups"][0].clone();
    assert_eq!(group["total"], 1);
    assert_eq!(group["entries"][0]["id"], open.get());
    assert_eq!(group["entries"][0]["filters"], json!([["fit", "1"]]));
    // The same list opens in the browser, and counts as seen.
    let path = society.get("/my/searches").await.select("main th a")[0]
        .attr("href")
        .unwrap()
        .to_owned();
    let opened = society.get(&path).await.follow().await;
    assert_eq!(opened.found(), [open.get()]);
    // Without an account nobody has a society: the search is kept without the filter.
    let visitor = site.anonymous();
    let page = visitor.get("/alerts?fit=1&q=禁煙").await;
    assert!(!page.main().contains("自組合"), "{}", page.main());
}

#[tokio::test]
async fn 保存した条件を変え止め消せる() {
    let site = TestSite::start().await;
    let member = site.as_(Role::Editor).await;
    let list = save(&member, "q=禁煙&pref=13&pref=14", "daily").await;
    assert!(
        list.main().contains("東京都・神奈川県で実施する「禁煙」を含む共同事業"),
        "{}",
        list.main()
    );
    // The same again, and the same name again.
    let page = member.get("/my/searches/new?pref=14&pref=13&q=禁煙&sort=new").await;
    let page = page.form("main form").submit().await;
    assert_eq!(page.status(), 422);
    assert!(page.text().contains("この条件はすでに保存されています"));
    let page = member.get("/my/searches/new?q=歯科").await;
    let page = page
        .form("main form")
        .fill("name", "東京都・神奈川県で実施する「禁煙」を含む共同事業")
        .submit()
        .await;
    assert!(page.text().contains("別の名前にしてください"), "{}", page.main());

    site.publish(&quitting("新しい事業")).await;
    let list = member.get("/my/searches").await;
    assert!(list.main().contains("1件"), "{}", list.main());
    let opened = member.get(&list.link("東京都")).await;
    assert!(opened.location().starts_with("/programs?q="), "{}", opened.location());
    assert!(member.get("/my/searches").await.main().contains("0件"));

    let page = member.get(&list.link("変更")).await;
    let page = page
        .form("main form")
        .fill("name", "東京の禁煙")
        .fill("q", "禁煙 支援")
        .submit()
        .await
        .follow()
        .await;
    assert!(page.main().contains("変更を保存しました") && page.main().contains("東京の禁煙"));
    let edit = member.get(&page.link("変更")).await;
    assert_eq!(edit.select("input[name=filter][checked]").len(), 2);
    let paused = page.form("main form").press("停止").await.follow().await;
    assert!(paused.main().contains("停止中"));
    let asked = member.get(&paused.link("削除")).await;
    assert!(asked.main().contains("削除しますか"));
    let gone = asked.form("main form").submit().await.follow().await;
    assert!(gone.main().contains("保存した条件はありません"));
}

/// A saved search for the walk over all routes: the visitor's own, or somebody else's.
async fn search_id(visitor: &Visitor<'_>, about: &str) -> (String, String) {
    let site = visitor.site;
    let nobody = ("999999".to_owned(), "1".to_owned());
    let query = format!("q={}", fresh_email().as_str().split('@').next().unwrap());
    match about {
        "own" | "stale" => {
            let new = [("query", query.as_str()), ("frequency", "daily"), ("triggers", "new")];
            if visitor.post("/my/searches/new", &new).await.location() != "/my/searches?saved" {
                return nobody;
            }
            let list = visitor.get("/my/searches").await;
            let path = list.select("main th a")[0].attr("href").unwrap().to_owned();
            let version = if about == "stale" { "9" } else { "1" };
            (path.rsplit('/').next().unwrap().to_owned(), version.to_owned())
        }
        "foreign" => {
            let user = person(site, &fresh_email(), &[]).await;
            let actor = Actor::User(site.store.find_user(user).await.unwrap().unwrap());
            let form = domain::alert::AlertForm {
                query,
                frequency: "daily".into(),
                triggers: vec!["new".into()],
                ..domain::alert::AlertForm::default()
            };
            let clean = form.check("条件", None).unwrap();
            let known = domain::alert::KnownPrograms::default();
            let id = site
                .store
                .save_search(&actor, &clean, domain::Lang::Ja, &known)
                .await
                .unwrap();
            (id.to_string(), "1".to_owned())
        }
        _ => nobody,
    }
}

/// The answer to a row of the matrix that is about saved searches, bookmarks and the search's administration; `None` for
/// other rows.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    let fresh = format!("q={}", fresh_email().as_str().split('@').next().unwrap());
    let mut fields: Vec<(&str, String)> = match path {
        "/alerts" => vec![
            ("email", fresh_email().to_string()),
            ("query", fresh),
            ("frequency", "daily".into()),
            ("triggers", "new".into()),
        ],
        "/my/searches/new" => vec![
            ("query", fresh),
            ("frequency", "daily".into()),
            ("triggers", "new".into()),
        ],
        "/my/searches/{id}" | "/my/searches/{id}/delete" | "/my/searches/{id}/edit" => {
            vec![
                ("step", "pause".into()),
                ("frequency", "weekly".into()),
                ("triggers", "new".into()),
                ("q", fresh),
            ]
        }
        "/my/bookmarks" => vec![("step", "keep".into())],
        "/programs/self-check" => vec![("pref", "13".into())],
        "/admin/synonyms" => vec![
            ("seen", "0".into()),
            ("content", "甲 = 乙".into()),
            ("step", "preview".into()),
        ],
        "/my/calendar" => vec![("step", "renew".into())],
        _ => return None,
    };
    let mut path = path.to_owned();
    if path.starts_with("/my/searches/{id}") {
        let (id, version) = search_id(visitor, about).await;
        path = path.replace("{id}", &id);
        fields.push(("version", version));
    }
    if path == "/my/bookmarks" && method == "POST" {
        let id = match about {
            "public" => visitor.site.publish(&sample(fresh_email().as_str())).await.to_string(),
            _ => "999999".to_owned(),
        };
        fields.push(("id", id));
    }
    if method == "GET" {
        return Some(visitor.get(&path).await);
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(visitor.post(&path, &fields).await)
}
