//! `/programs.atom`: the newest programs of a search as an Atom feed (RFC 4287). Ids are tag addresses that stay when
//! the portal moves to another path or language.

use std::io;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::program::Listing;
use domain::search::{SearchRequest, Sort};
use domain::value::{Instant, TimeOfDay};
use http::{HeaderMap, header};

use super::export::Export;
use super::find_listings;
use crate::Visit;
use crate::page::xml::{self, Xml};
use crate::{Failure, Site, link};

const CONTENT_TYPE: &str = "application/atom+xml; charset=utf-8";

/// Programs in a feed.
const ENTRIES: usize = 50;

/// Answers the search.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let mut export = Export::of(site, visit, &[]).await?;
    export.request.sort = None;
    export.respond(&headers, CONTENT_TYPE, draw).await
}

async fn draw(export: Export) -> Result<Response, Failure> {
    let newest = SearchRequest {
        sort: Some(Sort::New),
        ..export.request.clone()
    };
    let mut ids = export.site.index.list_ids(&newest, export.reader, export.visit.today);
    ids.truncate(ENTRIES);
    let listings = find_listings(&export.site, &export.visit, &ids).await?;
    let mut document = Xml::new(Vec::new());
    feed(&mut document, &export, &listings).map_err(xml::fault)?;
    Ok(([(header::CONTENT_TYPE, CONTENT_TYPE)], document.into_inner()).into_response())
}

fn feed(xml: &mut Xml, export: &Export, listings: &[Listing]) -> io::Result<()> {
    let (site, visit) = (&export.site, &export.visit);
    let text = visit.text();
    let page = link::absolute(site, &visit.href(&link::search(&export.request)));
    let own = link::absolute(site, &visit.href(&link::output(&export.request, "atom")));
    let updated = listings.iter().map(|listing| listing.updated_at).max();
    // Nothing found changes once a day at most.
    let updated = updated.or_else(|| Some(Instant::from_jst(visit.today, TimeOfDay::new(0, 0)?)));
    xml::declare(xml)?;
    xml.create_element("feed")
        .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", visit.lang.tag())])
        .write_inner_content(|xml| {
            let search = format!("search/{}?{}", visit.lang.tag(), export.request.query());
            xml::element(xml, "id", &tag(site, &search))?;
            let title = format!("{}{}{}", export.words(), text.site.title_separator, text.site.name);
            xml::element(xml, "title", &title)?;
            if let Some(updated) = updated {
                xml::element(xml, "updated", &updated.iso_utc())?;
            }
            let link = |xml: &mut Xml, rel, kind, href: &str| {
                xml::empty(xml, "link", &[("rel", rel), ("type", kind), ("href", href)])
            };
            link(xml, "self", "application/atom+xml", &own)?;
            link(xml, "alternate", "text/html", &page)?;
            author(xml, text.output.feed_author)?;
            for listing in listings {
                xml.create_element("entry")
                    .write_inner_content(|xml| entry(xml, site, visit, listing))?;
            }
            Ok(())
        })?;
    Ok(())
}

fn entry(xml: &mut Xml, site: &Site, visit: &Visit, listing: &Listing) -> io::Result<()> {
    let (lang, content) = (visit.lang, &listing.content);
    let page = link::absolute(site, &visit.href(&link::program(listing.id)));
    xml::element(xml, "id", &tag(site, &format!("program/{}", listing.id)))?;
    xml::element(xml, "title", &content.title)?;
    xml::empty(
        xml,
        "link",
        &[("rel", "alternate"), ("type", "text/html"), ("href", &page)],
    )?;
    xml::element(xml, "published", &listing.published_at.iso_utc())?;
    xml::element(xml, "updated", &listing.updated_at.iso_utc())?;
    author(xml, &listing.lead.name)?;
    for cat in content.cats() {
        xml::empty(xml, "category", &[("term", cat.code()), ("label", cat.name(lang))])?;
    }
    let mut summary = content.summary.clone();
    if let Some(deadline) = content.recruit_to {
        let separator = if lang == domain::Lang::Ja { "：" } else { ": " };
        summary += &format!("\n{}{separator}{}", visit.text().detail.deadline, deadline.format(lang));
    }
    xml::element(xml, "summary", &summary)
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author")
        .write_inner_content(|xml| xml::element(xml, "name", name))?;
    Ok(())
}

/// A name for ever (RFC 4151): the host as it was called in the year the portal began.
fn tag(site: &Site, name: &str) -> String {
    format!("tag:{},2026:{name}", link::host(site))
}
