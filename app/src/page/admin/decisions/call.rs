//! `/admin/decisions/{call}`: the ranking against the budget a page at a time, trials through the address, the batches, and the
//! beginning of a new one, which starts with everybody above the line adopted.

use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Problems;
use domain::decision::{BatchForm, BudgetForm, Outcome, VerdictForm};
use domain::value::{ApplicationId, Yen};
use leptos::prelude::*;
use store::{BatchEntry, Candidacy, Refusal, StoredCall};

use super::ranking::{CallRanking, Trial, money, table, tried};
use super::{batch_chip, batch_name, batch_path, call_path, get_call, head, release_words, require, yen};
use crate::component::{
    Checkboxes, Choice, DescriptionList, EmptyState, ErrorSummary, Fact, Field, FieldError, InputKind, InputWidth,
    Notice, NoticeTone, Pagination, TextInput, plain_table,
};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::paging::Paging;
use crate::text::decision as words;
use crate::{Failure, Site, Visit};

/// Ranked applications on one page.
const PAGE: usize = 100;

struct Page {
    call: StoredCall,
    ranking: CallRanking,
    paging: Paging,
    budget: Option<Yen>,
    batches: Vec<BatchEntry>,
    /// Applications that stand in an open batch.
    held: HashSet<ApplicationId>,
    promised: Yen,
    trial: Trial,
    typed: BudgetForm,
    problems: Problems,
}

/// Shows the page.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for a call that does not exist.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    require(&visit)?;
    let call = get_call(&site, &id).await?;
    let trial = Trial::of(&visit.query);
    let page = load(&site, &visit, call, trial).await?;
    show(&site, &visit, page).await
}

/// Sets the budget (`do=budget`), or begins a batch about the ticked applications, or with `scope=all` about all that can be
/// decided about (`do=start`).
///
/// # Errors
/// As [`get`].
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    require(&visit)?;
    let call = get_call(&site, &id).await?;
    let mut page = load(&site, &visit, call, Trial::read(pairs.iter())).await?;
    let typed = BudgetForm {
        budget: pairs.text("budget").to_owned(),
    };
    let done = match pairs.text("do") {
        "budget" => set_budget(&site, &visit, &page, &typed).await,
        "start" => start(&site, &visit, &page, &pairs).await,
        _ => Err(Refusal::NotNow),
    };
    match done {
        Ok(href) => Ok(Redirect::to(&visit.href(&href)).into_response()),
        Err(Refusal::Problems(problems)) => {
            (page.typed, page.problems) = (typed, problems);
            show(&site, &visit, page).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn set_budget(site: &Site, visit: &Visit, page: &Page, typed: &BudgetForm) -> Result<String, Refusal> {
    let yen = typed.check()?;
    site.store.set_budget(&visit.actor, page.call.id, yen).await?;
    Ok(format!("{}?budget", call_path(page.call.id)))
}

async fn start(site: &Site, visit: &Visit, page: &Page, pairs: &FormPairs) -> Result<String, Refusal> {
    let mut ticked: HashSet<ApplicationId> = HashSet::new();
    for (_, value) in pairs.iter().filter(|(name, _)| *name == "application") {
        ticked.insert(value.parse().map_err(|_| Refusal::NotFound)?);
    }
    let takes_all = pairs.text("scope") == "all";
    let is_chosen = |case: &Candidacy| match takes_all {
        true => Outcome::is_open_for(case.state) && !page.held.contains(&case.id),
        false => ticked.contains(&case.id),
    };
    let chosen = page.ranking.ranking.ranked.iter().filter_map(|ranked| {
        let case = page.ranking.case(ranked).filter(|case| is_chosen(case))?;
        let outcome = page.ranking.suggest(ranked);
        Some((case.id, prefilled(visit, page, case, outcome, ranked.candidate.amount)))
    });
    let lines: Vec<_> = chosen.collect();
    let head = BatchForm {
        decided_on: visit.today.iso(),
        ..BatchForm::default()
    };
    let id = site
        .store
        .start_decisions(&visit.actor, page.call.id, &head, &lines)
        .await?;
    Ok(format!("{}/{id}?started", call_path(page.call.id)))
}

/// A line to begin with: everything in it can be changed.
fn prefilled(visit: &Visit, page: &Page, case: &Candidacy, outcome: Option<Outcome>, amount: Yen) -> VerdictForm {
    let text = visit.text().decision;
    let share = page
        .ranking
        .shared
        .map(|(rate, _)| (text.prefill_share)(&rate.to_string()));
    let (amount, reason) = match outcome {
        Some(Outcome::Adopt | Outcome::OnConditions) => {
            let reason = share.filter(|_| amount < case.asked).unwrap_or_default();
            (amount.get().to_string(), reason)
        }
        Some(Outcome::Reject) if case.failed => (String::new(), text.prefill_failed.to_owned()),
        Some(Outcome::Reject | Outcome::Waitlist) => (String::new(), text.prefill_beyond.to_owned()),
        None => (String::new(), String::new()),
    };
    VerdictForm {
        outcome: outcome.map(|outcome| outcome.code().to_owned()).unwrap_or_default(),
        amount,
        reason,
        ..VerdictForm::default()
    }
}

async fn load(site: &Site, visit: &Visit, call: StoredCall, trial: Trial) -> Result<Page, Failure> {
    let budget = site.store.find_budget(call.id).await?;
    let cases = site.store.list_candidacies(call.id).await?;
    Ok(Page {
        paging: Paging::of(&visit.query, cases.len(), PAGE),
        ranking: CallRanking::of(&call, cases, budget, &trial)?,
        batches: site.store.list_batch_entries(call.id).await?,
        held: site.store.list_held(call.id).await?,
        promised: site.store.promised(call.id, None).await?,
        typed: BudgetForm {
            budget: budget.map(|budget| budget.to_string()).unwrap_or_default(),
        },
        problems: Problems::new(),
        budget,
        trial,
        call,
    })
}

impl Page {
    /// The address of a page of the ranking, with what is tried.
    fn address(&self, visit: &Visit, number: u32) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.trial.typed.is_empty() {
            query.append_pair("try_budget", &self.trial.typed);
        }
        if self.trial.share {
            query.append_pair("share", "1");
        }
        query.extend_pairs(Paging::parameter(number));
        let (path, query) = (call_path(self.call.id), query.finish());
        visit.href(&if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        })
    }
}

