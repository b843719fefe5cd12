//! `/admin/mails/{id}/html`: a mail as its reader sees it, from the folder of mails that are not sent. It runs in a
//! sandbox: nothing of the mail can reach the portal.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::header;
use mailparse::{MailHeaderMap as _, ParsedMail};

use super::{get_mail, require};
use crate::mail::{file_name, preview_policy};
use crate::{Failure, Site, Visit};

/// What a mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// One line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML document.
    pub html: String,
}

/// Answers the HTML of a mail.
///
/// # Errors
/// Leads to the sign-in page; 403; 404, also when mails are sent and not written into a folder.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    require(&visit)?;
    let mail = get_mail(&site, &id).await?;
    let content = read(&site, mail.id).await.ok_or(Failure::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, preview_policy()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, content.html).into_response())
}

/// What a mail says, while it lies in a folder.
pub async fn read(site: &Site, id: i64) -> Option<Content> {
    let path = site.mail_folder.as_ref()?.join(file_name(id));
    let bytes = tokio::fs::read(path).await.ok()?;
    let mail = mailparse::parse_mail(&bytes).ok()?;
    Some(Content {
        subject: mail.headers.get_first_value("Subject").unwrap_or_default(),
        text: part(&mail, "text/plain")?,
        html: part(&mail, "text/html")?,
    })
}

fn part(mail: &ParsedMail<'_>, kind: &str) -> Option<String> {
    let body = mail.parts().find(|part| part.ctype.mimetype == kind)?.get_body().ok()?;
    // Lines of a mail end in CRLF; the policy allows the rules as we wrote them.
    Some(body.replace("\r\n", "\n"))
}
