//! `/my/consortia/{id}/decisions`: what the members have decided, when, by whom, and how many were for it. Records stay as
//! they are.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::consortium::DecisionForm;
use leptos::prelude::*;
use store::{Refusal, StoredDecision, StoredFile};

use super::documents::list_shared;
use super::input::{Input, summary};
use super::{Inside, get_belonging, head, heading};
use crate::component::{Choice, DescriptionList, EmptyState, Fact, Notice, NoticeTone};
use crate::document::respond;
use crate::page::{FormPairs, attachment};
use crate::text::consortium_field::field;
use crate::{Failure, Site, Visit};

/// Shared files: society and file.
type Shared = Vec<(String, StoredFile)>;

/// Shows the records.
///
/// # Errors
/// Leads to the sign-in page; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    show(&site, &visit, inside, DecisionForm::default(), Problems::new()).await
}

/// Adds a record.
///
/// # Errors
/// As [`get`]; 403 for viewers; 409 when the consortium is dissolved.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let inside = get_belonging(&site, &visit, &id).await?;
    inside.expect_working(&visit)?;
    let mut form = DecisionForm::default();
    form.replace(DecisionForm::FIELDS, pairs.iter());
    let decision = match form.check(visit.today) {
        Ok(decision) => decision,
        Err(problems) => return show(&site, &visit, inside, form, problems).await,
    };
    let recorded = site
        .store
        .record_decision(&visit.actor, inside.whole.id, inside.own, &decision)
        .await;
    match recorded {
        Ok(_) => {}
        Err(Refusal::Problems(problems)) => return show(&site, &visit, inside, form, problems).await,
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(Redirect::to(&visit.href(&format!("{}/decisions?done", inside.path()))).into_response())
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    form: DecisionForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let decisions = Arc::new(site.store.list_decisions(inside.whole.id).await?);
    let shared = Arc::new(list_shared(site, &inside).await?);
    let head = head(visit, &inside, Some(visit.text().consortium_work.decisions)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &inside, (&decisions, &shared), &form, &problems)
    })
    .await
}

fn view(
    visit: &Visit,
    inside: &Inside,
    (decisions, shared): (&[StoredDecision], &Shared),
    form: &DecisionForm,
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().consortium_work);
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.recorded announced=true>""</Notice> });
    let list = if decisions.is_empty() {
        view! { <EmptyState title=text.decisions_none>""</EmptyState> }.into_any()
    } else {
        let all = decisions.iter();
        all.map(|one| record(visit, inside, one, shared))
            .collect_view()
            .into_any()
    };
    let ask = if inside.works(visit) {
        let files = || {
            let all = shared.iter();
            all.map(|(_, file)| Choice::new(file.id.to_string(), file.current.name.clone()))
                .collect()
        };
        let fields = DecisionForm::FIELDS
            .iter()
            .map(|name| {
                let mut input = Input::new(name, form.values(name), DecisionForm::limit(name));
                if *name == "file" {
                    input.choices = files();
                }
                input.view(visit, problems)
            })
            .collect_view();
        let action = visit.href(&format!("{}/decisions", inside.path()));
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title">{text.decide}</h2>
                <form class="kj-form" method="post" action=action novalidate=true>
                    {fields}
                    <button class="kj-button" data-tone="primary" type="submit">{text.decide_button}</button>
                </form>
            </section>
        }
        .into_any()
    } else {
        view! { <p>{text.only_reads}</p> }.into_any()
    };
    view! {
        {done}
        {summary(lang, problems)}
        {heading(visit, inside, Some(text.decisions))}
        <p>{text.decisions_lead}</p>
        {list}
        {ask}
    }
}

fn record(visit: &Visit, inside: &Inside, one: &StoredDecision, shared: &Shared) -> impl IntoView + use<> {
    let (lang, text, decision) = (visit.lang, visit.text().consortium_work, &one.decision);
    let label = |name| field(lang, name).label;
    let way = match decision.votes {
        Some(votes) => format!("{} {}", decision.way.name(lang), (text.votes)(votes)),
        None => decision.way.name(lang).to_owned(),
    };
    let mut facts = vec![
        Fact::text(label("decided_on"), decision.decided_on.format(lang)),
        Fact::text(label("decided_by"), decision.decided_by.clone()),
        Fact::text(label("way"), way),
    ];
    if !decision.content.is_empty() {
        facts.push(Fact::text(label("content"), decision.content.clone()));
    }
    let file = decision
        .file
        .and_then(|id| shared.iter().find(|(_, file)| file.id == id));
    if let Some((_, file)) = file {
        let (href, name) = (attachment::href(visit, &file.current), file.current.name.clone());
        facts.push(Fact::view(
            label("file"),
            view! { <a href=href download=name.clone()>{name.clone()}</a> },
        ));
    }
    facts.push(Fact::text(text.recorded_by, inside.name(one.society)));
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title">{decision.subject.clone()}</h2>
            <DescriptionList facts framed=true />
        </section>
    }
}
