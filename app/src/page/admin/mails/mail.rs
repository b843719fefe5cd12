//! `/admin/mails/{id}`: one mail, what has become of it, and the button that sends it again.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::{MailLine, MailState};

use super::preview::{Content, read};
use super::{get_mail, require, state};
use crate::component::{DescriptionList, Fact, Notice, NoticeTone};
use crate::document::{Head, respond};
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    require(&visit)?;
    let mail = get_mail(&site, &id).await?;
    let content = read(&site, mail.id).await;
    let text = visit.text();
    let title = (text.mails.mail)(mail.id);
    let head = Head::new(title.clone())
        .crumb(text.admin.title, visit.href("/admin"))
        .crumb(text.mails.title, visit.href("/admin/mails"))
        .here(title)
        .private();
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &mail, content.as_ref())).await
}

/// Sends it again.
///
/// # Errors
/// As [`get`]; 404 also when the mail was sent already or its content is gone.
pub async fn post(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    require(&visit)?;
    let mail = get_mail(&site, &id).await?;
    site.store.retry_mail(&visit.actor, mail.id).await?;
    Ok(Redirect::to(&visit.href(&format!("/admin/mails/{}?retried", mail.id))).into_response())
}

fn view(visit: &Visit, mail: &MailLine, content: Option<&Content>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().mails);
    let mut facts = vec![
        Fact::text(text.state, state(text, mail.state)),
        Fact::text(text.recipient, mail.recipient.clone()),
        Fact::text(text.kind, mail.kind.clone()),
        Fact::text(text.lang, mail.lang.tag()),
        Fact::text(text.created, mail.created_at.format_jst(lang)),
        Fact::text(text.tries, mail.tries.to_string()),
    ];
    if mail.state == MailState::Waiting {
        facts.push(Fact::text(text.due, mail.due_at.format_jst(lang)));
    }
    if let Some(sent) = mail.sent_at {
        facts.push(Fact::text(text.sent, sent.format_jst(lang)));
    }
    if !mail.error.is_empty() {
        facts.push(Fact::text(text.error, mail.error.clone()));
    }
    let path = visit.href(&format!("/admin/mails/{}", mail.id));
    let again = (mail.state != MailState::Sent && mail.has_letter).then(|| {
        view! {
            <form method="post" action=path.clone()>
                <p class="kj-note" id="retry-hint">{text.retry_hint}</p>
                <button class="kj-button" data-tone="primary" type="submit" aria-describedby="retry-hint">
                    {text.retry}
                </button>
            </form>
        }
    });
    let content = match content {
        Some(content) => view! {
            <DescriptionList facts=vec![Fact::text(text.subject, content.subject.clone())] />
            <h3>{text.as_text}</h3>
            <pre class="kj-typed" tabindex="0">{content.text.clone()}</pre>
            <p>
                <a href=format!("{path}/html")>{text.as_html}</a>
            </p>
        }
        .into_any(),
        None => view! { <p>{text.hidden}</p> }.into_any(),
    };
    view! {
        {(visit.query == "retried")
            .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.retried announced=true /> })}
        <h1 class="kj-title">{(text.mail)(mail.id)}</h1>
        <DescriptionList facts />
        {again}
        <section class="kj-section" aria-labelledby="content-title">
            <h2 class="kj-section__title" id="content-title">{text.content}</h2>
            {content}
        </section>
    }
}
