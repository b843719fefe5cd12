//! `/my/consortia/{id}/data-flow`: which data go from whom to whom, what is missing, and the documents that follow from it.

pub mod row;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::data_flow::{Flow, MOST_FLOWS, findings};
use leptos::prelude::*;

use super::{Inside, get_belonging, head, heading};
use crate::component::{DescriptionList, EmptyState, Fact, Notice, NoticeTone};
use crate::document::respond;
use crate::text::consortium_data::fault;
use crate::text::consortium_field::field;
use crate::{Failure, Site, Visit};

/// Shows the sheet.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    let head = head(&visit, &inside, Some(visit.text().consortium_data.flows));
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &inside)).await
}

fn view(visit: &Visit, inside: &Inside) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_data);
    let here = inside.path();
    let edits = inside.leads(visit) && inside.whole.state.is_open();
    let flows = &inside.whole.flows;
    let done = (visit.query == "done").then(|| {
        let title = visit.text().consortium.done;
        view! { <Notice lang tone=NoticeTone::Success title announced=true>""</Notice> }
    });
    let sheet = if flows.is_empty() {
        view! { <EmptyState title=text.flows_none>""</EmptyState> }.into_any()
    } else {
        let all = flows.iter().enumerate();
        all.map(|(position, flow)| flow_view(visit, inside, position + 1, flow, edits))
            .collect_view()
            .into_any()
    };
    let add = (edits && flows.len() < MOST_FLOWS).then(|| {
        let href = visit.href(&format!("{here}/data-flow/new"));
        view! {
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=href>{text.add}</a>
            </p>
        }
    });
    view! {
        {done}
        {heading(visit, inside, Some(text.flows))}
        <p>{text.flows_lead}</p>
        {edits.then(|| view! { <p>{text.flows_terms}</p> })}
        {check(visit, inside, edits)}
        {sheet}
        {add}
        {documents(visit, inside)}
    }
}

/// What is missing, with the way to the row.
fn check(visit: &Visit, inside: &Inside, edits: bool) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().consortium_data);
    if inside.whole.flows.is_empty() {
        return None;
    }
    let found = findings(&inside.whole.flows);
    if found.is_empty() {
        return Some(view! { <p>{text.findings_none}</p> }.into_any());
    }
    let items = found
        .iter()
        .map(|finding| {
            let words = format!("{} {}", (text.flow)(finding.row), fault(lang, finding.fault));
            if edits {
                let href = format!("{}/data-flow/{}", inside.path(), finding.row);
                view! { <li>{finding.level.name(lang)} ": " <a href=visit.href(&href)>{words}</a></li> }.into_any()
            } else {
                view! { <li>{finding.level.name(lang)} ": " {words}</li> }.into_any()
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="kj-box" aria-labelledby="findings-title">
                <h2 class="kj-box__title" id="findings-title">{text.findings}</h2>
                <ul class="kj-prose">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn flow_view(visit: &Visit, inside: &Inside, number: usize, flow: &Flow, edits: bool) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_data);
    let label = |name| field(lang, name).label;
    let yes = |set: bool| if set { text.yes } else { text.no };
    let named = |name: Option<&'static str>| name.unwrap_or(visit.text().consortium.unknown);
    let typed = |words: &str| match words {
        "" => visit.text().consortium.unknown.to_owned(),
        words => words.to_owned(),
    };
    let facts = vec![
        Fact::text(label("data"), flow.data.clone()),
        Fact::text(label("category"), flow.category.name(lang)),
        Fact::text(label("basis"), named(flow.basis.map(|basis| basis.name(lang)))),
        Fact::text(label("contract"), typed(&flow.contract)),
        Fact::text(label("sender"), flow.sender.clone()),
        Fact::text(label("receiver"), flow.receiver.clone()),
        Fact::text(label("subcontract"), yes(flow.subcontract)),
        Fact::text(label("method"), named(flow.method.map(|method| method.name(lang)))),
        Fact::text(label("country"), typed(&flow.country)),
        Fact::text(label("retention"), typed(&flow.retention)),
        Fact::text(label("deletion"), yes(flow.deletion)),
        Fact::text(
            label("certificate"),
            flow.certificate.map_or(text.no, |certificate| certificate.name(lang)),
        ),
        Fact::text(label("incident"), typed(&flow.incident)),
    ];
    let change = edits.then(|| {
        let href = visit.href(&format!("{}/data-flow/{number}", inside.path()));
        view! { <p><a href=href>{(text.change)(number)}</a></p> }
    });
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title">{(text.flow)(number)}</h2>
            <DescriptionList facts framed=true />
            {change}
        </section>
    }
}

/// The documents that are made from what is recorded.
pub(super) fn documents(visit: &Visit, inside: &Inside) -> impl IntoView + use<> {
    let text = visit.text().consortium_data;
    let here = inside.path();
    let pages = [
        ("joint-use", text.joint_use, text.joint_use_lead),
        ("agreement", text.agreement, text.agreement_lead),
    ];
    let items = pages
        .map(|(page, label, lead)| {
            let href = visit.href(&format!("{here}/{page}"));
            view! { <li><a href=href>{label}</a><br />{lead}</li> }
        })
        .collect_view();
    view! {
        <section class="kj-section" aria-labelledby="made-title">
            <h2 class="kj-section__title" id="made-title">{text.documents}</h2>
            <ul class="kj-prose">{items}</ul>
        </section>
    }
}
