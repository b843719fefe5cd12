//! `/opensearch.xml`: lets browsers search the portal from their address bar, and `/opensearch.json`: what they suggest
//! while somebody types, in the form browsers read.

use std::io;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::search::SearchRequest;
use http::{HeaderValue, header};

use super::suggest::suggestions;
use super::xml::{self, Xml};
use crate::{Failure, Site, Visit, link};

/// Answers the description.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let mut document = Xml::new(Vec::new());
    describe(&mut document, &site, &visit).map_err(xml::fault)?;
    let head = [
        (
            header::CONTENT_TYPE,
            "application/opensearchdescription+xml; charset=utf-8",
        ),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    Ok((head, document.into_inner()).into_response())
}

fn describe(xml: &mut Xml, site: &Site, visit: &Visit) -> io::Result<()> {
    let text = visit.text();
    let address = |path: &str| link::absolute(site, &visit.href(path));
    xml::declare(xml)?;
    xml.create_element("OpenSearchDescription")
        .with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/"))
        .write_inner_content(|xml| {
            xml::element(xml, "ShortName", text.site.name)?;
            xml::element(xml, "Description", text.output.search_description)?;
            xml::element(xml, "Language", visit.lang.tag())?;
            xml::element(xml, "InputEncoding", "UTF-8")?;
            let url = |xml: &mut Xml, kind, rel, path| {
                let template = format!("{}?q={{searchTerms}}", address(path));
                xml::empty(xml, "Url", &[("type", kind), ("rel", rel), ("template", &template)])
            };
            url(xml, "text/html", "results", "/programs")?;
            url(xml, "application/atom+xml", "results", "/programs.atom")?;
            url(xml, "application/x-suggestions+json", "suggestions", "/opensearch.json")?;
            let icon = link::absolute(site, "/favicon.svg");
            xml.create_element("Image")
                .with_attribute(("type", "image/svg+xml"))
                .write_text_content(quick_xml::events::BytesText::new(&icon))?;
            Ok(())
        })?;
    Ok(())
}

/// Answers the suggestions for `q`: what was typed, then the completions, what they are, and where they lead.
///
/// # Errors
/// Never; a `Failure` only for the router's sake.
pub async fn get_suggestions(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let (typed, _) = SearchRequest::from_query(&visit.query);
    let found = suggestions(&site, &visit, &typed.q);
    let completions: Vec<_> = found.iter().map(|it| it.text.clone()).collect();
    let groups: Vec<_> = found.iter().map(|it| it.group.clone()).collect();
    let addresses: Vec<_> = found.iter().map(|it| link::absolute(&site, &it.href)).collect();
    let mut response = Json((typed.q, completions, groups, addresses)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/x-suggestions+json; charset=utf-8"),
    );
    let rule = if visit.user().is_some() {
        "no-store"
    } else {
        "private, max-age=60"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
    Ok(response)
}
