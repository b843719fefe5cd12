//! The second person makes the decision that was proposed: an approving officer who did not propose it.

use domain::audit::Deed;
use domain::grant_case::{ChangeKind, ChangeStep, GrantNews, GrantStep, Proposal, Proposed, ReturnCause, Sum};
use domain::permit::{Action, Actor};
use domain::value::{GrantId, Yen};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::change::set_state;
use super::edit::completed;
use super::load::{NOTHING, Words, load, matter, save, sum_of, take, text};
use super::propose::{expect_possible, find_change};
use super::settle::settlement;
use super::tell::settle_and_tell;
use crate::entity::{grant_asset, grant_change, grant_event, grant_report};
use crate::query::StoredGrant;
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Decides as proposed.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden` for others and for who proposed it, `Stale`; `NotNow` when nothing is proposed, or when it
    /// does not fit any more.
    pub async fn confirm_grant(&self, actor: &Actor, id: GrantId, version: i64) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::DecideGrant, id, version).await?;
        let proposal = whole.file.proposal.take().ok_or(Refusal::NotNow)?;
        if actor.user().is_none_or(|user| user.id == proposal.by) {
            return Err(Refusal::Forbidden);
        }
        expect_possible(&write, &whole, proposal.proposed).await?;
        let news = match proposal.proposed {
            Proposed::Step { step } => {
                decide(&mut write, actor, &mut whole, step, &proposal).await?;
                let due = match step {
                    GrantStep::OrderReturn | GrantStep::OrderTaxReturn => proposal.due,
                    _ => whole.due(),
                };
                GrantNews::Stepped { step, due }
            }
            Proposed::Approve { change } => {
                approve(&mut write, actor, &mut whole, change, &proposal).await?;
                GrantNews::Changed {
                    step: ChangeStep::Approve,
                }
            }
            Proposed::Reject { change } => {
                let found = find_change(&write, &whole, change).await?;
                set_state(
                    &mut write,
                    actor,
                    &whole,
                    &found,
                    ChangeStep::Reject,
                    &proposal.reason,
                    Some(&text(&proposal)?),
                )
                .await?;
                GrantNews::Changed {
                    step: ChangeStep::Reject,
                }
            }
        };
        save(&write, &whole).await?;
        settle_and_tell(&mut write, actor, &whole, news).await?;
        Ok(write.commit().await?)
    }
}

async fn decide(
    write: &mut Write,
    actor: &Actor,
    whole: &mut StoredGrant,
    step: GrantStep,
    proposal: &Proposal,
) -> Result<(), Refusal> {
    let document = text(proposal)?;
    let words = Words {
        note: &proposal.reason,
        content: Some(&document),
    };
    match step {
        GrantStep::Decide => {
            whole.decision_number = Some(crate::hygiene::clean(&proposal.number).into_owned());
            whole.decided_on = Some(proposal.day);
            whole.withdraw_until = Some(whole.call.call.reports.withdraw_until(proposal.day));
            whole.file.conditions = proposal.conditions.clone();
        }
        GrantStep::CancelPart | GrantStep::CancelAll => whole.file.cause = Some(ReturnCause::Cancelled),
        GrantStep::FixAmount => whole.file.cause = None,
        GrantStep::OrderReturn => {
            whole.file.cause = Some(whole.file.cause.unwrap_or(ReturnCause::Overpaid));
            whole.file.charged.clear();
        }
        GrantStep::OrderTaxReturn => {
            whole.file.cause = Some(ReturnCause::Tax);
            whole.file.charged.clear();
        }
        _ => {}
    }
    let sum = match step {
        GrantStep::CancelAll => NOTHING,
        _ => sum_of(proposal),
    };
    if matches!(step, GrantStep::FixAmount | GrantStep::Refix) {
        fix(write, whole, proposal).await?;
    }
    take(write, actor, whole, (step, sum), words).await?;
    let ledger = whole.case.ledger();
    let is_open = ledger.owing() > Yen::ZERO || ledger.excess() > Yen::ZERO;
    if matches!(step, GrantStep::FixAmount | GrantStep::Refix) && is_open {
        // Something is to be paid or returned, so settling begins by itself.
        take(write, actor, whole, (GrantStep::Settle, NOTHING), Words::default()).await?;
    }
    if step == GrantStep::Dispose {
        dispose(write, whole).await?;
    }
    Ok(())
}

/// Keeps the settlement with the report; it must still be what was proposed.
async fn fix(write: &Write, whole: &StoredGrant, proposal: &Proposal) -> Result<(), Refusal> {
    let (report, settled) = settlement(write, whole).await?.ok_or(Refusal::NotNow)?;
    if Some(settled.fixed) != proposal.yen {
        return Err(Refusal::NotNow);
    }
    grant_report::Entity::update_many()
        .col_expr(grant_report::Column::Settlement, Expr::value(text(&settled)?))
        .filter(grant_report::Column::Id.eq(report.get()))
        .exec(write.tx())
        .await?;
    Ok(())
}

async fn approve(
    write: &mut Write,
    actor: &Actor,
    whole: &mut StoredGrant,
    id: domain::value::GrantChangeId,
    proposal: &Proposal,
) -> Result<(), Refusal> {
    let found = find_change(write, whole, id).await?;
    let document = text(proposal)?;
    let words = Words {
        note: &proposal.reason,
        content: Some(&document),
    };
    let asked = &found.content;
    if let Some((_, after)) = &asked.plans {
        whole.file.plan = after.clone();
    }
    match (asked.kind, asked.on) {
        (ChangeKind::Suspension, _) => take(write, actor, whole, (GrantStep::Suspend, NOTHING), words).await?,
        (ChangeKind::Abolition, Some(on)) => {
            completed(whole, on);
            take(write, actor, whole, (GrantStep::Abolish, NOTHING), words).await?;
        }
        (ChangeKind::Period, Some(on)) => whole.file.period.1 = on,
        _ => {}
    }
    if let Some(yen) = proposal.yen.filter(|yen| Some(*yen) != whole.case.ledger().decided()) {
        let sum = Sum { yen, on: proposal.day };
        take(write, actor, whole, (GrantStep::ChangeAmount, sum), words).await?;
    }
    set_state(
        write,
        actor,
        whole,
        &found,
        ChangeStep::Approve,
        &proposal.reason,
        Some(&document),
    )
    .await
}

/// Removes the papers; the steps, their days and amounts stay as the proof of what was disposed of.
async fn dispose(write: &mut Write, whole: &mut StoredGrant) -> Result<(), Refusal> {
    let id = whole.id.get();
    whole.file = whole.file.disposed();
    grant_change::Entity::delete_many()
        .filter(grant_change::Column::GrantId.eq(id))
        .exec(write.tx())
        .await?;
    grant_report::Entity::delete_many()
        .filter(grant_report::Column::GrantId.eq(id))
        .exec(write.tx())
        .await?;
    grant_asset::Entity::delete_many()
        .filter(grant_asset::Column::GrantId.eq(id))
        .exec(write.tx())
        .await?;
    grant_event::Entity::update_many()
        .col_expr(grant_event::Column::Content, Expr::value(Option::<String>::None))
        .filter(grant_event::Column::GrantId.eq(id))
        .exec(write.tx())
        .await?;
    let change = Change::to(json!({ "disposed": id, "retain_until": whole.retain_until.map(|day| day.iso()) }));
    write
        .record(&Actor::Operator, Deed::GrantStepped, matter(whole), change)
        .await?;
    Ok(())
}
