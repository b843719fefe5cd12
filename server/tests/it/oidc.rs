//! Providers: what the portal does when one is down, when the browser brings back what it was not sent for, and who may
//! link. The way through a real provider is tested in the browser.

use app::federation::Provider;
use domain::second_factor::FactorPolicy;

use crate::role::Role;
use crate::site::TestSite;

/// A provider at an address where nobody listens.
fn silent() -> Provider {
    Provider::read("corp", |key| {
        Some(match key {
            "ISSUER" => "http://127.0.0.1:9".to_owned(),
            "LABEL" => "架空認証".to_owned(),
            "CLIENT_ID" | "CLIENT_SECRET" => "navi".to_owned(),
            _ => return None,
        })
    })
    .unwrap()
}

async fn site() -> TestSite {
    TestSite::with_sign_in(FactorPolicy::None, vec![silent()]).await
}

#[tokio::test]
async fn つながらない事業者はそう言って別の道を示す() {
    let site = site().await;
    let visitor = site.anonymous();
    let page = visitor.get("/login?back=/my/programs").await;
    let href = page.link("架空認証でログイン");
    assert_eq!(href, "/login/oidc/corp?back=%2Fmy%2Fprograms");
    let page = visitor.get(&href).await;
    assert_eq!(page.status(), 502);
    assert!(
        page.main().contains("架空認証につながりませんでした"),
        "{}",
        page.main()
    );
    assert_eq!(page.link("ログインの画面"), "/login");
    assert!(visitor.cookie("kyodo-journey").is_none());
    assert_eq!(visitor.get("/login/oidc/other").await.status(), 404);
}

#[tokio::test]
async fn 送り出していない人は受け取らない() {
    let site = site().await;
    let visitor = site.anonymous();
    for query in ["", "?code=a&state=b", "?error=access_denied", "?state=&code="] {
        let page = visitor.get(&format!("/login/oidc/corp/return{query}")).await;
        assert_eq!(page.status(), 400, "{query}");
        assert!(page.main().contains("完了しませんでした"));
    }
    visitor.keep_cookie("kyodo-journey=AAAA; Path=/");
    let page = visitor.get("/login/oidc/corp/return?code=a&state=b").await;
    assert_eq!(page.status(), 400);
    assert!(visitor.cookie("kyodo-journey").is_none(), "it is taken away");
}

#[tokio::test]
async fn 結び付けはログインした人だけ() {
    let site = site().await;
    let visitor = site.anonymous();
    let page = visitor.get("/login/oidc/corp?link").await;
    assert!(page.location().starts_with("/login?back="), "{}", page.location());
    let visitor = site.as_(Role::Editor).await;
    let page = visitor.get("/my/account/factors").await;
    assert_eq!(page.link("架空認証を結び付ける"), "/login/oidc/corp?link");
    assert_eq!(visitor.get("/login/oidc/corp?link").await.status(), 502);
    for method in ["GET", "POST"] {
        let path = "/my/account/factors/identities/1/remove";
        let page = if method == "GET" {
            visitor.get(path).await
        } else {
            visitor.post(path, &[]).await
        };
        assert_eq!(page.status(), 404, "{method}");
    }
}
