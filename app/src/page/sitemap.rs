//! `/sitemap.xml`: every public page in both languages, for search engines. More pages than one map may hold are spread
//! over several, and then this address lists them.

use std::io;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::Lang;
use domain::program::Listing;
use domain::search::{SearchRequest, Sort};
use domain::value::ProgramId;
use http::{HeaderMap, StatusCode, header};
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::programs::{Format, Portions, stream};
use super::xml::{self, Xml};
use crate::edition::Edition;
use crate::{Failure, Site, Visit, link};

/// Most addresses in one map, by the protocol; each program has one per language.
const ADDRESSES: usize = 50_000;

/// Programs in one map.
const PROGRAMS: usize = ADDRESSES / 2 - 100;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// Pages that are always there.
const PAGES: &[&str] = &["/", "/programs", "/calls", "/calls/fit", "/results", "/about", "/api"];

/// Answers the map, or with `?part=` a part of it.
///
/// # Errors
/// When the database fails; 404 for a part that there is not.
pub async fn get(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let visit = visit.as_anonymous();
    let part = form_urlencoded::parse(visit.query.as_bytes())
        .find(|(name, _)| name == "part")
        .map(|(_, value)| value.parse::<usize>().map_err(|_| Failure::NotFound))
        .transpose()?;
    let edition = Edition::of(&site, &visit, &format!("{part:?}")).await?;
    let request = SearchRequest {
        sort: Some(Sort::New),
        ..SearchRequest::default()
    };
    let mut ids = site.index.list_ids(&request, visit.actor.search_scope(), visit.today);
    let parts = ids.len().div_ceil(PROGRAMS).max(1);
    let head = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    let mut response = match part {
        _ if edition.is_known(&headers) => (StatusCode::NOT_MODIFIED, head).into_response(),
        None if parts > 1 => (head, list_parts(&site, parts).map_err(xml::fault)?).into_response(),
        Some(part) if part == 0 || part > parts => return Err(Failure::NotFound),
        part => {
            let part = part.unwrap_or(1) - 1;
            // The oldest first, so that a new program moves no other into another part.
            ids.reverse();
            let some: Vec<ProgramId> = ids.into_iter().skip(part * PROGRAMS).take(PROGRAMS).collect();
            let map = Map {
                site: site.clone(),
                with_pages: part == 0,
            };
            (head, stream(Portions::new(&site, &visit, some), map)).into_response()
        }
    };
    response.headers_mut().insert(header::ETAG, edition.etag());
    Ok(response)
}

fn list_parts(site: &Site, parts: usize) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new(Vec::new());
    xml::declare(&mut xml)?;
    xml.create_element("sitemapindex")
        .with_attribute(NAMESPACE)
        .write_inner_content(|xml| {
            for part in 1..=parts {
                let address = link::absolute(site, &format!("/sitemap.xml?part={part}"));
                xml.create_element("sitemap")
                    .write_inner_content(|xml| xml::element(xml, "loc", &address))?;
            }
            Ok(())
        })?;
    Ok(xml.into_inner())
}

struct Map {
    site: Site,
    with_pages: bool,
}

impl Map {
    fn page(&self, xml: &mut Xml, path: &str, changed: Option<&str>) -> io::Result<()> {
        for lang in Lang::ALL {
            xml.create_element("url").write_inner_content(|xml| {
                let address = |lang| link::absolute(&self.site, &link::in_language(lang, path));
                xml::element(xml, "loc", &address(*lang))?;
                if let Some(changed) = changed {
                    xml::element(xml, "lastmod", changed)?;
                }
                for other in Lang::ALL {
                    let attributes = [
                        ("rel", "alternate"),
                        ("hreflang", other.tag()),
                        ("href", &address(*other)),
                    ];
                    xml::empty(xml, "xhtml:link", &attributes)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn write(out: &mut Vec<u8>, write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Result<(), Failure> {
        let mut xml = Xml::new(std::mem::take(out));
        write(&mut xml).map_err(xml::fault)?;
        *out = xml.into_inner();
        Ok(())
    }
}

impl Format for Map {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        Self::write(out, |xml| {
            xml::declare(xml)?;
            let root =
                BytesStart::new("urlset").with_attributes([NAMESPACE, ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")]);
            xml.write_event(Event::Start(root))?;
            for path in PAGES.iter().filter(|_| self.with_pages) {
                self.page(xml, path, None)?;
            }
            Ok(())
        })
    }

    fn add(&mut self, listing: &Listing, out: &mut Vec<u8>) -> Result<(), Failure> {
        let changed = listing.updated_at.day_jst().iso();
        Self::write(out, |xml| self.page(xml, &link::program(listing.id), Some(&changed)))
    }

    fn end(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        Self::write(out, |xml| xml.write_event(Event::End(BytesEnd::new("urlset"))))
    }
}
