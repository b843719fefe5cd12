//! `/robots.txt`: what search engines may fetch. Results in other forms are left out: they say what pages say.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;

use crate::{Site, link};

/// Addresses that are of no use to search engines, in both languages.
const CLOSED: &[&str] = &[
    "/admin",
    "/login",
    "/my",
    "/opensearch.json",
    "/programs.atom",
    "/programs.csv",
    "/programs.ics",
    "/programs.json",
    "/programs.xlsx",
    "/suggest.json",
];

/// Answers the rules.
pub async fn get(State(site): State<Site>) -> Response {
    let mut text = "User-agent: *\n".to_owned();
    for path in CLOSED {
        text += &format!("Disallow: {path}\nDisallow: {}{path}\n", link::ENGLISH);
    }
    text += &format!("\nSitemap: {}\n", link::absolute(&site, "/sitemap.xml"));
    let head = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (head, text).into_response()
}
