//! `/files/{id}/{name}`: one version of a file, to be saved. Never shown inside the browser: whatever is in it, it runs
//! nothing here.

use std::ops::Range;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::file::fallback_name;
use domain::permit::{Action, Subject};
use domain::value::FileVersionId;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use store::FileVersion;

use super::attachment::may_fetch;
use super::disposition::attachment;
use crate::{Failure, Site, Visit};

/// No script, no form, no frame, nothing loaded, an origin of its own: for browsers that show it all the same.
const POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// What the browser asks for.
enum Wanted {
    Whole,
    Part(Range<u64>),
    /// A part that is not there.
    Nothing,
}

/// Hands out a version.
///
/// # Errors
/// 404 also for what the visitor may not have; 409 for its owners while the scan has not let it through.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id: FileVersionId = id.parse().map_err(|_| Failure::NotFound)?;
    let (file, version) = site.store.find_file_version(id).await?.ok_or(Failure::NotFound)?;
    if version.name != name || !may_fetch(&site, &visit, &file, &version).await? {
        return Err(Failure::NotFound);
    }
    if !version.scan.is_served(site.files.scanning) {
        let own = visit.may(Action::ReadFiles, Subject::Organisation(file.organisation));
        return Err(if own { Failure::NotNow } else { Failure::NotFound });
    }
    let tag = format!("\"{}\"", version.sha256);
    if is_known(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let wanted = match headers.get(header::IF_RANGE) {
        Some(condition) if condition.as_bytes() != tag.as_bytes() => Wanted::Whole,
        _ => wanted(&headers, version.bytes),
    };
    respond(&site, &version, &tag, wanted).await
}

async fn respond(site: &Site, version: &FileVersion, tag: &str, wanted: Wanted) -> Result<Response, Failure> {
    let all = version.bytes;
    let (status, part) = match wanted {
        Wanted::Whole => (StatusCode::OK, None),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, Some(part)),
        Wanted::Nothing => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{all}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, range).into_response());
        }
    };
    let length = part.as_ref().map_or(all, |part| part.end - part.start);
    let range = part
        .as_ref()
        .map(|part| format!("bytes {}-{}/{all}", part.start, part.end - 1));
    let bytes = site.files.storage.read(&version.sha256, part).await?;
    let mut response = (status, Body::from_stream(bytes)).into_response();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, version.kind.media_type());
    set(header::CONTENT_LENGTH, &length.to_string());
    set(header::ETAG, tag);
    set(header::ACCEPT_RANGES, "bytes");
    set(header::CACHE_CONTROL, "private, no-cache");
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    // Most kinds are packed already, and a part of something packed on the way would make no sense.
    set(header::CONTENT_ENCODING, "identity");
    if let Some(range) = range {
        set(header::CONTENT_RANGE, &range);
    }
    headers.insert(
        header::CONTENT_DISPOSITION,
        attachment(&fallback_name(&version.name), &version.name),
    );
    Ok(response)
}

/// Whether the browser has the content already.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    known.is_some_and(|known| known == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
}

/// One part of `all` bytes, as `bytes=0-99`, `bytes=100-` or `bytes=-100` name it. Several parts, or what makes no sense,
/// mean the whole.
fn wanted(headers: &HeaderMap, all: u64) -> Wanted {
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let Some((start, end)) = asked
        .and_then(|range| range.strip_prefix("bytes="))
        .filter(|range| !range.contains(','))
        .and_then(|range| range.split_once('-'))
    else {
        return Wanted::Whole;
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let (start, end) = match (number(start), number(end)) {
        (Some(start), Some(end)) if start <= end => (start, end.saturating_add(1).min(all)),
        (Some(start), None) if end.trim().is_empty() => (start, all),
        (None, Some(last)) if start.trim().is_empty() => (all.saturating_sub(last), all),
        _ => return Wanted::Whole,
    };
    if start < end {
        Wanted::Part(start..end)
    } else {
        Wanted::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(range: &str) -> Option<Option<Range<u64>>> {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_str(range).unwrap());
        match wanted(&headers, 1_000) {
            Wanted::Whole => None,
            Wanted::Part(part) => Some(Some(part)),
            Wanted::Nothing => Some(None),
        }
    }

    #[test]
    fn 一部分の指定を読む() {
        assert_eq!(part("bytes=0-99"), Some(Some(0..100)));
        assert_eq!(part("bytes=900-"), Some(Some(900..1_000)));
        assert_eq!(part("bytes=-100"), Some(Some(900..1_000)));
        assert_eq!(part("bytes=-5000"), Some(Some(0..1_000)));
        assert_eq!(part("bytes=990-5000"), Some(Some(990..1_000)));
        assert_eq!(part("bytes=1000-"), Some(None));
        assert_eq!(part("bytes=-0"), Some(None));
        for whole in [
            "bytes=0-1,5-6",
            "bytes=5-1",
            "lines=1-2",
            "bytes=",
            "bytes=-",
            "bytes=18446744073709551616-",
        ] {
            assert_eq!(part(whole), None, "{whole}");
        }
    }
}
