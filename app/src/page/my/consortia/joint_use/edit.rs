//! `/my/consortia/{id}/joint-use/edit`: the lead fills in what a notice of joint use needs beside members and flows.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::data_flow::JointUseForm;
use domain::{ProblemCode, Problems};
use leptos::prelude::*;

use super::super::input::{Input, summary};
use super::super::{Inside, get_belonging, head, heading};
use super::completed;
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; 403 for members who do not lead; 404.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let inside = load(&site, &visit, &id).await?;
    let form = inside.whole.notice.clone();
    show(&site, &visit, inside, form, Problems::new()).await
}

/// Keeps what was typed. Fields may stay empty; what cannot be read is refused.
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let mut inside = load(&site, &visit, &id).await?;
    let mut form = JointUseForm::default();
    form.replace(JointUseForm::FIELDS, pairs.iter());
    inside.whole.notice = form.clone();
    if let Err(problems) = completed(&visit, &inside).check() {
        let mut wrong = Problems::new();
        for found in problems.iter().filter(|found| found.code != ProblemCode::Empty) {
            wrong.push(found.field.clone(), found.code.clone());
        }
        if !wrong.is_empty() {
            return show(&site, &visit, inside, form, wrong).await;
        }
    }
    site.store
        .set_joint_use_notice(&visit.actor, inside.whole.id, pairs.seen_version()?, &form)
        .await?;
    Ok(Redirect::to(&visit.href(&format!("{}/joint-use?done", inside.path()))).into_response())
}

async fn load(site: &Site, visit: &Visit, id: &str) -> Result<Inside, Failure> {
    let inside = get_belonging(site, visit, id).await?;
    if inside.leads(visit) {
        Ok(inside)
    } else {
        Err(Failure::Forbidden)
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    inside: Inside,
    form: JointUseForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let title = visit.text().consortium_data.joint_use_edit;
    let head = head(visit, &inside, Some(title)).refused_if(!problems.is_empty());
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &inside, &form, &problems)).await
}

fn view(visit: &Visit, inside: &Inside, form: &JointUseForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text, words) = (visit.lang, visit.text().consortium_data, visit.text().consortium);
    let page = format!("{}/joint-use", inside.path());
    let fields = JointUseForm::FIELDS
        .iter()
        .map(|name| Input::new(name, form.values(name), JointUseForm::limit(name)).view(visit, problems))
        .collect_view();
    view! {
        <div class="kj-form-page">
            {summary(lang, problems)}
            {heading(visit, inside, Some(text.joint_use_edit))}
            <p>{text.joint_use_edit_lead}</p>
            <form class="kj-form" method="post" action=visit.href(&format!("{page}/edit")) novalidate=true>
                <input type="hidden" name="version" value=inside.whole.version.to_string() />
                {fields}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{words.save}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href(&page)>{words.cancel}</a>
                </div>
            </form>
        </div>
    }
}
