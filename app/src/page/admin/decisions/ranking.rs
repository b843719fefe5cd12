//! The ranked table of a call with the line where the money ends (W29, ADM-18). Budget and shares can be tried through the
//! address: what is tried is shown and never stored.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use domain::decision::{Outcome, share_out, suggest};
use domain::review::{Candidate, Ranked, Ranking};
use domain::value::{ApplicationId, Rate, Yen};
use leptos::prelude::*;
use store::{Candidacy, StoredCall};

use super::yen;
use crate::component::{Chip, ChipLook, ChipTone, Icon, Notice, NoticeTone};
use crate::page::my::applications::state_chip;
use crate::{Failure, Visit};

/// What is tried.
#[derive(Clone, Debug, Default)]
pub(super) struct Trial {
    /// As typed.
    pub typed: String,
    /// Another budget.
    pub budget: Option<Yen>,
    /// 按分.
    pub share: bool,
}

impl Trial {
    /// Reads the address; what is no amount is left out.
    pub fn of(query: &str) -> Self {
        Self::read(form_urlencoded::parse(query.as_bytes()))
    }

    /// Reads pairs of a form or an address.
    pub fn read<K: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut trial = Self::default();
        for (name, value) in pairs {
            match name.as_ref() {
                "try_budget" => value.as_ref().clone_into(&mut trial.typed),
                "share" => trial.share = value.as_ref() == "1",
                _ => {}
            }
        }
        let budget = domain::normalise::money(&trial.typed).ok();
        trial.budget = budget.filter(|budget| *budget > Yen::ZERO);
        trial
    }

    pub fn is_on(&self) -> bool {
        self.budget.is_some() || self.share
    }
}

/// The ranking of a call, as it is or as it is tried.
pub(super) struct CallRanking {
    /// The money against which it stands.
    pub budget: Yen,
    /// The order.
    pub ranking: Ranking,
    /// 交付率 and what remains, when it is shared out.
    pub shared: Option<(Rate, Yen)>,
    cases: HashMap<ApplicationId, Candidacy>,
}

impl CallRanking {
    /// Ranks the applications of a call.
    ///
    /// # Errors
    /// A fault when amounts do not fit.
    pub fn of(call: &StoredCall, cases: Vec<Candidacy>, budget: Option<Yen>, trial: &Trial) -> Result<Self, Failure> {
        let budget = trial.budget.or(budget).unwrap_or(Yen::ZERO);
        let unfit = || Failure::fault("amounts of a call do not fit".to_owned());
        let mut candidates: Vec<Candidate> = cases.iter().map(Candidacy::candidate).collect();
        let open: HashSet<ApplicationId> = cases
            .iter()
            .filter(|case| Outcome::is_open_for(case.state))
            .map(|case| case.id)
            .collect();
        let mut shared = None;
        if trial.share {
            let cut_to = call.call.money.cut_to;
            let (amounts, allocated) =
                share_out(&candidates, |id| open.contains(&id), budget, cut_to).ok_or_else(unfit)?;
            candidates = amounts;
            shared = Some((allocated.rate, allocated.left));
        }
        Ok(Self {
            budget,
            ranking: Ranking::of(candidates, budget).ok_or_else(unfit)?,
            shared,
            cases: cases.into_iter().map(|case| (case.id, case)).collect(),
        })
    }

    /// The application of a place.
    pub fn case(&self, ranked: &Ranked) -> Option<&Candidacy> {
        self.cases.get(&ranked.candidate.id)
    }

    /// With what a new batch begins for a place.
    pub fn suggest(&self, ranked: &Ranked) -> Option<Outcome> {
        suggest(&self.ranking, ranked)
    }
}

