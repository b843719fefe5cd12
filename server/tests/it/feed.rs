//! What programs follow and search engines read: feeds, calendars, site map, linked data, and search from the address bar.

use std::str::FromStr as _;

use atom_syndication::Feed;
use domain::program::ProgramForm;
use icalendar::{Calendar, Component as _};

use crate::outputs::text;
use crate::role::Role;
use crate::site::{TestSite, header_text, sample};

#[tokio::test]
async fn フィードは正しいatomでidは変わらない() {
    let site = TestSite::with_demo().await;
    let visitor = site.anonymous();
    let (headers, ja) = text(&visitor, "/programs.atom?q=健診").await;
    assert_eq!(
        header_text(&headers, "content-type"),
        "application/atom+xml; charset=utf-8"
    );
    let feed = Feed::read_from(ja.as_bytes()).unwrap();
    assert!(feed.title().as_str().contains("健診"), "{}", feed.title().as_str());
    assert!(feed.id().starts_with("tag:navi.example.jp,2026:"), "{}", feed.id());
    let own = feed.links().iter().find(|link| link.rel() == "self").unwrap();
    assert!(own.href().starts_with("http://navi.example.jp/programs.atom?q="));
    let newest = feed.entries().iter().map(|entry| *entry.updated()).max().unwrap();
    assert_eq!(*feed.updated(), newest);
    for entry in feed.entries() {
        assert!(!entry.title().as_str().is_empty() && !entry.authors().is_empty());
        assert!(entry.published().is_some() && entry.summary().is_some());
        let page = entry.links()[0].href().strip_prefix("http://navi.example.jp").unwrap();
        assert_eq!(visitor.get(page).await.status(), 200);
    }
    let (_, en) = text(&visitor, "/en/programs.atom?q=健診").await;
    let english = Feed::read_from(en.as_bytes()).unwrap();
    let names = |feed: &Feed| {
        feed.entries()
            .iter()
            .map(|entry| entry.id().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&feed), names(&english));
    let (_, none) = text(&visitor, "/programs.atom?q=ぬるぽぬるぽ").await;
    assert!(Feed::read_from(none.as_bytes()).unwrap().entries().is_empty());
}

#[tokio::test]
async fn 締切は日本の一日で変更すると番号が進む() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数, セミコロン; 改行のない\\事業")).await;
    let visitor = site.anonymous();
    let path = format!("/programs/{id}.ics");
    let (headers, first) = text(&visitor, &path).await;
    assert_eq!(header_text(&headers, "content-type"), "text/calendar; charset=utf-8");
    let read = |text: &str| {
        let calendar = Calendar::from_str(text).unwrap();
        let event = calendar.events().next().unwrap().clone();
        assert_eq!(calendar.events().count(), 1);
        event
    };
    let event = read(&first);
    assert_eq!(
        event.get_summary().unwrap(),
        "募集締切：歩数, セミコロン; 改行のない\\事業"
    );
    assert_eq!(event.property_value("DTSTART").unwrap(), "20260930");
    assert_eq!(event.property_value("DTEND").unwrap(), "20261001");
    assert!(first.contains("DTSTART;VALUE=DATE:20260930"));
    assert_eq!(first.matches("BEGIN:VALARM").count(), 2);
    assert!(event.get_url().unwrap().ends_with(&format!("/programs/{id}")));
    assert_eq!(
        text(&visitor, &path).await.1,
        first,
        "the same as long as nothing changes"
    );

    let approver = site.as_(Role::Approver).await;
    let form = approver
        .get(&format!("/my/programs/{id}/edit/recruit"))
        .await
        .form("#section-form");
    form.fill("recruit_to", "2026-10-15").submit().await;
    let form = approver
        .get(&format!("/my/programs/{id}/edit"))
        .await
        .form("form[action$='/publish']");
    form.submit().await;
    let (_, second) = text(&visitor, &path).await;
    let moved = read(&second);
    assert_eq!(moved.get_uid(), event.get_uid());
    assert!(moved.get_sequence().unwrap() > event.get_sequence().unwrap());
    assert_eq!(moved.property_value("DTSTART").unwrap(), "20261015");

    let reference = ProgramForm {
        kind: "reference".into(),
        recruit_from: String::new(),
        recruit_to: String::new(),
        result: "二割増えた。".into(),
        ..sample("過去の事例")
    };
    let reference = site.publish(&reference).await;
    assert_eq!(visitor.get(&format!("/programs/{reference}.ics")).await.status(), 404);
    for odd in ["x.ics", ".ics", "1.ics.ics", "999999.ics", "01.ics"] {
        assert_eq!(visitor.get(&format!("/programs/{odd}")).await.status(), 404, "{odd}");
    }
}

#[tokio::test]
async fn 検索エンジンへのデータは公開の事業だけで壊せない() {
    let site = TestSite::start().await;
    let form = ProgramForm {
        summary: "</script><script>alert(1)</script><!--".into(),
        ..sample("歩数チャレンジ")
    };
    let id = site.publish(&form).await;
    let visitor = site.anonymous();
    let page = visitor.get(&format!("/programs/{id}")).await;
    let scripts = page.select("script[type='application/ld+json']");
    assert_eq!(scripts.len(), 1);
    let data: serde_json::Value = serde_json::from_str(&scripts[0].text().collect::<String>()).unwrap();
    let event = &data["@graph"][0];
    assert_eq!(event["name"], "歩数チャレンジ");
    assert_eq!(event["description"], form.summary);
    assert_eq!(event["organizer"]["name"], "みずほ野精機健康保険組合");
    assert_eq!(event["offers"]["validThrough"], "2026-09-30T23:59+09:00");
    assert_eq!(data["@graph"][1]["@type"], "BreadcrumbList");
    assert!(!page.body.contains("hoken@mizuhono.example.jp"));
}

#[tokio::test]
async fn サイトマップとロボットとopensearch() {
    let site = TestSite::start().await;
    let id = site.publish(&sample("歩数チャレンジ")).await;
    let visitor = site.anonymous();
    let (_, map) = text(&visitor, "/sitemap.xml").await;
    let addresses: Vec<&str> = map
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    assert_eq!(addresses.len(), 16);
    for address in &addresses {
        let path = address.strip_prefix("http://navi.example.jp").unwrap();
        assert_eq!(visitor.get(path).await.status(), 200, "{path}");
    }
    assert!(addresses.contains(&&*format!("http://navi.example.jp/en/programs/{id}")));
    assert_eq!(visitor.get("/sitemap.xml?part=2").await.status(), 404);
    let (_, robots) = text(&visitor, "/robots.txt").await;
    assert!(robots.contains("Sitemap: http://navi.example.jp/sitemap.xml") && robots.contains("Disallow: /en/my\n"));
    let (headers, suggestions) = text(&visitor, "/opensearch.json?q=歩数").await;
    assert!(header_text(&headers, "content-type").starts_with("application/x-suggestions+json"));
    let suggestions: serde_json::Value = serde_json::from_str(&suggestions).unwrap();
    assert_eq!(suggestions[0], "歩数");
    let completions = suggestions[1].as_array().unwrap();
    assert!(
        completions.iter().any(|words| words == "歩数チャレンジ"),
        "{suggestions}"
    );
    assert_eq!(suggestions[3].as_array().unwrap().len(), completions.len());
}
