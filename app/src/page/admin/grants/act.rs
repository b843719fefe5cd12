//! What a posted form of the office asks for. It reads and passes on; the store decides.

use domain::grant_case::{AssetStep, GrantStep, Mark, ProposalForm, Proposed, ReportKind, Sum};
use domain::normalise;
use domain::rows::row_field;
use domain::value::{GrantAssetId, GrantChangeId, GrantReportId, Yen};
use domain::{Field, ProblemCode, Problems};
use store::Refusal;

use super::grant::Page;
use crate::page::FormPairs;
use crate::{Site, Visit};

/// Does it.
pub(super) async fn act(
    site: &Site,
    visit: &Visit,
    page: &Page,
    version: i64,
    pairs: &FormPairs,
) -> Result<(), Refusal> {
    let (store, actor, id) = (&site.store, &visit.actor, page.whole.id);
    let reason = pairs.text("reason");
    let form = pairs.text("form");
    if let Some(step) = form.strip_prefix("propose-") {
        let step = GrantStep::from_code(step).ok_or(Refusal::NotNow)?;
        let proposal = proposal(pairs);
        return store
            .propose_grant(actor, id, version, Proposed::Step { step }, &proposal)
            .await;
    }
    match form {
        "confirm" => store.confirm_grant(actor, id, version).await,
        "drop" => store.drop_proposal(actor, id, version, reason).await,
        "return" => store.return_grant(actor, id, version, reason).await,
        "resume" => store.resume_grant(actor, id, version, reason).await,
        "close" => store.close_grant(actor, id, version).await,
        "keep" => store.keep_grant(actor, id, version).await,
        "pay" => store.pay_grant(actor, id, version, sum(pairs)?).await,
        "take-return" => store.take_return(actor, id, version, sum(pairs)?).await,
        "take-charge" => store.take_charge(actor, id, version, sum(pairs)?).await,
        "finish-return" => store.finish_return(actor, id, version).await,
        "hold" => store.hold_grant(actor, id, version, Some(reason)).await,
        "release" => store.hold_grant(actor, id, version, None).await,
        "ask-status" => {
            let due = day(pairs, "due")?;
            store
                .ask_report(actor, id, version, ReportKind::Status, (due, reason))
                .await
        }
        _ => of_part(site, visit, page, version, pairs).await,
    }
}

/// Steps of a change, a report or a thing, whose number stands behind the name of the form.
async fn of_part(site: &Site, visit: &Visit, page: &Page, version: i64, pairs: &FormPairs) -> Result<(), Refusal> {
    let (store, actor, id) = (&site.store, &visit.actor, page.whole.id);
    let (reason, form) = (pairs.text("reason"), pairs.text("form"));
    let (name, number) = form.rsplit_once('-').ok_or(Refusal::NotNow)?;
    let number: i64 = number.parse().map_err(|_| Refusal::NotFound)?;
    let change = GrantChangeId::new(number);
    let report = GrantReportId::new(number);
    match name {
        "approve-change" => {
            let proposed = Proposed::Approve { change };
            store
                .propose_grant(actor, id, version, proposed, &proposal(pairs))
                .await
        }
        "reject-change" => {
            let proposed = Proposed::Reject { change };
            store
                .propose_grant(actor, id, version, proposed, &proposal(pairs))
                .await
        }
        "return-change" => store.return_change(actor, id, version, change, reason).await,
        "take-report" => {
            store
                .take_report(actor, id, version, report, &marks(page, report, pairs)?)
                .await
        }
        "return-report" => store.return_report(actor, id, version, report, (reason, false)).await,
        "correct-report" => store.return_report(actor, id, version, report, (reason, true)).await,
        "approve-asset" | "reject-asset" => {
            let step = if name == "approve-asset" {
                AssetStep::Approve
            } else {
                AssetStep::Reject
            };
            store
                .step_asset(actor, (id, version), GrantAssetId::new(number), step, reason)
                .await
        }
        _ => Err(Refusal::NotNow),
    }
}

fn proposal(pairs: &FormPairs) -> ProposalForm {
    let mut form = ProposalForm::default();
    form.replace(ProposalForm::FIELDS, pairs.iter());
    form
}

fn day(pairs: &FormPairs, name: &'static str) -> Result<domain::value::Day, Problems> {
    let typed = pairs.text(name);
    if typed.trim().is_empty() {
        return Err(Problems::one(name, ProblemCode::Empty));
    }
    normalise::date(typed).map_err(|code| Problems::one(name, code))
}

fn money(pairs: &FormPairs, name: &str) -> Result<Yen, Problems> {
    let typed = pairs.text(name);
    let field = Field::from(name.to_owned());
    if typed.trim().is_empty() {
        return Err(Problems::one(field, ProblemCode::Empty));
    }
    normalise::money(typed).map_err(|code| Problems::one(field, code))
}

fn sum(pairs: &FormPairs) -> Result<Sum, Problems> {
    match (money(pairs, "yen"), day(pairs, "on")) {
        (Ok(yen), Ok(on)) => Ok(Sum { yen, on }),
        (yen, on) => {
            let mut problems = Problems::new();
            for found in [yen.err(), on.err()].into_iter().flatten() {
                problems.extend(found);
            }
            Err(problems)
        }
    }
}

/// What is accepted of each line of a result report; other reports have none.
fn marks(page: &Page, report: GrantReportId, pairs: &FormPairs) -> Result<Vec<Mark>, Problems> {
    let found = page.reports.iter().find(|one| one.id == report);
    let Some(domain::grant_case::Report::Result(result)) = found.and_then(|one| one.content.as_ref()) else {
        return Ok(Vec::new());
    };
    let mut problems = Problems::new();
    let mut marks = Vec::with_capacity(result.lines.len());
    for row in 1..=result.lines.len() {
        match money(pairs, &row_field("mark", row, "accepted")) {
            Ok(accepted) => marks.push(Mark {
                accepted,
                comment: normalise::single_line(pairs.text(&row_field("mark", row, "comment"))),
            }),
            Err(found) => problems.extend(found),
        }
    }
    problems.into_result()?;
    Ok(marks)
}
