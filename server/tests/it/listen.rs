//! Connections as bytes on a wire: slow, endless, contradictory and too many of them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use server::front::listen::{Bounds, serve};
use server::front::proxy::{ForwardedBy, Proxies};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::site::TestSite;

/// Short times, few places.
fn tight() -> Bounds {
    Bounds {
        connections: 8,
        per_network: 4,
        head_time: Duration::from_millis(400),
        ..Bounds::default()
    }
}

async fn listening(
    site: &TestSite,
    proxies: Proxies,
    bounds: Bounds,
) -> (SocketAddr, tokio::sync::oneshot::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let stop_signal = async move {
        let _ = stopped.await;
    };
    tokio::spawn(serve(listener, site.service(), Arc::new(proxies), bounds, stop_signal));
    (address, stop)
}

/// Everything the server says until it closes, or for a while.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(3), stream.read_to_end(&mut bytes)).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn say(address: SocketAddr, text: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may refuse before all is written.
    let _ = stream.write_all(text.as_bytes()).await;
    answer(&mut stream).await
}

fn first_line(answer: &str) -> &str {
    answer.lines().next().unwrap_or_default()
}

#[tokio::test]
async fn 普通の要求に答えて閉じる() {
    let site = TestSite::start().await;
    let (address, stop) = listening(&site, Proxies::default(), tight()).await;
    let said = say(address, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert_eq!(first_line(&said), "HTTP/1.1 200 OK", "{said}");
    assert!(said.ends_with("alive\n"), "{said}");
    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody listens after the end"
    );
}

#[tokio::test]
async fn 見出しを送り終えない接続は閉じる() {
    let site = TestSite::start().await;
    let (address, _stop) = listening(&site, Proxies::default(), tight()).await;
    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await.unwrap();
    let started = tokio::time::Instant::now();
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        if slow.write_all(b"X-A: b\r\n").await.is_err() {
            break;
        }
    }
    let said = answer(&mut slow).await;
    assert!(!said.starts_with("HTTP/1.1 200"), "{said}");
    assert!(started.elapsed() < Duration::from_secs(4), "closed in time");
    // A connection that says nothing at all, and one that has had its answer, are closed as well.
    let mut silent = TcpStream::connect(address).await.unwrap();
    assert_eq!(answer(&mut silent).await, "");
    let said = say(address, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert_eq!(first_line(&said), "HTTP/1.1 200 OK");
}

#[tokio::test]
async fn 大きすぎる見出しと矛盾する長さは断る() {
    let site = TestSite::start().await;
    let (address, _stop) = listening(&site, Proxies::default(), tight()).await;
    let long = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n", "a".repeat(70 * 1024));
    let said = say(address, &long).await;
    assert!(
        first_line(&said).contains("431") || said.is_empty(),
        "{}",
        first_line(&said)
    );
    let many = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "A: b\r\n".repeat(150));
    let said = say(address, &many).await;
    assert!(
        first_line(&said).contains("431") || first_line(&said).contains("400"),
        "{}",
        first_line(&said)
    );
    for lengths in [
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 1e3\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: gzip\r\n",
    ] {
        let said = say(
            address,
            &format!("POST /login HTTP/1.1\r\nHost: x\r\n{lengths}\r\nhello"),
        )
        .await;
        assert!(first_line(&said).contains("400"), "{lengths:?}: {}", first_line(&said));
    }
    // With both, the length does not count and the connection is not used again: nothing can hide in it.
    let both = "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    let said = say(address, both).await;
    assert!(
        !said.contains("alive") || said.matches("HTTP/1.1").count() == 2,
        "{said}"
    );
    for line in [
        "GET / HTTP/9.9",
        "GET /\0 HTTP/1.1",
        "GE T / HTTP/1.1",
        "\u{16}\u{3}\u{1}\u{2}",
    ] {
        let said = say(address, &format!("{line}\r\nHost: x\r\n\r\n")).await;
        assert!(
            !said.contains(" 200 ") && !said.contains(" 500 "),
            "{line:?}: {}",
            first_line(&said)
        );
    }
}

#[tokio::test]
async fn 一つの網からの接続には限りがある() {
    let site = TestSite::start().await;
    let bounds = Bounds {
        head_time: Duration::from_secs(5),
        ..tight()
    };
    let (address, _stop) = listening(&site, Proxies::default(), bounds.clone()).await;
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(TcpStream::connect(address).await.unwrap());
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut fifth = TcpStream::connect(address).await.unwrap();
    assert_eq!(answer(&mut fifth).await, "", "closed at once");
    drop(held);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let said = say(address, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert_eq!(first_line(&said), "HTTP/1.1 200 OK");

    // A trusted proxy carries everybody and is not counted.
    let proxies = Proxies::parse("127.0.0.1", ForwardedBy::XForwardedFor).unwrap();
    let (address, _stop) = listening(&site, proxies, bounds).await;
    let mut held = Vec::new();
    for _ in 0..6 {
        held.push(TcpStream::connect(address).await.unwrap());
    }
    let said = say(address, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert_eq!(first_line(&said), "HTTP/1.1 200 OK");
    drop(held);
}
