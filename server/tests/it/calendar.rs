//! The private calendar of one's own deadlines: read without signing in, by whoever has the address, as long as it works.

use domain::program::ProgramForm;

use crate::role::Role;
use crate::site::{TestSite, Visitor, sample};

/// The path of the address that the page shows.
async fn address(visitor: &Visitor<'_>) -> String {
    let page = visitor.get("/my/calendar").await;
    let field = page.select("#calendar-address");
    let address = field[0].attr("value").unwrap();
    let at = address.find("/calendar/").unwrap();
    address[at..].to_owned()
}

#[tokio::test]
async fn 自分の締切だけがログインなしで読め新しくすると前のものは読めない() {
    let site = TestSite::start().await;
    let own = site.publish(&sample("自組織の事業")).await;
    let hidden = ProgramForm {
        visibility: "insurers".into(),
        ..sample("保険者だけの事業")
    };
    let kept = site.publish(&hidden).await;
    let ended = ProgramForm {
        recruit_to: "2026-08-20".into(),
        ..sample("締め切った事業")
    };
    site.publish(&ended).await;

    let society = site.as_(Role::OtherApprover).await;
    let page = society.get("/my/calendar").await;
    assert!(page.select("#calendar-address").is_empty());
    let made = page.form("main form").press("自分用のアドレスを作る").await;
    assert_eq!(made.location(), "/my/calendar?made");
    society
        .post("/my/bookmarks", &[("step", "keep"), ("id", &kept.to_string())])
        .await;
    let path = address(&society).await;
    let anyone = site.anonymous();
    let calendar = anyone.get(&path).await;
    assert_eq!(calendar.status(), 200);
    assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(calendar.header("cache-control"), "no-store");
    let read: icalendar::Calendar = calendar.body.parse().unwrap();
    let uids = |read: &icalendar::Calendar| -> Vec<String> {
        use icalendar::Component as _;
        read.events()
            .filter_map(|event| event.get_uid().map(str::to_owned))
            .collect()
    };
    let found = uids(&read);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(&format!("program-{kept}-deadline@")), "{found:?}");

    // The organiser's own calendar holds its programs, and what is to be done.
    let asked = society
        .get(&format!("/programs/{own}/inquiry"))
        .await
        .form("main form")
        .fill("text", "費用を教えてください。")
        .fill("name", "山田")
        .fill("email", "yamada@example.jp")
        .submit()
        .await;
    assert!(asked.status() == 303 || asked.status() == 200, "{}", asked.main());
    let lead = site.as_(Role::Approver).await;
    lead.post("/my/calendar", &[("step", "renew")]).await;
    let theirs = anyone.get(&address(&lead).await).await;
    let found = uids(&theirs.body.parse().unwrap());
    assert!(
        found
            .iter()
            .any(|uid| uid.starts_with(&format!("program-{own}-deadline@"))),
        "{found:?}"
    );
    assert!(found.iter().any(|uid| uid.starts_with("task-")), "{found:?}");
    assert!(!theirs.body.contains("締め切った事業"));

    let asks = society.get("/my/calendar?renew").await;
    assert!(asks.main().contains("使えなくなります"));
    assert_eq!(address(&society).await, path, "asking changes nothing");
    asks.form("main form").submit().await;
    assert_ne!(address(&society).await, path);
    assert_eq!(anyone.get(&path).await.status(), 404);
    let path = address(&society).await;
    assert_eq!(anyone.get(&path).await.status(), 200);
    society.get("/my/calendar?end").await.form("main form").submit().await;
    assert_eq!(anyone.get(&path).await.status(), 404);
    assert_eq!(anyone.get("/calendar/x.ics").await.status(), 404);
}
