//! Mails from the outbox to a mail server that really runs, and the page about them.

use domain::user::NewUser;
use domain::value::{Email, UserId};
use server::mail::{Bounce, Courier, Security, Sender, SmtpSetting};
use server::worker::mail::Post;
use store::{MailLine, MailState};

use crate::role::Role;
use crate::site::{TestSite, password_hash};
use crate::smtp::MailServer;

fn post(site: &TestSite, courier: Courier, bounce: Bounce) -> Post {
    Post {
        store: site.store.clone(),
        courier,
        sender: Sender {
            name: "共同事業ナビ".into(),
            address: Email::parse("no-reply@navi.example.jp").unwrap(),
            bounce,
        },
        public_url: "https://navi.example.jp".into(),
    }
}

fn by(site: &TestSite, setting: &SmtpSetting) -> Post {
    post(site, Courier::smtp(setting).unwrap(), Bounce::Sender)
}

/// A person of whose new password a mail tells; answers the mail's number.
async fn letter(site: &TestSite, email: &str) -> i64 {
    let user = person(site, email).await;
    site.store
        .set_password(user, "$argon2id$secret-hash".into())
        .await
        .unwrap();
    site.store.list_mails(None, None, 1).await.unwrap()[0].id
}

async fn person(site: &TestSite, email: &str) -> UserId {
    let new = NewUser {
        email: Email::parse(email).unwrap(),
        name: "山田 <花子>".into(),
        password_hash: password_hash().await,
        memberships: vec![],
        platform: vec![],
    };
    site.store.register_user(new).await.unwrap()
}

