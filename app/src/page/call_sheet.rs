//! A call in full, as the public page and the officers' preview show it (W6): everything that an applicant has to know, with
//! the very rubric by which the application will be judged.

use domain::application::Paper;
use domain::call::{Call, CallState, Cap, Criterion};
use domain::code::SizeBand;
use domain::questionnaire::Questionnaire;
use domain::value::Instant;
use leptos::prelude::*;

use crate::Visit;
use crate::component::{
    Chip, ChipLook, ChipTone, Deadline, DeadlineText, DescriptionList, Fact, Icon, Notice, NoticeTone, plain_table,
};
use crate::text::call as words;

/// What is shown.
#[derive(Clone)]
pub struct Sheet {
    /// Title in the visitor's language.
    pub title: String,
    /// Where it is.
    pub state: CallState,
    /// Its rules.
    pub call: Call,
    /// Why it was closed early or cancelled.
    pub reason: String,
    /// Its questions.
    pub form: Questionnaire,
}

/// The chip of a call's state.
pub fn chip(visit: &Visit, state: CallState) -> ChipLook {
    let (tone, icon) = match state {
        CallState::Draft => (ChipTone::Gray, Icon::Pencil),
        CallState::Scheduled => (ChipTone::Sky, Icon::Clock),
        CallState::Open => (ChipTone::Green, Icon::Check),
        CallState::Reviewing => (ChipTone::Yellow, Icon::Hourglass),
        CallState::Finished => (ChipTone::Gray, Icon::Dash),
        CallState::Cancelled => (ChipTone::Red, Icon::Cross),
    };
    ChipLook::new(tone, icon, state.name(visit.lang))
}

/// A moment with the days until then, if it lies ahead.
pub fn moment(visit: &Visit, at: Instant) -> Deadline {
    let days = visit.today.days_until(at.day_jst());
    Deadline {
        iso: at.iso_jst(),
        words: at.format_jst(visit.lang),
        days_left: Some(days).filter(|_| at >= visit.now),
    }
}

/// The cap in words: the lowest and the highest where it depends on the size.
pub fn cap(visit: &Visit, call: &Call) -> Option<String> {
    match &call.money.cap {
        Cap::None => None,
        Cap::One(yen) => Some(words::yen(visit.lang, *yen)),
        Cap::Bands { basis, yen } => {
            let (least, most) = (yen.iter().min()?, yen.iter().max()?);
            let (least, most) = (words::yen(visit.lang, *least), words::yen(visit.lang, *most));
            Some((visit.text().call.cap_range)(basis.name(visit.lang), &least, &most))
        }
    }
}

/// The whole sheet, its title included; `way` stands on the first screen below the facts.
pub fn view(visit: &Visit, sheet: &Sheet, way: AnyView) -> AnyView {
    let (lang, text, call) = (visit.lang, visit.text().call, &sheet.call);
    let summary = call.about.summary.get(lang).to_owned();
    view! {
        <article class="kj-sheet">
            <header class="kj-sheet__head">
                <p class="kj-sheet__marks">
                    <Chip look=chip(visit, sheet.state) />
                    <span class="kj-card__tag">{call.year.name(lang)}</span>
                    <span class="kj-card__tag">{call.code.clone()}</span>
                </p>
                <h1 class="kj-sheet__title">{sheet.title.clone()}</h1>
            </header>
            {standing(visit, sheet)}
            {facts(visit, call)}
            {way}
            {(!summary.is_empty())
                .then(|| view! { {heading("summary", text.summary)} <p class="kj-pre">{summary}</p> })}
            {heading("eligibility", text.eligibility)}
            {sentences(words::requirements(lang, call))}
            {money(visit, call)}
            {costs(visit, call)}
            {schedule(visit, call)}
            {rubric(visit, call)}
            {documents(visit, sheet)}
            {heading("after", text.after)}
            {sentences(words::duties(lang, call))}
            {faq(visit, call)}
            {contact(visit, call)}
        </article>
    }
    .into_any()
}

fn heading(id: &'static str, words: &'static str) -> impl IntoView {
    view! { <h2 class="kj-section__title" id=id>{words}</h2> }
}

