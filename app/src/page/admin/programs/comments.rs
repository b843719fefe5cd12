//! 差戻し (ux 8.3): a tick, a reason and a text for each field, under what stands in it now; and what was asked the last
//! time, with what has become of it. Without scripts everything is open.

use domain::program::{FixReason, REASON_CHARS, Section, default_due};
use leptos::prelude::*;

use super::decision::{action, field, hidden};
use super::program::{Page, sentence};
use crate::Visit;
use crate::component::{Choice, DateInput, Radios, TextArea, plain_table};
use crate::page::program_value::words;
use crate::text::field as field_text;
use crate::text::life::LifeText;

/// What was asked before this request: the field then and now.
pub(super) fn asked(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    if page.fixes.is_empty() {
        return ().into_any();
    }
    let shown = |name: &str, values: &[String]| {
        let words = words(lang, name, values);
        if words.is_empty() {
            text.nothing.to_owned()
        } else {
            words
        }
    };
    let rows = page
        .fixes
        .iter()
        .map(|fix| {
            let name = fix.request.field.as_str();
            let state = if fix.is_answered(&page.draft.form) {
                text.fix_answered
            } else {
                text.fix_open
            };
            view! {
                <tr>
                    <th scope="row">{field_text::program(lang, name).label}</th>
                    <td>{fix.request.reason.name(lang)}" "{fix.request.text.clone()}</td>
                    <td class="kj-pre">{shown(name, &fix.before)}</td>
                    <td class="kj-pre">{shown(name, page.draft.form.values(name))}</td>
                    <td>{state}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="asked-title">{text.asked_before}</h2>
            {plain_table("asked-title", [text.col_field, text.reason, text.asked_then, text.col_now, text.col_state], rows)}
        </section>
    }
    .into_any()
}

/// The form that sends a program back.
pub(super) fn form(visit: &Visit, page: &Page) -> AnyView {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let error = page
        .problems
        .for_field("fix")
        .next()
        .map(|found| sentence(visit, found));
    let fields = Section::ALL
        .iter()
        .flat_map(|section| section.fields())
        .map(|name| comment(visit, page, name))
        .collect_view();
    let mut due = field(visit, page, "due", text.send_back_due).required();
    if page.typed.text("decision") != "return" {
        due = due.value(default_due(visit.today).format(lang));
    }
    view! {
        <section class="kj-section" aria-labelledby="return-title">
            <h2 class="kj-section__title" id="return-title">{text.send_back}</h2>
            <p>{text.send_back_lead}</p>
            <form class="kj-form" id="return" method="post" action=action(visit, page) novalidate=true>
                {hidden(page, "return")}
                <fieldset class="kj-field" id="fix">
                    <legend class="kj-field__label">{text.send_back_fields}</legend>
                    {error.map(|words| view! { <p class="kj-field__error" id="fix-error">{words}</p> })}
                    {fields}
                </fieldset>
                <DateInput lang field=due />
                <p><button class="kj-button" data-tone="danger" type="submit">{text.send_back_button}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn comment(visit: &Visit, page: &Page, name: &'static str) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, LifeText::of(visit.lang));
    let label = field_text::program(lang, name).label;
    let ticked = page.typed.iter().any(|(field, value)| field == "fix" && value == name);
    let reason_name = format!("reason-{name}");
    let text_name = format!("text-{name}");
    let choices: Vec<_> = FixReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.code(), reason.name(lang)))
        .collect();
    let reason = field(visit, page, &reason_name, (text.send_back_reason)(label));
    let comment = field(visit, page, &text_name, (text.send_back_text)(label));
    let now = words(lang, name, page.draft.form.values(name));
    let now = if now.is_empty() { text.nothing.to_owned() } else { now };
    let id = format!("fix-{name}");
    let open = ticked || !page.typed.text(&text_name).is_empty();
    view! {
        <details class="kj-disclosure" open=open>
            <summary class="kj-disclosure__summary">{label}</summary>
            <p class="kj-pre">{now}</p>
            <div class="kj-choice">
                <input class="kj-choice__control" type="checkbox" id=id.clone() name="fix" value=name checked=ticked />
                <label class="kj-choice__label" for=id>{(text.send_back_field)(label)}</label>
            </div>
            <Radios lang field=reason choices columns=true />
            <TextArea lang field=comment rows=3 limit=Some(REASON_CHARS) />
        </details>
    }
}
