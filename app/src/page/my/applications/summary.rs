//! Everything an application says, section by section, with the ways to change it (FORM-16), and what the rules say of it.

use domain::application::{ApplicationForm, Part, Section, Table};
use domain::code::{
    Certificate, ContractMethod, CostItem, CostSharing, DataCategory, KpiLevel, LegalBasis, TaxMode, TransferMethod,
};
use domain::consortium::panel::{Panel, Point, Target};
use domain::permit::{Action, Subject};
use domain::questionnaire::Questionnaire;
use domain::rows::row_field;
use domain::{Lang, Problems};
use leptos::prelude::*;
use store::Application;

use super::{Checked, edits, foot, part_path, path, questions, section_path, writes};
use crate::Visit;
use crate::component::{Chip, DescriptionList, ErrorSummary, Fact, FieldError, plain_table};
use crate::page::my::consortia::panel::{standing_chip, verdict};
use crate::text::application_question::{part as part_words, sentence};
use crate::text::{application_field as words, consortium_rule};

/// What a typed value means, in words: the name of a code, a tick, or the text itself.
pub(super) fn meaning(lang: Lang, table: Option<Table>, field: &str, value: &str) -> String {
    let name = match (table, field) {
        (Some(Table::Kpis), "level") => KpiLevel::from_code(value).map(|it| it.name(lang)),
        (Some(Table::Flows), "category") => DataCategory::from_code(value).map(|it| it.name(lang)),
        (Some(Table::Flows), "basis") => LegalBasis::from_code(value).map(|it| it.name(lang)),
        (Some(Table::Flows), "method") => TransferMethod::from_code(value).map(|it| it.name(lang)),
        (Some(Table::Flows), "certificate") => Certificate::from_code(value).map(|it| it.name(lang)),
        (Some(Table::Lines), "item") => CostItem::from_code(value).map(|it| it.name(lang)),
        (Some(Table::Lines), "contract") => ContractMethod::from_code(value).map(|it| it.name(lang)),
        (None, "tax") => TaxMode::from_code(value).map(|it| it.name(lang)),
        (None, "sharing") => CostSharing::from_code(value).map(|it| it.name(lang)),
        (_, "publication" | "eligible" | "subcontract" | "deletion" | "portal") if value == "1" => {
            Some(words::box_words(lang, field))
        }
        _ => None,
    };
    name.map_or_else(|| value.to_owned(), str::to_owned)
}

/// What stands in a field, also one in a row, in words.
pub(in crate::page) fn shown(lang: Lang, questions: &Questionnaire, form: &ApplicationForm, name: &str) -> String {
    if let Some(answer) = questions::shown(lang, questions, form, name) {
        return answer;
    }
    match Table::of_field(name) {
        Some((table, _, field)) => meaning(lang, Some(table), field, form.text(name)),
        None => meaning(lang, None, name, form.text(name)),
    }
}

/// What a text means that once stood in a field; the values of an answer stand one a line.
pub(in crate::page) fn said(lang: Lang, questions: &Questionnaire, name: &str, value: &str) -> String {
    let mut form = ApplicationForm::default();
    if let Some(question) = questions.of_field(name) {
        let values: Vec<_> = if question.kind.is_choice() {
            value.lines().map(str::to_owned).collect()
        } else {
            vec![value.to_owned()]
        };
        form.answers.given.insert(question.key.clone(), values);
        return shown(lang, questions, &form, name);
    }
    match Table::of_field(name) {
        Some((table, _, field)) => meaning(lang, Some(table), field, value),
        None => meaning(lang, None, name, value),
    }
}

/// All sections.
pub(in crate::page) fn view(visit: &Visit, whole: &Application, checked: &Checked) -> impl IntoView + use<> {
    let parts = whole.parts();
    let parts = parts.iter().map(|part| one(visit, whole, part, checked)).collect_view();
    let own = visit.may(Action::ReadApplication, Subject::Organisation(whole.lead));
    view! {
        {parts}
        {own.then(|| questions::aside(visit, whole))}
    }
}

fn one(visit: &Visit, whole: &Application, part: &Part, checked: &Checked) -> AnyView {
    let text = visit.text().application;
    let (name, _) = part_words(visit.lang, part);
    let id = format!("{}-title", part.code());
    let change = edits(visit, whole).then(|| {
        let href = visit.href(&part_path(whole.id, part));
        view! { <p><a href=href>{(text.change)(&name)}</a></p> }
    });
    view! {
        <section class="kj-section" aria-labelledby=id.clone()>
            <h2 class="kj-section__title" id=id.clone()>{name.clone()}</h2>
            {content(visit, whole, part, checked)}
            {change}
        </section>
    }
    .into_any()
}

/// What stands on a page, to read.
pub(super) fn content(visit: &Visit, whole: &Application, part: &Part, checked: &Checked) -> AnyView {
    match part {
        Part::Section(section) => plan(visit, whole, *section, checked),
        Part::Questions(section) => questions::facts(visit, whole, section),
    }
}

