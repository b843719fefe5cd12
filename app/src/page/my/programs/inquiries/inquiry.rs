//! `/my/programs/{id}/inquiries/{iid}`: one question, answered once; the answer goes out by mail.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::participation::INQUIRY_ANSWER_CHARS;
use domain::permit::{Action, Subject};
use domain::value::InquiryId;
use leptos::prelude::*;
use store::{Draft, Inquiry, Refusal};

use super::{get_program, path};
use crate::component::{DescriptionList, Fact};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::joining::{control, summary};
use crate::text::joining::field as words_of;
use crate::{Failure, Site, Visit};

/// Shows the question.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, inquiry)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (draft, found) = load(&site, &visit, &id, &inquiry).await?;
    show(&site, &visit, draft, found, String::new(), Problems::new()).await
}

/// Sends the answer.
///
/// # Errors
/// As [`get`]; 403; 409 when it is answered.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, inquiry)): Path<(String, String)>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (draft, found) = load(&site, &visit, &id, &inquiry).await?;
    let typed = pairs.text("answer").to_owned();
    match site.store.answer_inquiry(&visit.actor, found.id, &typed).await {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}?answered", path(&draft)))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, draft, found, typed, problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

async fn load(site: &Site, visit: &Visit, id: &str, inquiry: &str) -> Result<(Draft, Inquiry), Failure> {
    let draft = get_program(site, visit, id).await?;
    let inquiry: InquiryId = inquiry.parse().map_err(|_| Failure::NotFound)?;
    let found = site.store.find_inquiry(inquiry).await?;
    let found = found
        .filter(|found| found.program == draft.id)
        .ok_or(Failure::NotFound)?;
    Ok((draft, found))
}

async fn show(
    site: &Site,
    visit: &Visit,
    draft: Draft,
    found: Inquiry,
    typed: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let mut head = super::super::head(visit, &draft, &found.reference()).refused_if(!problems.is_empty());
    let here = head.crumbs.pop();
    head = head.crumb(visit.text().joining.inquiries, visit.href(&path(&draft)));
    head.crumbs.extend(here);
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &draft, &found, &typed, &problems)
    })
    .await
}

fn view(visit: &Visit, draft: &Draft, found: &Inquiry, typed: &str, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let facts = vec![
        Fact::text(text.inquiry_at, found.created_at.format_jst(lang)),
        Fact::text(words_of(lang, "name").label, found.facts.name.clone()),
        Fact::text(words_of(lang, "organisation").label, found.facts.organisation.clone()),
        Fact::text(words_of(lang, "text").label, found.facts.text.clone()),
    ];
    let may_answer = visit.may(Action::AnswerJoin, Subject::Organisation(draft.owner.id));
    let below = match &found.answer {
        Some(answer) => {
            let facts = vec![
                Fact::text(text.col_since, answer.at.format_jst(lang)),
                Fact::text(text.col_contact, answer.by.clone().unwrap_or_default()),
                Fact::text(text.inquiry_answer, answer.text.clone()),
            ];
            view! { <DescriptionList facts framed=true /> }.into_any()
        }
        None if may_answer => {
            let action = visit.href(&format!("{}/{}", path(draft), found.id));
            let values = [typed.to_owned()];
            view! {
                <form class="kj-form" method="post" action=action novalidate=true>
                    <p>{text.inquiry_answer_lead}</p>
                    {control(visit, "answer", &values, Some(INQUIRY_ANSWER_CHARS), problems)}
                    <button class="kj-button" data-tone="primary" type="submit">{text.answer_button}</button>
                </form>
            }
            .into_any()
        }
        None => ().into_any(),
    };
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            <h1 class="kj-title">{found.reference()}</h1>
            <DescriptionList facts framed=true />
            {below}
        </div>
    }
}
