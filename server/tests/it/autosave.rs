//! Saving in the background: the answer is JSON, and an old page never overwrites a newer text.

use http::{Method, header};

use crate::page::Page;
use crate::register::{id_in, start};
use crate::role::Role;
use crate::site::{TestSite, Visitor};

/// What the autosave of the browser sends: the form as it stands, with a header of its own.
async fn autosave<'a>(visitor: &'a Visitor<'a>, path: &str, base: &str, title: &str) -> Page<'a> {
    let request = visitor
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded;charset=UTF-8")
        .header(app::island::autosave::AUTOSAVE_HEADER, "1");
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("base", base)
        .append_pair("title", title)
        .finish();
    visitor.send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn 自動保存はjsonで答え古い版は上書きしない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let list = start(&visitor).await;
    let path = format!("{list}/basics");
    let base = visitor.get(&path).await.form("#section-form").values("base")[0].clone();

    let saved = autosave(&visitor, &path, &base, "自動保存の題").await;
    assert_eq!(saved.status(), 200);
    let answer = saved.json();
    assert!(answer["words"].as_str().unwrap().contains("保存しました"), "{answer}");
    let next = answer["base"].as_str().unwrap().to_owned();
    assert_ne!(next, base);
    assert_eq!(
        visitor.get(&path).await.form("#section-form").values("base"),
        std::slice::from_ref(&next)
    );

    let stale = autosave(&visitor, &path, &base, "古い画面から").await;
    assert_eq!(stale.status(), 409);
    assert!(stale.json()["words"].as_str().unwrap().contains("先に更新"));
    let draft = site.store.find_draft(id_in(&list)).await.unwrap().unwrap();
    assert_eq!(draft.form.title, "自動保存の題");
    // Sending the same again is safe, and what is wrong with the content does not keep it from being saved.
    assert_eq!(autosave(&visitor, &path, &base, "自動保存の題").await.status(), 200);
    assert_eq!(autosave(&visitor, &path, &next, &"長".repeat(200)).await.status(), 200);
}