async fn show(site: &Site, visit: &Visit, page: Page) -> Result<Response, Failure> {
    let head = head(visit, &page.call, None, None).refused_if(!page.problems.is_empty());
    let (shown, page) = (visit.clone(), Arc::new(page));
    respond(site, visit, head, move || view(&shown, &page)).await
}

fn view(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decision);
    let here = call_path(page.call.id);
    let errors = page
        .problems
        .iter()
        .map(|found| {
            let field = match found.field.as_str() {
                "application" => "ranking-title",
                other => other,
            };
            FieldError::new(field, words::sentence(lang, found))
        })
        .collect();
    let done = match visit.query.as_str() {
        "budget" => Some(text.budget_set),
        _ => None,
    };
    let facts = money(visit, page.budget, page.promised)
        .into_iter()
        .map(|(term, detail)| Fact::text(term, detail))
        .collect();
    view! {
        <ErrorSummary lang errors />
        {done.map(|title| view! { <Notice lang tone=NoticeTone::Success title announced=true /> })}
        <h1 class="kj-title">{page.call.title(lang).to_owned()}</h1>
        <DescriptionList facts />
        {tried(visit, &page.ranking, &page.trial, &here)}
        {ranking(visit, page)}
        {batches(visit, page)}
        {trial_form(visit, page)}
        {budget_form(visit, page)}
    }
}