async fn line(site: &TestSite, id: i64) -> MailLine {
    site.store.find_mail(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn 暗号化した接続で認証して届く() {
    for security in [Security::Tls, Security::StartTls] {
        let site = TestSite::start().await;
        let server = MailServer::start(security).await;
        let id = letter(&site, "hanako@example.jp").await;
        assert_eq!(by(&site, &server.setting()).send_due().await.unwrap(), 1);
        let [mail] = &server.taken()[..] else {
            panic!("{security:?}: {:?}", line(&site, id).await);
        };
        assert!(mail.encrypted, "{security:?}");
        assert_eq!(
            (mail.from.as_str(), &mail.to[..]),
            ("no-reply@navi.example.jp", &["hanako@example.jp".to_owned()][..])
        );
        assert_eq!(mail.header("Subject"), "【共同事業ナビ】パスワードを変更しました");
        assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
        let (text, html) = mail.bodies();
        assert!(
            text.contains("山田 <花子> 様") && text.contains("https://navi.example.jp/login"),
            "{text}"
        );
        assert!(
            html.contains("山田 &lt;花子&gt; 様") && !html.contains("<花子>"),
            "{html}"
        );
        let line = line(&site, id).await;
        assert_eq!((line.state, line.tries, line.has_letter), (MailState::Sent, 1, false));
        assert_eq!(by(&site, &server.setting()).send_due().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn 一時的な失敗は後で送り直す() {
    let site = TestSite::start().await;
    let server = MailServer::start(Security::StartTls).await;
    let post = by(&site, &server.setting());
    let id = letter(&site, "hanako@example.jp").await;
    server.answer(451, "4.3.0 try later");
    assert_eq!(post.send_due().await.unwrap(), 1);
    let now = line(&site, id).await;
    assert_eq!((now.state, now.tries), (MailState::Waiting, 1));
    assert!(now.error.contains("try later"), "{}", now.error);
    assert_eq!(post.send_due().await.unwrap(), 0, "not before a minute is over");
    site.clock.advance_millis(60_000);
    assert_eq!(post.send_due().await.unwrap(), 1);
    assert_eq!(server.taken().len(), 1);
    let now = line(&site, id).await;
    assert_eq!((now.state, now.tries, now.error.as_str()), (MailState::Sent, 2, ""));
}

#[tokio::test]
async fn 受け付けない宛先はすぐにあきらめ管理者が送り直せる() {
    let site = TestSite::start().await;
    let server = MailServer::start(Security::StartTls).await;
    let post = by(&site, &server.setting());
    let id = letter(&site, "nobody@example.jp").await;
    server.answer(550, "5.1.1 no such user");
    post.send_due().await.unwrap();
    let now = line(&site, id).await;
    assert_eq!((now.state, now.has_letter), (MailState::Failed, true));
    assert!(now.error.contains("no such user"), "{}", now.error);

    let admin = site.as_(Role::Sysadmin).await;
    let list = admin.get("/admin/mails?state=failed").await;
    assert!(list.main().contains("nobody@example.jp") && list.main().contains("no such user"));
    let page = admin.get(&format!("/admin/mails/{id}")).await;
    assert!(!page.text().contains("山田"), "what the mail says is not shown");
    let page = page.form("main form").submit().await.follow().await;
    assert!(page.main().contains("送信待ちに戻しました"));
    post.send_due().await.unwrap();
    assert_eq!(line(&site, id).await.state, MailState::Sent);
    let page = admin.post(&format!("/admin/mails/{id}"), &[]).await;
    assert_eq!(page.status(), 404, "a mail that was sent is not sent again");
}

#[tokio::test]
async fn 設定の誤りではメールを失わない() {
    let site = TestSite::start().await;
    let server = MailServer::start(Security::StartTls).await;
    let right = server.setting();
    let id = letter(&site, "hanako@example.jp").await;
    let wrong = [
        SmtpSetting {
            account: Some(("navi".into(), "wrong".into())),
            ..right.clone()
        },
        SmtpSetting {
            account: None,
            ..right.clone()
        },
        // Nobody vouches for the certificate, or it is for another name.
        SmtpSetting {
            authority: None,
            ..right.clone()
        },
        SmtpSetting {
            host: "127.0.0.1".into(),
            ..right.clone()
        },
        SmtpSetting {
            port: 1,
            ..right.clone()
        },
    ];
    for (tries, setting) in (1_u32..).zip(&wrong) {
        by(&site, setting).send_due().await.unwrap();
        let now = line(&site, id).await;
        assert_eq!(
            (now.state, now.tries),
            (MailState::Waiting, tries),
            "{setting:?}: {}",
            now.error
        );
        assert!(!now.error.is_empty() && !now.error.contains("wrong"), "{}", now.error);
        site.clock.advance_millis(24 * 3_600_000);
    }
    assert!(server.taken().is_empty());
    by(&site, &right).send_due().await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn 何度も失敗したら終わりにする() {
    let site = TestSite::start().await;
    let server = MailServer::start(Security::StartTls).await;
    let post = by(&site, &server.setting());
    let id = letter(&site, "hanako@example.jp").await;
    for tries in 1..=8 {
        server.answer(421, "4.3.2 down");
        assert_eq!(post.send_due().await.unwrap(), 1, "try {tries}");
        site.clock.advance_millis(24 * 3_600_000);
    }
    assert_eq!(line(&site, id).await.state, MailState::Failed);
    site.clock.advance_millis(30 * 24 * 3_600_000);
    assert_eq!(post.send_due().await.unwrap(), 0);
}

#[tokio::test]
async fn 送信の直後に落ちても同じ識別子で送り直す() {
    let site = TestSite::start().await;
    let server = MailServer::start(Security::StartTls).await;
    let post = by(&site, &server.setting());
    letter(&site, "hanako@example.jp").await;
    // The server takes the mail, and the portal dies before it notes that.
    let lease = std::time::Duration::from_secs(900);
    let [mail] = &site.store.claim_mails(10, lease).await.unwrap()[..] else {
        panic!("one mail");
    };
    post.deliver(mail).await.unwrap();
    assert_eq!(post.send_due().await.unwrap(), 0, "nobody else sends it meanwhile");
    site.clock.advance_millis(900_000);
    assert_eq!(post.send_due().await.unwrap(), 1);
    let taken = server.taken();
    let ids: Vec<String> = taken.iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
    assert_eq!(taken[0].header("Date"), taken[1].header("Date"));
    assert!(
        ids[0].starts_with("<outbox.") && ids[0].ends_with("@navi.example.jp>"),
        "{}",
        ids[0]
    );
}

#[tokio::test]
async fn 空の戻り先でも届く() {
    let site = TestSite::start().await;
    let server = MailServer::start(Security::Tls).await;
    letter(&site, "hanako@example.jp").await;
    let courier = Courier::smtp(&server.setting()).unwrap();
    post(&site, courier, Bounce::Nobody).send_due().await.unwrap();
    assert_eq!(server.taken()[0].from, "null@return.invalid");
}

#[tokio::test]
async fn サーバーがなければフォルダーに書き管理者の画面で読める() {
    let site = TestSite::start().await;
    let id = letter(&site, "hanako@example.jp").await;
    let admin = site.as_(Role::Sysadmin).await;
    assert_eq!(admin.get(&format!("/admin/mails/{id}/html")).await.status(), 404);
    let folder = site.folder().join("mail");
    post(&site, Courier::Folder(folder.clone()), Bounce::Sender)
        .send_due()
        .await
        .unwrap();
    assert!(folder.join(format!("{id:08}.eml")).exists());
    let page = admin.get(&format!("/admin/mails/{id}")).await;
    assert!(page.main().contains("パスワードを変更しました") && page.main().contains("山田 <花子> 様"));
    let service = site.service();
    let request = admin.request(http::Method::GET, &format!("/admin/mails/{id}/html"));
    let request = request.body(axum::body::Body::empty()).unwrap();
    let answer = tower::ServiceExt::oneshot(service, request).await.unwrap();
    assert_eq!(answer.status(), 200);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(
        policy.starts_with("sandbox ") && policy.contains("style-src 'sha256-"),
        "{policy}"
    );
    assert!(
        !policy.contains("allow-scripts") && !policy.contains("unsafe"),
        "{policy}"
    );
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let html = String::from_utf8(body.to_vec()).unwrap();
    // The hash allows exactly the rules of the mail.
    let style = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    use base64::Engine as _;
    let hash = base64::engine::general_purpose::STANDARD.encode(<sha2::Sha256 as sha2::Digest>::digest(style));
    assert!(policy.contains(&hash), "{policy}");
    assert!(!html.contains(" style=") && !html.contains("<script"), "{html}");
    for role in [Role::Secretariat, Role::OrgAdmin] {
        let other = site.as_(role).await;
        assert_eq!(
            other.get(&format!("/admin/mails/{id}/html")).await.status(),
            403,
            "{role:?}"
        );
    }
}
