//! Answering an invitation: who sees what, and how one becomes a member.

use domain::invitation::INVITATION_MILLIS;
use domain::permit::Actor;
use domain::value::Email;

use crate::people::{fresh_email, invite, letters};
use crate::role::Role;
use crate::site::{PASSWORD, TestSite};

#[tokio::test]
async fn 新しい人は氏名とパスワードで登録して承諾する() {
    let site = TestSite::start().await;
    let email = fresh_email();
    let (_, token) = invite(&site, site.own, &email).await;
    let visitor = site.anonymous();
    let page = visitor.get(&format!("/invitations/{token}")).await;
    assert_eq!(page.h1(), "みずほ野精機健康保険組合への招待");
    assert!(page.main().contains(email.as_str()) && page.main().contains("閲覧"));
    let form = page.form("main form");
    let page = form
        .fill("name", " ")
        .fill("password", "short")
        .press("登録して承諾する")
        .await;
    assert_eq!(page.status(), 422);
    assert_eq!(page.errors().len(), 2, "{:?}", page.errors());
    let form = page
        .form("main form")
        .fill("name", "新任　花子")
        .fill("password", PASSWORD);
    // The test password is short of the rule for new ones.
    let page = form
        .fill("password", "春の健診と秋の運動-2026")
        .press("登録して承諾する")
        .await;
    assert_eq!((page.status(), page.location()), (303, "/my?joined"), "{}", page.main());
    let page = page.follow().await;
    assert!(page.main().contains("招待を承諾しました") && page.main().contains("新任 花子さん"));
    assert!(page.main().contains("みずほ野精機健康保険組合"));
    let again = visitor.get(&format!("/invitations/{token}")).await;
    assert_eq!((again.status(), again.h1().as_str()), (200, "この招待には回答済みです"));
}

#[tokio::test]
async fn 登録済みの人はログインしてから承諾する() {
    let site = TestSite::start().await;
    let email = Email::parse(&Role::OtherApprover.email()).unwrap();
    let (_, token) = invite(&site, site.own, &email).await;
    let path = format!("/invitations/{token}");
    let visitor = site.anonymous();
    let page = visitor.get(&path).await;
    assert!(page.select("main input[type=password]").is_empty());
    let page = visitor.get(&page.link("ログインして承諾に進む")).await;
    let form = page
        .form("main form")
        .fill("email", email.as_str())
        .fill("password", PASSWORD);
    let page = form.submit().await;
    assert_eq!(page.location(), path);
    let page = page.follow().await.form("main form").press("承諾する").await;
    assert_eq!(page.location(), "/my?joined");
    assert!(!visitor.get("/my").await.select(".kj-header__acting").is_empty());
    // A forged acceptance without being signed in leads to the sign-in page.
    let (_, token) = invite(&site, site.own, &Email::parse(&Role::Secretariat.email()).unwrap()).await;
    let stranger = site.anonymous();
    let page = stranger
        .post(&format!("/invitations/{token}"), &[("answer", "accept")])
        .await;
    assert!(page.location().starts_with("/login?back="), "{}", page.location());
}

#[tokio::test]
async fn 別の人は承諾できず宛先の人に替わるよう伝える() {
    let site = TestSite::start().await;
    let (_, token) = invite(&site, site.own, &fresh_email()).await;
    let path = format!("/invitations/{token}");
    let other = site.as_(Role::OtherApprover).await;
    let page = other.get(&path).await;
    assert!(page.main().contains(&Role::OtherApprover.email()));
    assert!(page.select("main form").is_empty());
    assert_eq!(other.post(&path, &[("answer", "accept")]).await.status(), 403);
    assert!(!other.get("/my/organization/members").await.main().contains("みずほ野"));
}

#[tokio::test]
async fn 辞退には理由を添えられ一覧に出る() {
    let site = TestSite::start().await;
    let (_, token) = invite(&site, site.own, &fresh_email()).await;
    let visitor = site.anonymous();
    let path = format!("/invitations/{token}");
    let form = visitor.get(&path).await.form("main section:last-of-type form");
    let page = form.fill("reason", &"長".repeat(401)).press("辞退する").await;
    assert_eq!(page.status(), 422);
    let form = page.form("main section:last-of-type form");
    assert_eq!(
        form.values("reason").join("").chars().filter(|c| *c == '長').count(),
        401
    );
    let page = form.fill("reason", "担当が替わりました").press("辞退する").await;
    assert_eq!(page.follow().await.h1(), "この招待には回答済みです");
    let admin = site.as_(Role::OrgAdmin).await;
    let list = admin.get("/my/organization/members").await;
    assert!(list.main().contains("辞退") && list.main().contains("担当が替わりました"));
}

#[tokio::test]
async fn 使えないリンクは誰に頼むかだけを伝える() {
    let site = TestSite::start().await;
    let email = fresh_email();
    let (id, token) = invite(&site, site.own, &email).await;
    let visitor = site.anonymous();
    let mut answers = Vec::new();
    let unknown = visitor.get("/invitations/abc").await;
    assert_eq!(unknown.status(), 404);
    answers.push(unknown.main());
    site.clock.advance_millis(INVITATION_MILLIS);
    let expired = visitor.get(&format!("/invitations/{token}")).await;
    assert_eq!(expired.status(), 410);
    answers.push(expired.main());
    site.store.withdraw_invitation(&Actor::Operator, id).await.unwrap();
    let withdrawn = visitor.get(&format!("/invitations/{token}")).await;
    answers.push(withdrawn.main());
    let posted = visitor
        .post(&format!("/invitations/{token}"), &[("answer", "accept")])
        .await;
    assert_eq!(posted.status(), 410);
    answers.push(posted.main());
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    assert!(answers[0].contains("再送を頼んで"));
    assert!(!answers[0].contains("みずほ野") && !answers[0].contains(email.as_str()));
    let english = visitor.get("/en/invitations/abc").await;
    assert!(english.main().contains("This invitation link does not work"));
}

#[tokio::test]
async fn 招待のメールには案件の内容を書かない() {
    let site = TestSite::start().await;
    invite(&site, site.own, &fresh_email()).await;
    let letter = letters(&site, "invitation").await.pop().unwrap();
    let mut keys: Vec<_> = letter.as_object().unwrap().keys().cloned().collect();
    keys.sort();
    assert_eq!(keys, ["inviter", "kind", "organisation", "path", "until"]);
}
