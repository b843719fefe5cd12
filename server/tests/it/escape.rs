//! Text that looks like markup is shown as the text it is, wherever it stands.

use domain::program::ProgramForm;

use crate::page::words;
use crate::role::Role;
use crate::site::{TestSite, sample};

#[tokio::test]
async fn 題のhtmlはどこでも文字として出る() {
    let site = TestSite::start().await;
    let nasty = "<img src=x onerror=alert(1)>\"'&amp;</title><script>alert(2)</script>";
    let form = ProgramForm {
        summary: format!("概要{nasty}"),
        purpose: format!("目的{nasty}"),
        content: format!(
            "[押す](javascript:alert(1)) {nasty}\n\n<iframe src=//evil.example></iframe>\n\n![絵](https://evil.example/a.png)"
        ),
        structure: format!("体制{nasty}"),
        contact_org: format!("窓口{nasty}"),
        contact_dept: nasty.to_owned(),
        condition: nasty.to_owned(),
        ..sample(nasty)
    };
    let id = site.publish(&form).await;
    let visitor = site.as_(Role::Approver).await;
    for path in [
        "/".to_owned(),
        "/programs".to_owned(),
        "/programs?q=alert".to_owned(),
        format!("/programs/{id}"),
        "/my/programs".to_owned(),
        format!("/my/programs/{id}/edit"),
        format!("/my/programs/{id}/edit/basics"),
        format!("/my/programs/{id}/edit/purpose"),
        format!("/my/programs/{id}/edit/contact"),
        format!("/my/programs/{id}/preview"),
        format!("/my/programs/{id}/end"),
        format!("/en/programs/{id}"),
    ] {
        let page = visitor.get(&path).await;
        assert_eq!(page.status(), 200, "{path}");
        assert!(page.select("img, iframe, object, embed").is_empty(), "{path}");
        assert!(page.select("main script:not([nonce])").is_empty(), "{path}");
        if !path.contains("/edit/") {
            assert!(
                page.letters().contains("<imgsrc=xonerror=alert(1)>"),
                "{path}: {}",
                page.text()
            );
        }
    }
    let page = visitor.get(&format!("/programs/{id}")).await;
    assert!(page.title().starts_with(nasty), "{}", page.title());
    assert_eq!(page.h1(), nasty);
    let answer = visitor.get("/programs.json").await.json();
    assert_eq!(answer["result"][0]["title"], nasty);
    let suggestions = visitor.get("/suggest.json?q=%3Cimg").await.json();
    assert!(
        suggestions
            .as_array()
            .unwrap()
            .iter()
            .all(|it| !it["text"].as_str().unwrap().contains("&lt;")),
        "{suggestions}"
    );

    // What stands in an address is no better.
    for query in [
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "pref=%3Cscript%3E",
        "%3Cb%3E=1",
        "q=%22%3E%3Cimg%20src=x%3E",
    ] {
        let page = visitor.get(&format!("/programs?{query}")).await;
        assert!(
            page.select("main img, main b, main script:not([nonce])").is_empty(),
            "{query}"
        );
    }
    let page = visitor.get("/programs?q=%3Cb%3Ex%3C/b%3E").await;
    assert!(
        page.title().contains("<b>x</b>") && words(page.select("h1")[0]).contains("<b>x</b>"),
        "{}",
        page.title()
    );
}
