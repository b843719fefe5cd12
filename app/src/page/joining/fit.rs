//! Whether a society can join, condition by condition with both values (INS-03).

use domain::Lang;
use domain::participation::{Applicant, Condition, Outcome, Verdict};
use domain::program::{Area, CleanProgram};
use leptos::prelude::*;

use super::Acting;
use crate::Visit;
use crate::component::{Notice, NoticeTone, plain_table};
use crate::page::label;
use crate::text::Text;
use crate::text::joining::condition as name_of;

/// The answer with every condition.
pub fn view(visit: &Visit, program: &CleanProgram, acting: &Acting) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().joining);
    let fit = acting.facts.fit(program);
    let (tone, title) = match fit.verdict() {
        Verdict::Eligible => (NoticeTone::Success, text.fit_yes),
        Verdict::Unknown => (NoticeTone::Info, text.fit_unknown),
        Verdict::NotEligible => (NoticeTone::Warning, text.fit_no),
    };
    let profile = (fit.verdict() == Verdict::Unknown).then(|| {
        view! { <p><a href=visit.href("/my/organization")>{text.fit_profile}</a></p> }
    });
    let rows = fit
        .0
        .iter()
        .map(|(condition, outcome)| {
            let result = match outcome {
                Outcome::Met => text.fit_met,
                Outcome::Failed => text.fit_failed,
                Outcome::Unknown => text.fit_open,
                Outcome::InWords => text.fit_words,
            };
            view! {
                <tr>
                    <th scope="row">{name_of(lang, *condition)}</th>
                    <td>{wanted(lang, program, *condition)}</td>
                    <td>{own(lang, &acting.facts, *condition)}</td>
                    <td>{result}</td>
                </tr>
            }
        })
        .collect_view();
    let judged = (text.fit_for)(&acting.name);
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="fit-title">{text.fit_title}</h2>
            <Notice lang tone title>{judged}{profile}</Notice>
            {plain_table("fit-title", [text.fit_condition, text.fit_wanted, text.fit_own, text.fit_result], rows)}
        </section>
    }
    .into_any()
}

/// The answer in one line, naming the conditions that are not met.
pub fn in_short(lang: Lang, program: &CleanProgram, acting: &Acting) -> String {
    let text = Text::of(lang).joining;
    let fit = acting.facts.fit(program);
    match fit.verdict() {
        Verdict::Eligible => text.fit_yes.to_owned(),
        Verdict::Unknown => text.fit_unknown.to_owned(),
        Verdict::NotEligible => {
            let failed = fit.with(Outcome::Failed).map(|condition| name_of(lang, condition));
            (text.fit_no_because)(&label::list(lang, failed))
        }
    }
}

/// What the program asks for.
fn wanted(lang: Lang, program: &CleanProgram, condition: Condition) -> String {
    let (text, limits) = (Text::of(lang).joining, &program.limits);
    let separator = if lang == Lang::Ja { "、" } else { ", " };
    match condition {
        Condition::Kind if limits.kinds.is_empty() => text.fit_insurer.to_owned(),
        Condition::Kind => label::list(lang, limits.kinds.iter().map(|kind| kind.name(lang))),
        Condition::Size => {
            let mut parts = vec![label::bands(lang, &limits.sizes)];
            parts.extend(limits.members_min.map(|min| (text.at_least)(&label::count(min))));
            parts.extend(limits.members_max.map(|max| (text.at_most)(&label::count(max))));
            parts.retain(|part| !part.is_empty());
            parts.join(separator)
        }
        Condition::Industry => label::list(lang, limits.industries.iter().map(|it| it.name(lang))),
        Condition::Area => label::area(lang, program.area),
        Condition::Seat => label::area(lang, Area::Prefectures(limits.seats)),
        Condition::Form => label::list(lang, limits.forms.iter().map(|it| it.name(lang))),
        Condition::System => limits.system.clone(),
        Condition::Other => limits.note.clone(),
    }
}

/// What the society has told.
fn own(lang: Lang, facts: &Applicant, condition: Condition) -> String {
    let unknown = || Text::of(lang).joining.fit_not_told.to_owned();
    let named = |name: Option<&'static str>| name.map_or_else(unknown, str::to_owned);
    match condition {
        Condition::Kind => named(facts.kind.map(|it| it.name(lang))),
        Condition::Size => facts.members.map_or_else(unknown, |members| members.to_string()),
        Condition::Industry => named(facts.industry.map(|it| it.name(lang))),
        Condition::Area if facts.area.is_empty() => named(Some(facts.pref.name(lang))),
        Condition::Area => label::area(lang, Area::Prefectures(facts.area)),
        Condition::Seat => named(Some(facts.pref.name(lang))),
        Condition::Form => named(facts.form.map(|it| it.name(lang))),
        Condition::System | Condition::Other => String::new(),
    }
}
