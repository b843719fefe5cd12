//! Messages between an organiser and a society as both meet them, and the requests about them for the walk over all routes
//! (INS-04, ORG-05).

use domain::permit::Actor;
use domain::value::{Email, ProgramId, ThreadId};
use store::ImportState;

use crate::page::Page;
use crate::people::letters;
use crate::role::Role;
use crate::routes::fresh_title;
use crate::site::{TestSite, Visitor, sample};

/// A published program of one of the two societies.
async fn program(site: &TestSite, of_own: bool) -> ProgramId {
    let owner = if of_own { site.own } else { site.other };
    site.add(owner, &sample(&fresh_title()), ImportState::Published).await
}

async fn approver(site: &TestSite, role: Role) -> Actor {
    let email = Email::parse(&role.email()).unwrap();
    Actor::User(site.store.find_user_by_email(&email).await.unwrap().unwrap())
}

/// A conversation about a program of the society, begun by the other one.
async fn conversation(site: &TestSite) -> ThreadId {
    let program = program(site, true).await;
    let writer = approver(site, Role::OtherApprover).await;
    let sent = site
        .store
        .write_to_organiser(&writer, program, site.other, "人数は？")
        .await;
    sent.unwrap()
}

/// A sound request for a row of the table of routes, if the route is one of conversations.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    if !path.starts_with("/my/threads/") {
        return None;
    }
    let site = visitor.site;
    let address = if path.ends_with("/new") {
        let program = match about {
            "missing" => ProgramId::new(999_999),
            "own" => program(site, true).await,
            _ => program(site, false).await,
        };
        format!("{path}?program={program}")
    } else {
        let thread = match about {
            "missing" => ThreadId::new(999_999),
            _ => conversation(site).await,
        };
        path.replace("{id}", &thread.to_string())
    };
    Some(if method == "GET" {
        visitor.get(&address).await
    } else {
        visitor.post(&address, &[("message", "資料を送ります。")]).await
    })
}

#[tokio::test]
async fn 掲載ページから書き両者だけが読み既読が分かる() {
    let site = TestSite::start().await;
    let program = program(&site, true).await;
    let asker = site.as_(Role::OtherApprover).await;
    let page = asker.get(&format!("/programs/{program}")).await;
    let form = asker.get(&page.link("主催者にメッセージを送る")).await;
    let refused = form.form("main form").fill("message", " \n").submit().await;
    assert_eq!(refused.status(), 422);
    let long = "長".repeat(4_001);
    let refused = refused.form("main form").fill("message", &long).submit().await;
    assert_eq!(refused.status(), 422);
    assert!(refused.main().contains(&long), "what was typed stays");
    let sent = refused
        .form("main form")
        .fill("message", "何人から参加できますか。<b>急ぎ</b>です。")
        .submit()
        .await;
    assert_eq!(sent.status(), 303);
    let thread = sent.location().split(['?', '#']).next().unwrap().to_owned();
    assert!(sent.follow().await.main().contains("相手はまだ読んでいません"));

    // The organiser is told by a mail without the text, finds it in the inbox and answers.
    let told = letters(&site, "notice").await;
    assert!(!told.is_empty() && !format!("{told:?}").contains("何人"), "{told:?}");
    let organiser = site.as_(Role::Approver).await;
    assert!(organiser.get("/my/threads").await.main().contains("未読1件"));
    let page = organiser.get(&thread).await;
    assert!(
        page.main().contains("<b>急ぎ</b>"),
        "a message is text: {}",
        page.main()
    );
    let answered = page.form("main form").fill("message", "百人からです。").submit().await;
    assert_eq!(answered.status(), 303);
    assert!(!organiser.get("/my/threads").await.main().contains("未読1件"));
    let page = asker.get(&thread).await;
    assert!(page.main().contains("百人からです。") && page.main().contains("既読："));

    // The same question again lands in the same conversation.
    let again = asker.get(&format!("/my/threads/new?program={program}")).await;
    assert_eq!(again.location(), thread);
    for outsider in [Role::Secretariat, Role::Officer] {
        assert_eq!(site.as_(outsider).await.get(&thread).await.status(), 404);
    }
}

#[tokio::test]
async fn 参加組合にまとめて送る前に宛先と届くメールを確かめる() {
    let site = TestSite::start().await;
    let program = program(&site, true).await;
    crate::participation::ask(&site, program, site.other).await;
    let organiser = site.as_(Role::Approver).await;
    let list = organiser.get(&format!("/my/programs/{program}/participants")).await;
    let page = organiser.get(&list.link("参加組合にメッセージを送る")).await;
    let refused = page.form("main form").fill("message", "日程です。").submit().await;
    assert_eq!(refused.status(), 422, "nobody is chosen");
    let form = refused.form("main form").tick("societies", &site.other.to_string());
    let preview = form.submit().await;
    assert_eq!(preview.status(), 200);
    assert!(
        preview.main().contains("日程です。") && preview.main().contains("/my/threads/"),
        "{}",
        preview.main()
    );
    let reader = site.as_(Role::OtherApprover).await;
    assert!(
        !reader.get("/my/threads").await.main().contains("未読1件"),
        "a preview sends nothing"
    );
    let sent = preview.form("main form").press("1組合に送信する").await;
    assert_eq!(sent.status(), 303);
    assert!(reader.get("/my/threads").await.main().contains("未読1件"));
}