fn sentences(said: Vec<String>) -> impl IntoView {
    let items = said
        .into_iter()
        .map(|sentence| view! { <li>{sentence}</li> })
        .collect_view();
    view! { <ul class="kj-prose">{items}</ul> }
}

/// What readers must know before they read on.
fn standing(visit: &Visit, sheet: &Sheet) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().call);
    let title = words::standing(lang, sheet.state)?;
    let reason = (!sheet.reason.is_empty()).then(|| {
        let early = (sheet.state == CallState::Reviewing).then_some(text.closed_early);
        view! {
            {early.map(|words| view! { <p>{words}</p> })}
            <p class="kj-pre">{format!("{}: {}", text.reason, sheet.reason)}</p>
        }
    });
    Some(view! { <Notice lang tone=NoticeTone::Info title>{reason}</Notice> }.into_any())
}

fn facts(visit: &Visit, call: &Call) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call);
    let (opens, closes) = (moment(visit, call.dates.open_at), moment(visit, call.dates.close_at));
    let deadline = view! {
        <DeadlineText lang deadline=closes />
        <span class="kj-sheet__note">{text.deadline_note}</span>
    };
    let mut facts = Vec::new();
    if call.dates.open_at > visit.now {
        facts.push(Fact::view(text.opens, view! { <DeadlineText lang deadline=opens /> }));
    }
    facts.push(Fact::view(text.deadline, deadline));
    facts.push(Fact::text(text.rate, words::rate(lang, call.money.rate)));
    if let Some(cap) = cap(visit, call) {
        facts.push(Fact::text(text.cap, cap));
    }
    facts.push(Fact::text(text.who, words::kinds(lang, &call.eligibility.lead_kinds)));
    let project = (call.dates.project_from.format(lang), call.dates.project_to.format(lang));
    facts.push(Fact::text(text.project, format!("{} – {}", project.0, project.1)));
    view! { <DescriptionList facts framed=true /> }
}

fn money(visit: &Visit, call: &Call) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call);
    let table = match &call.money.cap {
        Cap::None => ().into_any(),
        Cap::One(yen) => {
            let cap = format!("{}: {}", text.cap, words::yen(lang, *yen));
            view! { <p>{cap}</p> }.into_any()
        }
        Cap::Bands { basis, yen } => {
            let rows = SizeBand::ALL
                .iter()
                .zip(yen)
                .map(|(band, yen)| {
                    view! {
                        <tr>
                            <th scope="row">{band.name(lang)}</th>
                            <td data-number="">{words::yen(lang, *yen)}</td>
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <h3 class="kj-section__subtitle" id="bands">
                    {format!("{} ({})", text.cap, basis.name(lang))}
                </h3>
                {plain_table("bands", [text.band, text.band_cap], rows)}
            }
            .into_any()
        }
    };
    view! { {heading("money", text.money)} {sentences(words::amount(lang, call))} {table} }
}

fn costs(visit: &Visit, call: &Call) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call);
    let items = call
        .costs
        .items
        .iter()
        .map(|item| view! { <li>{item.name(lang)}</li> })
        .collect_view();
    view! {
        {heading("costs", text.costs)}
        <ul class="kj-prose">{items}</ul>
        {sentences(words::cost_rules(lang, call))}
    }
}

fn schedule(visit: &Visit, call: &Call) -> impl IntoView + use<> {
    let (lang, text, dates) = (visit.lang, visit.text().call, &call.dates);
    let mut lines = vec![(text.opens, dates.open_at.iso_jst(), dates.open_at.format_jst(lang))];
    if let Some(day) = dates.briefing {
        lines.push((text.briefing, day.iso(), day.format(lang)));
    }
    lines.push((text.deadline, dates.close_at.iso_jst(), dates.close_at.format_jst(lang)));
    let rows = lines
        .into_iter()
        .map(|(what, iso, when)| {
            view! { <tr><th scope="row">{what}</th><td><time datetime=iso>{when}</time></td></tr> }
        })
        .collect_view();
    let project = format!(
        "{} – {}",
        dates.project_from.format(lang),
        dates.project_to.format(lang)
    );
    let rows = view! { {rows} <tr><th scope="row">{text.project}</th><td>{project}</td></tr> };
    view! {
        {heading("schedule", text.schedule)}
        {plain_table("schedule", [text.schedule_what, text.schedule_when], rows)}
    }
}

