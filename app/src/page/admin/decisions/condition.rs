//! 条件の充足: what the approving officer confirms of an application that was adopted on conditions, on the page of its batch.

use domain::application::ApplicationState;
use leptos::prelude::*;
use store::Candidacy;

use super::approves;
use super::batch::Page;
use crate::Visit;
use crate::component::{Field, TextArea};
use crate::text::problem;

/// Most characters of what shows it.
const REASON_CHARS: u32 = 400;

/// The field in which that is typed, one for each application.
pub(super) fn field_of(application: &str) -> String {
    format!("reason_confirm{application}")
}

/// A form for each application shown of the batch that still has conditions to meet.
pub(super) fn forms(visit: &Visit, page: &Page) -> Option<AnyView> {
    if !approves(visit) {
        return None;
    }
    let range = page.paging.range();
    let shown = page.batch.lines.iter().skip(range.start).take(range.len());
    let waiting: Vec<&Candidacy> = shown
        .filter(|line| line.state.counts())
        .filter_map(|line| page.cases.get(&line.application))
        .filter(|case| case.state == ApplicationState::Conditional)
        .collect();
    if waiting.is_empty() {
        return None;
    }
    let text = visit.text().decision;
    let forms = waiting.into_iter().map(|case| form(visit, page, case)).collect_view();
    Some(
        view! {
            <section class="kj-section" aria-labelledby="conditions-title">
                <h2 class="kj-section__title" id="conditions-title">{text.confirm_conditions}</h2>
                <p>{text.confirm_conditions_lead}</p>
                {forms}
            </section>
        }
        .into_any(),
    )
}

fn form(visit: &Visit, page: &Page, case: &Candidacy) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decision);
    let name = field_of(&case.id.to_string());
    let error = page
        .problems
        .for_field(&name)
        .next()
        .map(|found| problem::labelled(lang, text.why, &found.code));
    let field = Field::new(name, (text.evidence_of)(&case.title))
        .required()
        .error(error);
    view! {
        <form class="kj-form" method="post" action=page.address(visit, "", page.paging.current) id=format!("confirm-{}", case.id)>
            <input type="hidden" name="do" value="confirm" />
            <input type="hidden" name="version" value=case.version.to_string() />
            <input type="hidden" name="application" value=case.id.to_string() />
            <TextArea lang field rows=2 limit=Some(REASON_CHARS) />
            <p><button class="kj-button" data-tone="outline" type="submit">{text.confirm_conditions}</button></p>
        </form>
    }
}
