//! Cookies of the portal: read, given and taken away under one set of rules.

use http::{HeaderMap, HeaderValue, header};

use crate::Site;

/// The value of a cookie of ours.
pub fn find<'a>(site: &Site, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let name = full_name(site, name);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(named, _)| *named == name)
        .map(|(_, value)| value)
}

/// The `Set-Cookie` header that gives a cookie for some seconds. `value` must be made of letters that cookies may have.
pub fn give(site: &Site, name: &str, value: &str, seconds: u64) -> HeaderValue {
    cookie(site, name, value, seconds)
}

/// The `Set-Cookie` header that takes a cookie away.
pub fn take(site: &Site, name: &str) -> HeaderValue {
    cookie(site, name, "", 0)
}

/// `__Host-` binds the cookie to this host and to TLS; without TLS browsers refuse the prefix.
fn full_name(site: &Site, name: &str) -> String {
    if site.secure_cookies {
        format!("__Host-kyodo-{name}")
    } else {
        format!("kyodo-{name}")
    }
}

fn cookie(site: &Site, name: &str, value: &str, seconds: u64) -> HeaderValue {
    let secure = if site.secure_cookies { "; Secure" } else { "" };
    let text = format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={seconds}",
        full_name(site, name)
    );
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