fn rubric(visit: &Visit, call: &Call) -> impl IntoView + use<> {
    let text = visit.text().call;
    let rows = call
        .sheet
        .criteria
        .iter()
        .map(|criterion| {
            let floor = criterion.pass_from.map(|mark| view! { <p>{(text.floor)(mark)}</p> });
            view! {
                <tr>
                    <th scope="row">{format!("{} {}", criterion.code, criterion.name)}</th>
                    <td data-number="">{criterion.weight}</td>
                    <td><p class="kj-pre">{criterion.question.clone()}</p>{floor}</td>
                </tr>
            }
        })
        .collect_view();
    let anchors = call
        .sheet
        .criteria
        .iter()
        .map(|criterion| anchors(visit, criterion))
        .collect_view();
    view! {
        {heading("rubric", text.rubric)}
        <p>{(text.rubric_lead)(call.sheet.weight())}</p>
        <p>{(text.judged)(call.sheet.min_reviewers)}</p>
        {plain_table("rubric", [text.criterion, text.points, text.question], rows)}
        {anchors}
    }
}

/// What each mark means, best first.
fn anchors(visit: &Visit, criterion: &Criterion) -> impl IntoView + use<> {
    let text = visit.text().call;
    let facts = criterion
        .anchors
        .iter()
        .enumerate()
        .rev()
        .map(|(at, words)| Fact::text((text.mark)(at + 1), words.clone()))
        .collect();
    view! {
        <details class="kj-disclosure">
            <summary class="kj-disclosure__summary">{(text.anchors)(&criterion.name)}</summary>
            <DescriptionList facts />
        </details>
    }
}

fn documents(visit: &Visit, sheet: &Sheet) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().call);
    let made = text
        .documents_made
        .iter()
        .map(|name| view! { <li>{*name}</li> })
        .collect_view();
    let papers = Paper::ALL
        .iter()
        .copied()
        .filter(|paper| sheet.call.papers.takes(*paper));
    let papers = papers
        .map(|paper| {
            let need = if sheet.call.papers.required.contains(&paper) {
                text.required
            } else {
                text.optional
            };
            let hint = sheet.call.papers.hint(paper).to_owned();
            view! {
                <li>
                    {paper.name(lang)} " " <span class="kj-note">{format!("({need})")}</span>
                    {(!hint.is_empty()).then(|| view! { " " <span class="kj-note">{hint}</span> })}
                </li>
            }
        })
        .collect_view();
    let sections = sheet
        .form
        .sections
        .iter()
        .map(|section| {
            let questions = section
                .questions
                .iter()
                .map(|question| {
                    let need = if question.required {
                        text.required
                    } else {
                        text.optional
                    };
                    let label = question.label.get(lang).to_owned();
                    view! { <li>{label} " " <span class="kj-note">{format!("({need})")}</span></li> }
                })
                .collect_view();
            view! {
                <details class="kj-disclosure">
                    <summary class="kj-disclosure__summary">{section.title.get(lang).to_owned()}</summary>
                    <ul class="kj-prose">{questions}</ul>
                </details>
            }
        })
        .collect_view();
    let own = (!sheet.form.sections.is_empty())
        .then(|| view! { <h3 class="kj-section__subtitle">{text.documents_questions}</h3> });
    view! {
        {heading("documents", text.documents)}
        <p>{text.documents_lead}</p>
        <ul class="kj-prose">{made} {papers}</ul>
        {own}
        {sections}
    }
}

fn faq(visit: &Visit, call: &Call) -> Option<AnyView> {
    let facts: Vec<_> = call
        .about
        .faq
        .iter()
        .map(|(question, answer)| {
            let answer = answer.clone();
            Fact::view(question.clone(), view! { <p class="kj-pre">{answer}</p> })
        })
        .collect();
    (!facts.is_empty()).then(|| view! { {heading("faq", visit.text().call.faq)} <DescriptionList facts /> }.into_any())
}

fn contact(visit: &Visit, call: &Call) -> Option<AnyView> {
    let words = call.about.contact.clone();
    (!words.is_empty())
        .then(|| view! { {heading("contact", visit.text().call.contact)} <p class="kj-pre">{words}</p> }.into_any())
}
