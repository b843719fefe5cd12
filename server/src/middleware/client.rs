//! Who is at the other end of a request, as far as the network knows, and the number under which it is logged. The
//! number goes out as `X-Request-Id`; one from outside is taken from trusted proxies only.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::front::Front;

/// Name of the header with the number.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest number taken from a proxy.
const LONGEST: usize = 64;

/// The other end.
#[derive(Clone, Debug)]
pub struct Client {
    /// Network address of the visitor; absent when the request did not come over a network.
    pub address: Option<IpAddr>,
    /// Number of the request.
    pub reference: String,
}

/// Adds a [`Client`] to the request and its number to the answer.
pub async fn add_client(State(front): State<Front>, mut request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(peer)| peer.ip());
    let headers = request.headers();
    let given = peer
        .filter(|peer| front.proxies.trusts(*peer))
        .and_then(|_| given_reference(headers));
    let client = Client {
        address: peer.map(|peer| front.proxies.visitor(peer, headers)),
        reference: given.unwrap_or_else(reference),
    };
    let number = HeaderValue::from_str(&client.reference);
    request.extensions_mut().insert(client);
    let mut response = next.run(request).await;
    if let Ok(number) = number {
        response.headers_mut().insert(REQUEST_ID, number);
    }
    response
}

fn given_reference(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(REQUEST_ID)?.to_str().ok()?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    ((1..=LONGEST).contains(&text.len()) && text.bytes().all(is_plain)).then(|| text.to_owned())
}

/// A number a person can read out over the telephone, unique enough to find the line in the log.
fn reference() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let mut noise = [0; 2];
    // Without randomness the count alone still tells requests of one process apart.
    let _ = getrandom::fill(&mut noise);
    let count = COUNT.fetch_add(1, Ordering::Relaxed) & 0xFFFF;
    format!("{count:04X}-{:02X}{:02X}", noise[0], noise[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 番号は短い英数字だけを受け取る() {
        let given = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID, HeaderValue::from_bytes(text.as_bytes()).unwrap());
            given_reference(&headers)
        };
        assert_eq!(given("7f3a-00.x_1").as_deref(), Some("7f3a-00.x_1"));
        for wrong in ["", "a b", "<b>", "a\u{e9}", &"a".repeat(65)] {
            assert_eq!(given(wrong), None, "{wrong}");
        }
    }
}
