//! What members of a consortium do together: shared documents, work, decisions, calendar, messages, history, and the
//! evidence of a consent; nothing of it outside.

use crate::consortium::{DECISION, actor, invite, start};
use crate::role::Role;
use crate::site::TestSite;

/// A consortium of two; the second society is invited.
async fn two(site: &TestSite) -> String {
    let id = start(site, Role::Approver, false).await;
    invite(site, Role::Approver, id, site.other).await;
    format!("/my/consortia/{id}")
}

#[tokio::test]
async fn 担当作業はやることに出て完了すると消える() {
    let site = TestSite::start().await;
    let home = two(&site).await;
    let lead = site.as_(Role::Editor).await;
    let other = site.other.to_string();
    let work = [
        ("title", "見積りを集める"),
        ("society", other.as_str()),
        ("due", "令和8年9月15日"),
    ];
    assert_eq!(lead.post(&format!("{home}/tasks"), &work[..2]).await.status(), 422);
    assert_eq!(lead.post(&format!("{home}/tasks"), &work).await.status(), 303);
    let nobody = [("title", "x"), ("society", "999999"), ("due", "2026-09-15")];
    assert_eq!(lead.post(&format!("{home}/tasks"), &nobody).await.status(), 422);
    let society = site.as_(Role::OtherApprover).await;
    let inbox = society.get("/my").await;
    assert!(
        inbox.text().contains("作業「見積りを集める」の担当になりました"),
        "{}",
        inbox.text()
    );
    let calendar = society.get(&format!("{home}/calendar")).await;
    assert!(calendar.text().contains("見積りを集める"), "{}", calendar.text());
    let ics = society.get(&format!("{home}/calendar.ics")).await;
    assert!(ics.text().contains("20260915"), "{}", ics.text());
    let form = society.get(&format!("{home}/tasks")).await.form("main table form");
    assert_eq!(form.submit().await.status(), 303);
    let done = society.get(&format!("{home}/tasks")).await;
    assert!(done.text().contains("完了（"), "{}", done.text());
    // That it leaves the list of what is to be done is shown by the tests of the store.
    let calendar = society.get(&format!("{home}/calendar")).await;
    assert!(!calendar.text().contains("見積りを集める"), "{}", calendar.text());
}

#[tokio::test]
async fn 決定事項とやりとりは構成員に届き外には出ない() {
    let site = TestSite::start().await;
    let home = two(&site).await;
    let lead = site.as_(Role::Editor).await;
    let society = site.as_(Role::OtherApprover).await;
    let without_votes: Vec<_> = DECISION.iter().copied().filter(|(name, _)| *name != "yes").collect();
    assert_eq!(
        lead.post(&format!("{home}/decisions"), &without_votes).await.status(),
        422
    );
    assert_eq!(lead.post(&format!("{home}/decisions"), DECISION).await.status(), 303);
    let read = society.get(&format!("{home}/decisions")).await;
    assert!(read.text().contains("委託先の選定"), "{}", read.text());
    assert!(read.text().contains("賛成2・反対や保留0"), "{}", read.text());
    let text = [("message", "資料を <b>共有</b> しました。")];
    assert_eq!(
        society
            .post(&format!("{home}/messages"), &[("message", " ")])
            .await
            .status(),
        422
    );
    assert_eq!(society.post(&format!("{home}/messages"), &text).await.status(), 303);
    let read = lead.get(&format!("{home}/messages")).await;
    assert!(
        read.text().contains("資料を <b>共有</b> しました。"),
        "as typed: {}",
        read.text()
    );
    let inbox = lead.get("/my/notices").await;
    assert!(
        inbox.text().contains("構成員にメッセージが届きました"),
        "{}",
        inbox.text()
    );
    let history = society.get(&format!("{home}/history")).await;
    assert!(history.text().contains("決定事項を記録しました"), "{}", history.text());
    for role in [Role::Secretariat, Role::Sysadmin, Role::Auditor] {
        let outside = site.as_(role).await;
        for page in ["decisions", "messages", "history", "documents", "tasks", "calendar.ics"] {
            assert_eq!(
                outside.get(&format!("{home}/{page}")).await.status(),
                404,
                "{role:?} {page}"
            );
        }
    }
}

#[tokio::test]
async fn 共有文書は構成員が読み証拠書類は代表組合だけが読む() {
    let site = TestSite::start().await;
    let home = two(&site).await;
    let id = home.rsplit('/').next().unwrap().parse().unwrap();
    let whole = site.store.find_consortium(id).await.unwrap().unwrap();
    let place = whole.place(site.other).unwrap().id;
    let society = site.as_(Role::OtherApprover).await;
    let pdf = crate::file::pdf("議事録");
    for owner in [format!("shelf-{place}"), format!("place-{place}")] {
        let name = format!("{owner}.pdf");
        let sent = crate::file::send_file(&society, &format!("/my/files/{owner}"), &name, &pdf).await;
        assert_eq!(sent.status(), 303, "{}", sent.text());
    }
    let lead = site.as_(Role::Editor).await;
    let shared = lead.get(&format!("{home}/documents")).await;
    assert!(
        shared.text().contains(&format!("shelf-{place}.pdf")),
        "{}",
        shared.text()
    );
    assert!(
        !shared.text().contains(&format!("place-{place}.pdf")),
        "evidence is not shared"
    );
    // The lead reads both; a third society that belongs reads the shared one only.
    let hrefs = |page: &crate::page::Page<'_>| -> Vec<String> {
        let all = page.links().into_iter().map(|(_, href)| href);
        all.filter(|href| href.starts_with("/files/")).collect()
    };
    let evidence = hrefs(&lead.get(&home).await);
    let shelf = hrefs(&shared);
    assert_eq!((evidence.len(), shelf.len()), (1, 1));
    for href in evidence.iter().chain(&shelf) {
        assert_eq!(lead.get(href).await.status(), 200, "{href}");
        assert_eq!(
            site.as_(Role::Secretariat).await.get(href).await.status(),
            404,
            "{href}"
        );
    }
    let own = lead.get(&format!("/my/files/shelf-{place}")).await;
    assert_eq!(own.status(), 404, "the shelf of another society");
    // Who leaves takes its documents along.
    let actor = actor(&site, &Role::OtherApprover.email()).await;
    let version = site.store.find_consortium(id).await.unwrap().unwrap().version;
    let step = domain::consortium::MembershipStep::Decline;
    site.store
        .step_place(&actor, id, site.other, version, step, "都合のため")
        .await
        .unwrap();
    assert_eq!(lead.get(&shelf[0]).await.status(), 404);
}
