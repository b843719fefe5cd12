//! The steps that a batch can take now, as forms on the page that checks it: ask for approval, approve, return, cancel one,
//! cancel all. Who may not take a step is told why.

use domain::decision::BatchStep;
use leptos::prelude::*;

use super::approves;
use super::check::{Page, address};
use crate::Visit;
use crate::component::{Choice, Field, Notice, NoticeTone, Select, TextArea};
use crate::text::decision as words;

/// Most characters of a reason.
const REASON_CHARS: u32 = 400;

/// All of them.
pub(super) fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text, batch) = (visit.lang, visit.text().decision, &page.inner.batch);
    let exists = |step: BatchStep| batch.state.next(step).is_some();
    let propose = (exists(BatchStep::Propose) && page.gaps.is_empty())
        .then(|| plain(visit, page, "propose", [text.propose, text.propose_lead]));
    let is_own = batch.proposed.as_ref().map(|(id, ..)| *id) == visit.user().map(|user| user.id);
    let is_late = batch.release_at.is_some_and(|at| at < visit.now);
    let approve = exists(BatchStep::Approve).then(|| {
        let notice = |title: &'static str| view! { <Notice lang tone=NoticeTone::Info title /> }.into_any();
        match () {
            () if !approves(visit) => notice(text.approve_role),
            () if is_own => notice(text.approve_other),
            () if is_late => notice(text.approve_late),
            () => {
                let lead = match batch.release_at {
                    Some(at) => (text.approve_at)(&at.format_jst(lang)),
                    None => text.approve_now.to_owned(),
                };
                plain(visit, page, "approve", [text.approve, &lead]).into_any()
            }
        }
    });
    let send_back = exists(BatchStep::Return)
        .then(|| with_reason(visit, page, "return", [text.send_back, text.send_back_lead], "outline"));
    let one = (batch.counted().count() > 1).then(|| {
        with_reason(
            visit,
            page,
            "cancel-line",
            [text.cancel_line, text.cancel_line_lead],
            "outline",
        )
    });
    let all = exists(BatchStep::Cancel)
        .then(|| with_reason(visit, page, "cancel", [text.cancel, text.cancel_lead], "danger"));
    view! {
        {propose}
        {approve}
        {send_back}
        {one}
        {all}
    }
}

fn hidden(page: &Page, step: &'static str) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="version" value=page.inner.batch.version.to_string() />
        <input type="hidden" name="do" value=step />
    }
}

fn action(visit: &Visit, page: &Page) -> String {
    address(visit, page, page.paging.current)
}

fn plain(visit: &Visit, page: &Page, step: &'static str, [label, lead]: [&str; 2]) -> impl IntoView + use<> {
    let id = format!("{step}-title");
    let (label, lead) = (label.to_owned(), lead.to_owned());
    view! {
        <section class="kj-box" aria-labelledby=id.clone()>
            <h2 class="kj-box__title" id=id.clone()>{label.clone()}</h2>
            <p>{lead}</p>
            <form class="kj-actions" method="post" action=action(visit, page) id=step>
                {hidden(page, step)}
                <button class="kj-button" data-tone="primary" type="submit">{label}</button>
            </form>
        </section>
    }
}

fn with_reason(
    visit: &Visit,
    page: &Page,
    step: &'static str,
    [label, lead]: [&'static str; 2],
    tone: &'static str,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decision);
    let error = |name: &str| {
        page.problems.for_field(name).next().map(|found| {
            if name == "application" {
                words::sentence(lang, found)
            } else {
                crate::text::problem::labelled(lang, text.why, &found.code)
            }
        })
    };
    let name = format!("reason_{step}");
    let reason = Field::new(name.clone(), text.why)
        .required()
        .value(page.typed.text(&name))
        .error(error(&name));
    let which = (step == "cancel-line").then(|| {
        let planned = page.inner.planned();
        let range = page.paging.range();
        let choices = planned
            .iter()
            .skip(range.start)
            .take(range.len())
            .map(|shown| {
                let label = format!("{} {}", shown.number(), shown.title());
                Choice::new(shown.line.application.to_string(), label)
            })
            .collect();
        let field = Field::new("application", text.application)
            .required()
            .value(page.typed.text("application"))
            .error(error("application"));
        view! { <Select lang field choices /> }
    });
    let id = format!("{step}-title");
    view! {
        <section class="kj-section" aria-labelledby=id.clone()>
            <h2 class="kj-section__title" id=id.clone()>{label}</h2>
            <p>{lead}</p>
            <form class="kj-form" method="post" action=action(visit, page) id=step novalidate=true>
                {hidden(page, step)}
                {which}
                <TextArea lang field=reason rows=2 limit=Some(REASON_CHARS) />
                <p><button class="kj-button" data-tone=tone type="submit">{label}</button></p>
            </form>
        </section>
    }
}
