//! What a cost gives: 対象経費 → 選定額 → × 補助率 → cut (domain §3.3; the standard of the ministry).

use serde::{Deserialize, Serialize};

use super::exact::Exact;
use crate::call::MoneyRules;
use crate::code::{Allocation, RoundingStage};
use crate::value::{Rate, Yen};

/// Cost of a program, planned or spent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// 対象経費 per cost item.
    pub eligible: Vec<Yen>,
    /// 総事業費, ineligible cost included.
    pub total: Yen,
    /// 寄附金その他の収入額.
    pub income: Yen,
}

/// What held the grant down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Nothing: the eligible cost decided.
    Cost,
    /// 上限額・基準額.
    Cap,
    /// 総事業費 less other income.
    Net,
}

/// The steps of the calculation, to be shown one under the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worked {
    /// 対象経費.
    pub eligible: Yen,
    /// 基準額・上限額, if the call has one.
    pub cap: Option<Yen>,
    /// 差引額: 総事業費 less income, at least nothing.
    pub net: Yen,
    /// 選定額: the smallest of the three; without the cap where money is shared pro rata.
    pub base: Yen,
    /// 補助率.
    pub rate: Rate,
    /// Base × rate, cut to yen at the stage of the call, and capped where money is shared pro rata.
    pub rated: Yen,
    /// 補助所要額: cut to the unit of the call.
    pub grant: Yen,
    /// 自己負担: net less grant.
    pub own: Yen,
    /// What held the grant down.
    pub limit: Limit,
}

/// Works out a grant. `None` when the amounts are negative or do not fit.
///
/// Where fractions are cut per cost item, the rate is applied to each item; the sum is never more than the rate of the
/// base.
pub fn work_out(costs: &Costs, money: &MoneyRules, cap: Option<Yen>) -> Option<Worked> {
    let eligible = sum(costs)?;
    let net = Yen::new(costs.total.checked_sub(costs.income)?.get().max(0));
    let early_cap = cap.filter(|_| money.allocation != Allocation::ProRata);
    let selected = early_cap.map_or(eligible, |cap| cap.min(eligible));
    let base = selected.min(net);
    let exact = rated(costs, base, eligible, money);
    let late_cap = cap.filter(|_| money.allocation == Allocation::ProRata);
    let capped = late_cap.map_or(exact, |cap| exact.at_most(cap));
    let rated = capped.floor_to(Yen::new(1));
    let grant = capped.floor_to(money.cut_to);
    let is_capped = match (early_cap, late_cap) {
        (Some(cap), _) => cap < eligible && cap <= net,
        (_, Some(cap)) => cap < exact.floor_to(Yen::new(1)),
        _ => false,
    };
    Some(Worked {
        eligible,
        cap,
        net,
        base,
        rate: money.rate,
        rated,
        grant,
        own: net.checked_sub(grant)?,
        limit: match () {
            () if is_capped => Limit::Cap,
            () if net < eligible => Limit::Net,
            () => Limit::Cost,
        },
    })
}

/// The claim on money that is shared pro rata, times the grant rate (交付率) of the call: cut once, at the end.
pub fn claim(costs: &Costs, money: &MoneyRules, cap: Option<Yen>, grant_rate: Rate) -> Option<Yen> {
    let eligible = sum(costs)?;
    let net = Yen::new(costs.total.checked_sub(costs.income)?.get().max(0));
    let exact = rated(costs, eligible.min(net), eligible, money);
    let capped = cap.map_or(exact, |cap| exact.at_most(cap));
    Some(capped.times(grant_rate).floor_to(money.cut_to))
}

fn sum(costs: &Costs) -> Option<Yen> {
    let is_negative = |yen: &Yen| yen.is_negative();
    if costs.eligible.iter().any(is_negative) || is_negative(&costs.total) || is_negative(&costs.income) {
        return None;
    }
    Yen::checked_sum(costs.eligible.iter().copied())
}

fn rated(costs: &Costs, base: Yen, eligible: Yen, money: &MoneyRules) -> Exact {
    let whole = Exact::of(base).times(money.rate);
    match money.rounding {
        RoundingStage::Total => whole,
        RoundingStage::Item => {
            let per_item = costs
                .eligible
                .iter()
                .map(|item| Exact::of(*item).times(money.rate).floor_to(Yen::new(1)));
            // The parts of a sum that fits, fit.
            let items = Yen::checked_sum(per_item).unwrap_or(eligible);
            Exact::of(items.min(whole.floor_to(Yen::new(1))))
        }
    }
}
