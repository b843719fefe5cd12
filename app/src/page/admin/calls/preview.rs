//! `/admin/calls/{id}/preview`: the working copy as readers will see it, drawn by the same component as the public page.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::questionnaire::Questionnaire;
use leptos::prelude::*;
use store::CallRecord;

use super::{get_record, head, path};
use crate::component::{Notice, NoticeTone};
use crate::document::respond;
use crate::page::call_sheet::{self, Sheet};
use crate::page::calls::waiting_form;
use crate::{Failure, Site, Visit};

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let record = get_record(&site, &visit, &id).await?;
    let form = waiting_form(&site, record.id).await?;
    let head = head(&visit, &record, Some(visit.text().call_admin.preview));
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &record, &form)).await
}

fn view(visit: &Visit, record: &CallRecord, form: &Questionnaire) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().call_admin);
    let back = visit.href(&path(record.id));
    let Ok(call) = record.draft.check() else {
        let publish = format!("{back}/publish");
        return view! {
            <h1 class="kj-title">{text.preview}</h1>
            <Notice lang tone=NoticeTone::Warning title=text.preview_not_yet>
                <p><a href=publish>{text.check_title}</a></p>
            </Notice>
        }
        .into_any();
    };
    let sheet = Sheet {
        title: record.title(lang).to_owned(),
        state: record.state,
        call,
        reason: record.reason.clone(),
        form: form.clone(),
    };
    view! {
        <Notice lang tone=NoticeTone::Info title=text.preview_lead>
            <p><a href=back>{text.to_list}</a></p>
        </Notice>
        {call_sheet::view(visit, &sheet, ().into_any())}
    }
    .into_any()
}