fn ranking(visit: &Visit, page: &Page) -> AnyView {
    let text = visit.text().decision;
    if page.ranking.ranking.ranked.is_empty() {
        return view! { <EmptyState title=text.nothing_ranked>{text.none_hint}</EmptyState> }.into_any();
    }
    let lang = visit.lang;
    let Paging { current, last, .. } = page.paging;
    let trial = page.trial.is_on().then(|| {
        let share = if page.trial.share { "1" } else { "" };
        view! {
            <input type="hidden" name="try_budget" value=page.trial.typed.clone() />
            <input type="hidden" name="share" value=share />
        }
    });
    // With one page only, what is ticked says it all.
    let scope = (last > 1).then(|| {
        let field = Field::new("scope", text.start_scope);
        let choices = vec![Choice::new("all", text.start_all)];
        view! { <Checkboxes lang field choices /> }
    });
    let pages: Vec<String> = (0..=last).map(|number| page.address(visit, number)).collect();
    let href = move |number: u32| pages.get(number as usize).cloned().unwrap_or_default();
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="ranking-title">{text.ranking}</h2>
            <p>{text.ranking_lead}</p>
            <p>{(text.ranking_found)(page.ranking.ranking.ranked.len())}</p>
            <form method="post" action=page.address(visit, current) id="start">
                <input type="hidden" name="do" value="start" />
                {trial}
                {table(visit, &page.ranking, &page.held, page.paging.range())}
                <p>{text.start_lead}</p>
                {scope}
                <p class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.start_button}</button>
                </p>
            </form>
            <Pagination lang current last href />
        </section>
    }
    .into_any()
}

fn batches(visit: &Visit, page: &Page) -> Option<AnyView> {
    let text = visit.text().decision;
    if page.batches.is_empty() {
        return None;
    }
    let rows = page
        .batches
        .iter()
        .map(|BatchEntry { batch, count, sum }| {
            let href = visit.href(&batch_path(batch));
            let sum = sum.map(|sum| yen(visit, sum));
            view! {
                <tr>
                    <th scope="row"><a href=href>{batch_name(visit, batch)}</a></th>
                    <td>{batch_chip(visit, batch.state)}</td>
                    <td data-number="">{*count}</td>
                    <td data-number="">{sum}</td>
                    <td>{release_words(visit, batch)}</td>
                </tr>
            }
        })
        .collect_view();
    let columns = [text.batch, text.state, text.count, text.sum, text.release];
    Some(
        view! {
            <section class="kj-section">
                <h2 class="kj-section__title" id="batches-title">{text.batches}</h2>
                {plain_table("batches-title", columns, rows)}
            </section>
        }
        .into_any(),
    )
}

fn trial_form(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decision);
    let typed = if page.trial.typed.is_empty() {
        page.budget.map(|budget| budget.to_string()).unwrap_or_default()
    } else {
        page.trial.typed.clone()
    };
    let budget = Field::new("try_budget", text.simulate_budget)
        .hint(text.budget_hint)
        .value(typed);
    let ticked = page.trial.share.then_some("1");
    let share = Field::new("share", text.simulate).values(ticked);
    let choices = vec![Choice::new("1", text.simulate_share)];
    view! {
        <section class="kj-section" aria-labelledby="trial-title">
            <h2 class="kj-section__title" id="trial-title">{text.simulate}</h2>
            <p>{text.simulate_lead}</p>
            <form class="kj-form" method="get" action=visit.href(&call_path(page.call.id)) id="trial">
                <TextInput lang field=budget width=InputWidth::Medium />
                <Checkboxes lang field=share choices />
                <p><button class="kj-button" data-tone="outline" type="submit">{text.simulate_button}</button></p>
            </form>
        </section>
    }
}

fn budget_form(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().decision);
    let error = page
        .problems
        .for_field("budget")
        .next()
        .map(|found| words::sentence(lang, found));
    let field = Field::new("budget", text.budget)
        .required()
        .hint(text.budget_hint)
        .value(page.typed.budget.clone())
        .error(error);
    view! {
        <section class="kj-section" aria-labelledby="budget-title">
            <h2 class="kj-section__title" id="budget-title">{text.budget}</h2>
            <p>{text.budget_lead}</p>
            <form class="kj-form" method="post" action=visit.href(&call_path(page.call.id)) id="set-budget">
                <input type="hidden" name="do" value="budget" />
                <TextInput lang field kind=InputKind::Text width=InputWidth::Medium />
                <p><button class="kj-button" data-tone="outline" type="submit">{text.budget_button}</button></p>
            </form>
        </section>
    }
}
