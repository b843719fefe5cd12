//! Behind a proxy: whose address counts, and which request numbers are believed. The audit log shows what was understood.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Method, header};
use server::front::Front;
use server::front::proxy::{ForwardedBy, Proxies};
use store::AuditFilter;

use crate::site::TestSite;

async fn behind(networks: &'static str, by: ForwardedBy) -> TestSite {
    TestSite::behind(move |_| Front {
        proxies: Arc::new(Proxies::parse(networks, by).unwrap()),
        ..Front::default()
    })
    .await
}

/// Signs in wrongly and answers the address that was recorded and the number of the request.
async fn attempt(site: &TestSite, peer: &str, headers: &[(&'static str, &'static str)]) -> (String, String) {
    let visitor = site.anonymous();
    let mut request = visitor
        .request(Method::POST, "/login")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::from("email=nobody@example.jp&password=x")).unwrap();
    request
        .extensions_mut()
        .insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
    let page = visitor.send(request).await;
    let id = page.header("x-request-id").to_owned();
    let row = site
        .store
        .list_audit(&AuditFilter::default(), None, 1)
        .await
        .unwrap()
        .remove(0);
    assert_eq!((row.deed.as_str(), &row.reference), ("sign-in-refused", &id));
    (row.address, id)
}

#[tokio::test]
async fn 信頼する中継の言う宛先だけを記録する() {
    let site = behind("10.0.0.0/8", ForwardedBy::XForwardedFor).await;
    let spoofed = ("x-forwarded-for", "1.2.3.4");
    let (address, _) = attempt(&site, "203.0.113.9:1", &[spoofed]).await;
    assert_eq!(address, "203.0.113.9");
    let (address, _) = attempt(
        &site,
        "10.0.0.2:1",
        &[("x-forwarded-for", "1.2.3.4, 198.51.100.7, 10.9.9.9")],
    )
    .await;
    assert_eq!(address, "198.51.100.7");
    // The other header is the visitor's own talk.
    let (address, _) = attempt(&site, "10.0.0.2:1", &[("forwarded", "for=1.2.3.4")]).await;
    assert_eq!(address, "10.0.0.2");

    let site = behind("::1/128", ForwardedBy::Forwarded).await;
    let talk = [
        ("forwarded", "for=1.2.3.4, for=\"[2001:db8::7]:99\";proto=https"),
        spoofed,
    ];
    let (address, _) = attempt(&site, "[::1]:1", &talk).await;
    assert_eq!(address, "2001:db8::7");
}

#[tokio::test]
async fn 要求の番号は信頼する中継からだけ受け取る() {
    let site = behind("10.0.0.0/8", ForwardedBy::XForwardedFor).await;
    let (_, id) = attempt(&site, "10.0.0.2:1", &[("x-request-id", "lb-7f3a.1")]).await;
    assert_eq!(id, "lb-7f3a.1");
    let (_, id) = attempt(&site, "203.0.113.9:1", &[("x-request-id", "lb-7f3a.1")]).await;
    assert_ne!(id, "lb-7f3a.1");
    let (_, id) = attempt(&site, "10.0.0.2:1", &[("x-request-id", "<script>")]).await;
    assert_ne!(id, "<script>");
}
