//! `/programs/self-check`: four questions that lead to an ordinary search (PUB-10).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::code::{Prefecture, Purpose, Theme};
use domain::permit::{Action, Subject};
use domain::search::SelfCheckForm;
use domain::{Problem, Problems};
use leptos::prelude::*;

use crate::component::{
    Checkboxes, Choice, ChoiceGroup, ErrorSummary, Field, FieldError, GroupedCheckboxes, InputKind, InputWidth, Radios,
    Select, TextInput,
};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::text::problem::labelled;
use crate::{Failure, Site, Visit, link};

/// Asks; what is known of the visitor's insurer is filled in.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let place = visit.acting().map(|place| place.organisation);
    let own = place.filter(|id| visit.may(Action::ReadOrganisation, Subject::Organisation(*id)));
    let own = match own {
        Some(id) => site.store.find_organisation(id).await?,
        None => None,
    };
    let profile = own.map(|organisation| organisation.profile);
    let members = profile.as_ref().and_then(|profile| {
        let (insured, dependants) = (profile.insured?, profile.dependants?);
        insured.get().checked_add(dependants.get())
    });
    let form = SelfCheckForm::prefilled(profile.map(|profile| profile.pref), members);
    show(&site, &visit, form, Problems::new()).await
}

/// Leads to the search.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    let mut form = SelfCheckForm::default();
    form.replace(SelfCheckForm::FIELDS, pairs.iter());
    match form.request() {
        Ok(request) => Ok(Redirect::to(&visit.href(&link::search(&request))).into_response()),
        Err(problems) => show(&site, &visit, form, problems).await,
    }
}

async fn show(site: &Site, visit: &Visit, form: SelfCheckForm, problems: Problems) -> Result<Response, Failure> {
    let text = visit.text();
    let name = text.decide.check;
    let mut head = Head::new(name)
        .crumb(text.site.nav_search, visit.href("/programs"))
        .here(name)
        .refused_if(!problems.is_empty());
    // What is filled in is the visitor's own.
    head.private = visit.user().is_some() || !problems.is_empty();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &form, &problems)).await
}

fn view(visit: &Visit, form: &SelfCheckForm, problems: &Problems) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decide);
    let label = |field: &str| match field {
        "pref" => text.check_pref,
        "members" => text.check_members,
        "theme" => text.check_theme,
        _ => text.check_cost,
    };
    let sentence = |found: &Problem| labelled(lang, label(found.field.as_str()), &found.code);
    let errors: Vec<_> = problems
        .iter()
        .map(|found| FieldError::new(found.field.as_str(), sentence(found)))
        .collect();
    let field = |name: &str, number: usize| {
        Field::new(name, format!("{} {}", (text.check_step)(number), label(name)))
            .values(form.values(name).to_vec())
            .error(problems.for_field(name).next().map(sentence))
    };
    let prefs: Vec<Choice> = Prefecture::ALL
        .iter()
        .map(|pref| Choice::new(pref.code(), pref.name(lang)))
        .collect();
    let groups = Purpose::ALL
        .iter()
        .map(|purpose| ChoiceGroup {
            label: purpose.name(lang).to_owned(),
            choices: Theme::ALL
                .iter()
                .filter(|theme| theme.purpose() == *purpose)
                .map(|theme| Choice::new(theme.code(), theme.name(lang)))
                .collect(),
        })
        .filter(|group| !group.choices.is_empty())
        .collect::<Vec<_>>();
    let budgets = vec![
        Choice::new("", text.check_cost_any),
        Choice::new("partial", text.check_cost_partial),
        Choice::new("free", text.check_cost_free),
    ];
    let budget = Field {
        values: vec![form.budget.clone()],
        ..field("budget", 4)
    };
    let open = Field::new("open", text.summary_status)
        .hint(text.check_open_hint)
        .value(form.open.clone());
    view! {
        <div class="kj-form-page">
            {(!errors.is_empty()).then(|| view! { <ErrorSummary lang errors /> })}
            <h1 class="kj-title">{text.check}</h1>
            <p>{text.check_lead}</p>
            <form class="kj-form" method="post" action=visit.href("/programs/self-check") novalidate=true>
                <Select lang field=field("pref", 1).hint(text.check_pref_hint) choices=prefs />
                <TextInput
                    lang
                    field=field("members", 2).hint(text.check_members_hint)
                    kind=InputKind::Number
                    width=InputWidth::Short
                />
                <GroupedCheckboxes lang field=field("theme", 3).hint(text.check_theme_hint) groups />
                <Radios lang field=budget choices=budgets />
                <Checkboxes lang field=open choices=vec![Choice::new("1", text.check_open)] />
                <button class="kj-button" data-tone="primary" type="submit">{text.check_button}</button>
            </form>
        </div>
    }
}
