//! What all outputs of a search share: the same request and the same permissions as the page, everything that was found
//! in portions of a few hundred, and one way to answer with them. Listings are never held all at once.

use std::vec::IntoIter;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use domain::permit::Actor;
use domain::program::Listing;
use domain::search::{Ignored, Page, PageSize, Reader, SearchRequest};
use domain::value::ProgramId;
use futures_util::stream;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::asked::Asked;
use super::{find_listings, heading};
use crate::edition::Edition;
use crate::page::disposition::{attachment, escape};
use crate::{Failure, Site, Visit};

/// Listings in memory at once.
const PORTION: usize = 200;

/// Names the parameters that had no effect; a program that reads a table sees no notice.
const IGNORED: HeaderName = HeaderName::from_static("x-ignored-parameters");

/// A search whose results are given out as a file or a feed.
pub(super) struct Export {
    pub site: Site,
    pub visit: Visit,
    /// Without page and number per page: an output holds everything.
    pub request: SearchRequest,
    /// Who searches.
    pub reader: Reader,
    ignored: Vec<Ignored>,
}

impl Export {
    /// Reads the request of the address; `own` are parameters that the output understands itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(site: Site, visit: Visit, own: &[&str]) -> Result<Self, Failure> {
        let asked = Asked::of(&site, &visit).await?;
        let reader = asked.reader(&visit);
        let request = SearchRequest {
            page: Page::default(),
            per: PageSize::default(),
            ..asked.request
        };
        let ignored = asked
            .ignored
            .into_iter()
            .filter(|parameter| !own.contains(&parameter.name.as_str()))
            .collect();
        Ok(Self {
            site,
            visit,
            request,
            reader,
            ignored,
        })
    }

    /// The search in words.
    pub fn words(&self) -> String {
        heading::in_words(self.visit.lang, &self.request)
    }

    /// Ids of all that is found, in the order of the page.
    pub fn ids(&self) -> Vec<ProgramId> {
        self.site.index.list_ids(&self.request, self.reader, self.visit.today)
    }

    /// 304 when whoever asks has this answer already, otherwise what `draw` makes. `variant` is what chooses the answer
    /// besides the request. Only anonymous answers may be kept, and they are asked about each time.
    ///
    /// # Errors
    /// When the database fails, or with what `draw` fails with.
    pub async fn respond<F>(
        self,
        headers: &HeaderMap,
        variant: &str,
        draw: impl FnOnce(Self) -> F,
    ) -> Result<Response, Failure>
    where
        F: Future<Output = Result<Response, Failure>>,
    {
        let ignored = ignored_header(&self.ignored);
        let is_public = matches!(self.visit.actor, Actor::Anonymous);
        let edition = if is_public {
            let asked = format!("{}&{variant}", self.request.query());
            Some(Edition::of(&self.site, &self.visit, &asked).await?)
        } else {
            None
        };
        let mut response = match &edition {
            Some(edition) if edition.is_known(headers) => StatusCode::NOT_MODIFIED.into_response(),
            _ => draw(self).await?,
        };
        let rule = if is_public { "private, no-cache" } else { "no-store" };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
        if let Some(edition) = edition {
            headers.insert(header::ETAG, edition.etag());
        }
        if let Some(ignored) = ignored {
            headers.insert(IGNORED, ignored);
        }
        Ok(response)
    }
}

/// Found programs, a portion at a time.
pub(in crate::page) struct Portions {
    site: Site,
    visit: Visit,
    ids: IntoIter<ProgramId>,
}

impl Portions {
    /// Those of an export.
    pub(super) fn of(export: &Export) -> Self {
        Self::new(&export.site, &export.visit, export.ids())
    }

    /// The listings with these ids.
    pub fn new(site: &Site, visit: &Visit, ids: Vec<ProgramId>) -> Self {
        Self {
            site: site.clone(),
            visit: visit.clone(),
            ids: ids.into_iter(),
        }
    }

    /// The next ones; `None` at the end. What was withdrawn or hidden in between is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(&mut self) -> Result<Option<Vec<Listing>>, Failure> {
        loop {
            let ids: Vec<_> = self.ids.by_ref().take(PORTION).collect();
            if ids.is_empty() {
                return Ok(None);
            }
            let listings = find_listings(&self.site, &self.visit, &ids).await?;
            if !listings.is_empty() {
                return Ok(Some(listings));
            }
        }
    }
}

/// A format that is written from its beginning to its end, program by program.
pub(in crate::page) trait Format: Send + 'static {
    /// What stands before the programs.
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<(), Failure>;

    /// A program.
    fn add(&mut self, listing: &Listing, out: &mut Vec<u8>) -> Result<(), Failure>;

    /// What stands behind the programs.
    fn end(&mut self, out: &mut Vec<u8>) -> Result<(), Failure>;
}

/// A body that is written while it is read. A failure in the middle breaks the transfer off, so that nobody takes a part
/// for the whole.
pub(in crate::page) fn stream<F: Format>(portions: Portions, format: F) -> Body {
    enum Next {
        Beginning,
        Programs,
        Nothing,
    }
    let start = (Next::Beginning, portions, format);
    Body::from_stream(stream::try_unfold(start, async |(next, mut portions, mut format)| {
        let mut out = Vec::new();
        let next = match next {
            Next::Beginning => {
                format.begin(&mut out)?;
                Next::Programs
            }
            Next::Programs => match portions.next().await.inspect_err(log)? {
                Some(listings) => {
                    for listing in &listings {
                        format.add(listing, &mut out)?;
                    }
                    Next::Programs
                }
                None => {
                    format.end(&mut out)?;
                    Next::Nothing
                }
            },
            Next::Nothing => return Ok::<_, Failure>(None),
        };
        Ok(Some((Bytes::from(out), (next, portions, format))))
    }))
}

/// The status is long sent when a body fails, so that no error page tells of it.
pub(super) fn log(failure: &Failure) {
    tracing::error!(error = %failure, "an output was broken off");
}

/// `Content-Disposition` for a file named after the search and the day (SRCH-05); old programs get a plain name.
pub(in crate::page) fn file_name(visit: &Visit, words: &str, extension: &str) -> HeaderValue {
    let words: String = words
        .chars()
        .map(|letter| match letter {
            '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            letter if letter.is_control() => '_',
            letter => letter,
        })
        .take(60)
        .collect();
    let day = visit.today.iso().replace('-', "");
    let plain = format!("kyodo-navi_{day}.{extension}");
    attachment(&plain, &format!("{}_{day}.{extension}", words.trim()))
}

fn ignored_header(ignored: &[Ignored]) -> Option<HeaderValue> {
    let pairs = ignored
        .iter()
        .take(10)
        .map(|unknown| format!("{}={}", escape(&unknown.name), escape(&unknown.value)));
    let text = pairs.collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then(|| HeaderValue::from_str(&text).ok()).flatten()
}