/// The fields and tables of a section of the plan.
fn plan(visit: &Visit, whole: &Application, section: Section, checked: &Checked) -> AnyView {
    let (lang, text, form) = (visit.lang, visit.text().application, &whole.form);
    let facts: Vec<_> = section
        .fields()
        .iter()
        .map(|field| {
            let label = words::field(lang, field).label;
            match form.text(field) {
                "" => Fact::text(label, text.empty),
                value => {
                    let value = meaning(lang, None, field, value);
                    Fact::view(label, view! { <span class="kj-pre">{value}</span> })
                }
            }
        })
        .collect();
    let tables = section.tables().iter().map(|of| rows(visit, whole, *of)).collect_view();
    let foot = (section == Section::Budget).then(|| {
        let budget = checked.reading.budget.as_ref();
        let sheet = budget.and_then(|budget| budget.sheet(&whole.call.call, checked.cap));
        foot::steps(visit, whole, sheet.as_ref())
    });
    let list = (!facts.is_empty()).then(|| view! { <DescriptionList facts framed=true /> });
    view! {
        {list}
        {tables}
        {foot}
    }
    .into_any()
}

/// A table as it is typed, without columns in which nothing stands.
fn rows(visit: &Visit, whole: &Application, of: Table) -> AnyView {
    let (lang, text, form) = (visit.lang, visit.text().application, &whole.form);
    let name = words::table(lang, of);
    let count = form.count(of);
    if count == 0 {
        return view! { <p>{name} ": " {text.empty}</p> }.into_any();
    }
    let value = |row: usize, field: &str| form.text(&row_field(of.name(), row, field)).to_owned();
    let columns: Vec<&'static str> = of
        .fields()
        .iter()
        .copied()
        .filter(|field| (1..=count).any(|row| !value(row, field).is_empty()))
        .collect();
    let heads = columns
        .iter()
        .map(|field| view! { <th scope="col">{words::column(lang, of, field).label}</th> })
        .collect_view();
    let body = (1..=count)
        .map(|row| {
            let cells = columns
                .iter()
                .map(|field| {
                    let typed = value(row, field);
                    let society = typed.parse().ok().filter(|_| *field == "organisation");
                    let place = society.and_then(|society| whole.consortium.place(society));
                    let cell = place.map_or_else(|| meaning(lang, Some(of), field, &typed), |place| place.name.clone());
                    view! { <td class="kj-pre">{cell}</td> }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    let label = format!("{name} ({count})");
    view! {
        <h3 class="kj-section__subtitle">{name}</h3>
        <div class="kj-table-frame" tabindex="0" role="region" aria-label=label>
            <table class="kj-table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What is missing or wrong, each with the way to its field; on top of a page that was refused.
pub(super) fn gaps(visit: &Visit, whole: &Application, problems: &Problems) -> Option<AnyView> {
    if problems.is_empty() {
        return None;
    }
    let errors = problems
        .iter()
        .map(|found| {
            let field = found.field.as_str();
            let part = whole.part_of_field(field).unwrap_or(Part::Section(Section::Outline));
            let href = visit.href(&format!("{}?check=1#{field}", part_path(whole.id, &part)));
            FieldError::elsewhere(href, sentence(visit.lang, &whole.questions.form, found))
        })
        .collect();
    Some(view! { <ErrorSummary lang=visit.lang errors /> }.into_any())
}

/// The rule panel with everything that is to be done, gravest first, and where.
pub(in crate::page) fn rules(visit: &Visit, whole: &Application, panel: &Panel) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().application);
    let rows = panel
        .checks
        .iter()
        .map(|check| {
            view! {
                <tr>
                    <th scope="row">{check.rule.name(lang)}</th>
                    <td><Chip look=standing_chip(visit, check.standing) /></td>
                    <td>{consortium_rule::facts(lang, &check.facts)}</td>
                </tr>
            }
        })
        .collect_view();
    let points = panel
        .points()
        .into_iter()
        .map(|(rule, point)| {
            let sentence = consortium_rule::fault(lang, &point.fault);
            // The office and reviewers read it; only the society can put it right.
            let sentence = if writes(visit, whole) {
                let href = visit.href(&place_of(whole, point));
                view! { <a href=href>{sentence}</a> }.into_any()
            } else {
                sentence.into_any()
            };
            view! {
                <li>
                    {rule.name(lang)} ": " {sentence} "（" {point.level.name(lang)} "）"
                </li>
            }
        })
        .collect_view();
    let consortium = visit.text().consortium_rule;
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="rules-title">{text.rules}</h2>
            <p>{verdict(visit, panel)} " " {text.rules_lead}</p>
            {plain_table("rules-title", [consortium.rule, consortium.standing, text.rule_facts], rows)}
            <ul class="kj-prose">{points}</ul>
        </section>
    }
}

/// The page on which a point can be put right.
fn place_of(whole: &Application, point: &Point) -> String {
    let consortium = format!("/my/consortia/{}", whole.consortium.id);
    match &point.target {
        Target::Budget(field) | Target::Data(field) | Target::Plan(field) => {
            let section = Section::of_field(field.as_str()).unwrap_or(Section::Outline);
            if whole.state.is_editable() {
                format!("{}#{field}", section_path(whole.id, section))
            } else {
                format!("{}/check#{}-title", path(whole.id), section.code())
            }
        }
        Target::Members | Target::Member(_) | Target::Partner(_) | Target::Profile(_) | Target::Consent(_) => {
            format!("{consortium}/rules")
        }
    }
}
