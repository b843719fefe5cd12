//! `/my/programs/{id}/inquiries`: all questions, those without an answer first.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::participation::InquiryState;
use leptos::prelude::*;
use store::{Draft, Inquiry};

use super::{get_program, path};
use crate::component::{Chip, ChipLook, ChipTone, EmptyState, Icon, Notice, NoticeTone, plain_table};
use crate::document::respond;
use crate::{Failure, Site, Visit};

/// Shows the list.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let draft = get_program(&site, &visit, &id).await?;
    let found = site.store.list_inquiries(draft.id).await?;
    let head = super::super::head(&visit, &draft, visit.text().joining.inquiries);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &draft, &found)).await
}

fn view(visit: &Visit, draft: &Draft, found: &[Inquiry]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let answered = (visit.query == "answered").then(|| {
        view! { <Notice lang tone=NoticeTone::Success title=text.inquiry_answered announced=true /> }
    });
    let body = if found.is_empty() {
        view! { <EmptyState title=text.inquiries_none>{text.inquiries_none_hint}</EmptyState> }.into_any()
    } else {
        table(visit, draft, found)
    };
    view! {
        {answered}
        <h1 class="kj-title" id="inquiries-title">{text.inquiries}</h1>
        {body}
    }
}

fn table(visit: &Visit, draft: &Draft, found: &[Inquiry]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().joining);
    let rows = found
        .iter()
        .map(|one| {
            let href = visit.href(&format!("{}/{}", path(draft), one.id));
            let (tone, icon) = match one.state() {
                InquiryState::Open => (ChipTone::Orange, Icon::Alert),
                InquiryState::Answered => (ChipTone::Green, Icon::Check),
            };
            view! {
                <tr>
                    <th scope="row"><a href=href>{one.reference()}</a></th>
                    <td>{one.facts.name.clone()}" "{one.facts.organisation.clone()}</td>
                    <td><Chip look=ChipLook::new(tone, icon, one.state().name(lang)) /></td>
                    <td>
                        <time datetime=one.created_at.iso_jst()>{one.created_at.format_jst(lang)}</time>
                    </td>
                </tr>
            }
        })
        .collect_view();
    plain_table(
        "inquiries-title",
        [text.inquiry_number, text.inquiry_from, text.state, text.inquiry_at],
        rows,
    )
}
