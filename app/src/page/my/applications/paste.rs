//! Rows pasted from a spreadsheet (BUDG-06): a text field that works without scripts. They are put behind the lines that
//! are stored; wrong cells are shown like typed ones.

use axum::response::{IntoResponse, Redirect, Response};
use domain::application::Section;
use domain::budget::{MOST_LINES, paste};
use leptos::prelude::*;
use store::{SavedSection, section_fingerprint};

use super::save::get_editable;
use super::section::Page;
use super::section_path;
use crate::component::{Field, TextArea};
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// What the address of the form asks for.
pub(super) const QUERY: &str = "paste";

/// Adds the rows.
pub(super) async fn post(site: &Site, visit: &Visit, id: &str, pairs: &FormPairs) -> Result<Response, Failure> {
    let whole = get_editable(site, visit, id).await?;
    let mut form = whole.form.clone();
    form.lines.extend(paste(pairs.text("rows")));
    form.lines.truncate(MOST_LINES);
    let base = section_fingerprint(&whole.form, Section::Budget);
    let saved = site
        .store
        .save_application(&visit.actor, whole.id, (Section::Budget, &base), &form, false)
        .await?;
    if saved == SavedSection::Changed {
        return Err(Failure::Stale);
    }
    let target = format!("{}?pasted", section_path(whole.id, Section::Budget));
    Ok(Redirect::to(&visit.href(&target)).into_response())
}

/// The form.
pub(super) fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let action = format!("{}?{QUERY}", page.action(visit));
    let field = Field::new("rows", text.paste_label).hint(text.paste_lead);
    view! {
        <section class="kj-section" aria-labelledby="paste-title">
            <h2 class="kj-section__title" id="paste-title">{text.paste}</h2>
            <form class="kj-form" method="post" action=action>
                <TextArea lang field rows=4 />
                <button class="kj-button" data-tone="outline" type="submit">{text.paste_button}</button>
            </form>
        </section>
    }
}