/// The table with the places in `range`; `held` are in a batch already, and the others can be ticked.
pub(super) fn table(visit: &Visit, found: &CallRanking, held: &HashSet<ApplicationId>, range: Range<usize>) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().decision);
    let mut rows = Vec::new();
    // The line stands above the first one beyond it, on whichever page that is.
    let line = found.ranking.ranked.iter().position(|ranked| !ranked.is_within);
    let shown = found.ranking.ranked.iter().enumerate();
    for (place, ranked) in shown.skip(range.start).take(range.len()) {
        if line == Some(place) {
            let words = (text.line)(&found.budget.to_string());
            rows.push(view! { <tr class="kj-budget-line"><td colspan="8">{words}</td></tr> }.into_any());
        }
        rows.extend(row(visit, found, ranked, held));
    }
    let cut = found
        .ranking
        .cuts_tie
        .then(|| view! { <Notice lang tone=NoticeTone::Warning title=text.cuts_tie /> });
    let heads = [
        text.pick,
        text.rank,
        text.application,
        text.recommendation,
        text.asked,
        text.amount,
        text.cumulative,
        text.standing,
    ]
    .map(|head| view! { <th scope="col">{head}</th> });
    view! {
        {cut}
        <div class="kj-table-frame" tabindex="0" role="region" aria-labelledby="ranking-title">
            <table class="kj-table">
                <thead>
                    <tr>{heads.into_iter().collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(visit: &Visit, found: &CallRanking, ranked: &Ranked, held: &HashSet<ApplicationId>) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().decision);
    let case = found.case(ranked)?;
    let score = case
        .score
        .map_or_else(|| text.no_score.to_owned(), |score| score.hundred());
    let remark = |on: bool, tone, words: &'static str| {
        on.then(|| {
            let look = ChipLook::new(tone, Icon::Alert, words);
            view! { " "<Chip look /> }
        })
    };
    let recommendations = case
        .recommendations
        .iter()
        .map(|(kind, number)| format!("{} {number}", kind.name(lang)))
        .collect::<Vec<_>>()
        .join(" / ");
    let standing = if Outcome::is_open_for(case.state) {
        let (tone, icon, words) = if ranked.is_within {
            (ChipTone::Green, Icon::Check, text.within)
        } else {
            (ChipTone::Gray, Icon::Dash, text.beyond)
        };
        ChipLook::new(tone, icon, words)
    } else {
        state_chip(case.state, lang)
    };
    let href = visit.href(&format!("/admin/assignments/{}", case.id));
    Some(
        view! {
            <tr>
                <td>{pick(visit, case, held)}</td>
                <td>
                    {ranked.rank.to_string()}
                    {remark(ranked.is_tied, ChipTone::Yellow, text.tied)}
                </td>
                <th scope="row">
                    <a href=href>{case.title.clone()}</a>
                    <div class="kj-table__below">{case.number.clone()} " " {case.lead_name.clone()}</div>
                </th>
                <td>
                    {score}
                    {remark(case.is_spread, ChipTone::Orange, text.spread)}
                    {remark(case.failed, ChipTone::Red, text.failed)}
                    <div class="kj-table__below">{recommendations}</div>
                </td>
                <td data-number="">{case.asked.to_string()}</td>
                <td data-number="">{ranked.candidate.amount.to_string()}</td>
                <td data-number="">{ranked.cumulative.to_string()}</td>
                <td><Chip look=standing /></td>
            </tr>
        }
        .into_any(),
    )
}

fn pick(visit: &Visit, case: &Candidacy, held: &HashSet<ApplicationId>) -> AnyView {
    let text = visit.text().decision;
    if held.contains(&case.id) {
        return view! { <span class="kj-note">{text.held}</span> }.into_any();
    }
    if !Outcome::is_open_for(case.state) {
        return ().into_any();
    }
    let id = format!("application-{}", case.id);
    view! {
        <div class="kj-choice">
            <input
                class="kj-choice__control"
                type="checkbox"
                id=id.clone()
                name="application"
                value=case.id.to_string()
                checked=true
            />
            <label class="kj-choice__label" for=id>
                <span class="kj-visually-hidden">{(text.start_pick)(&case.title)}</span>
            </label>
        </div>
    }
    .into_any()
}

/// What is tried, in words, with the way back.
pub(super) fn tried(visit: &Visit, found: &CallRanking, trial: &Trial, here: &str) -> Option<AnyView> {
    let (lang, text) = (visit.lang, visit.text().decision);
    if !trial.is_on() {
        return None;
    }
    let shared = found
        .shared
        .map(|(rate, left)| view! { <p>{(text.shared)(&rate.to_string(), &left.to_string())}</p> });
    let title = (text.simulated)(&found.budget.to_string());
    let href = visit.href(here);
    Some(
        view! {
            <Notice lang tone=NoticeTone::Info title>
                {shared}
                <p><a href=href>{text.simulate_reset}</a></p>
            </Notice>
        }
        .into_any(),
    )
}

/// Sums of a call beside its budget.
pub(super) fn money(visit: &Visit, budget: Option<Yen>, promised: Yen) -> Vec<(&'static str, String)> {
    let text = visit.text().decision;
    let Some(budget) = budget else {
        return vec![(text.budget, text.no_budget.to_owned())];
    };
    let left = budget.checked_sub(promised).unwrap_or(Yen::ZERO);
    vec![
        (text.budget, yen(visit, budget)),
        (text.promised, yen(visit, promised)),
        (text.left, yen(visit, left)),
    ]
}
