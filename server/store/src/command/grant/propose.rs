//! A person of the office proposes a decision; nothing of it counts before a second person makes it.

use domain::audit::Deed;
use domain::grant_case::{ChangeState, GrantNews, GrantStep, ProposalForm, ProposalLimits, Proposed, may_dispose};
use domain::notice::Matter;
use domain::permit::{Action, Actor};
use domain::value::{GrantChangeId, GrantId, Instant, Yen};
use sea_orm::EntityTrait;
use serde_json::json;

use super::load::{Line, NOTHING, add_line, expect_reason, load_for, matter, refused, save, sum_of, text, today};
use super::settle::{settlement, tax_open};
use super::tell::tell;
use crate::entity::grant_change;
use crate::query::{StoredChange, StoredGrant, read_grant_change};
use crate::write::Write;
use crate::{Change, Refusal, Store};

/// Those of the office who may propose.
pub(super) const PROPOSERS: &[Action] = &[Action::CheckGrant, Action::DecideGrant];

impl Store {
    /// Proposes a decision. It replaces one that was proposed before.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when the step does not exist here; `Problems` with what is wrong.
    pub async fn propose_grant(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        proposed: Proposed,
        form: &ProposalForm,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load_for(&write, actor, PROPOSERS, id, version).await?;
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let basis = expect_possible(&write, &whole, proposed).await?;
        let limits = ProposalLimits {
            ledger: whole.case.ledger(),
            asked: basis.asked,
            settled: basis.settled,
            tax: basis.tax,
            today: today(&write),
        };
        let proposal = form.check(
            proposed,
            limits,
            (user.id, &user.name, Instant::from_millis(write.at())),
        )?;
        if let Some(step) = proposed.step() {
            let sum = match step {
                GrantStep::CancelAll => NOTHING,
                _ => sum_of(&proposal),
            };
            whole.case.take(step, sum).map_err(refused)?;
        }
        let document = text(&proposal)?;
        let line = Line {
            kind: "proposal",
            step: code(proposed),
            yen: proposal.yen,
            on: Some(proposal.day),
            note: &proposal.reason,
            content: Some(&document),
        };
        add_line(&write, id, actor, line).await?;
        let change = Change::to(json!(proposal)).because(&proposal.reason);
        write.record(actor, Deed::GrantProposed, matter(&whole), change).await?;
        whole.file.proposal = Some(proposal);
        save(&write, &whole).await?;
        write.settle(actor, Matter::Grant(id)).await?;
        tell(&mut write, &whole, GrantNews::Proposed).await?;
        Ok(write.commit().await?)
    }

    /// Drops what was proposed, with a reason.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when nothing is proposed; `Problems` with `Empty` on `reason`.
    pub async fn drop_proposal(&self, actor: &Actor, id: GrantId, version: i64, reason: &str) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load_for(&write, actor, PROPOSERS, id, version).await?;
        let proposal = whole.file.proposal.take().ok_or(Refusal::NotNow)?;
        expect_reason(reason)?;
        let line = Line {
            kind: "proposal",
            step: "drop",
            note: reason,
            ..Line::default()
        };
        add_line(&write, id, actor, line).await?;
        save(&write, &whole).await?;
        let change = Change::from_to(json!(proposal), json!(null)).because(reason.trim());
        write.record(actor, Deed::GrantProposed, matter(&whole), change).await?;
        write.settle(actor, Matter::Grant(id)).await?;
        tell(&mut write, &whole, GrantNews::Dropped).await?;
        Ok(write.commit().await?)
    }
}

/// The name of what is proposed, for the history.
pub(super) const fn code(proposed: Proposed) -> &'static str {
    match proposed {
        Proposed::Step { step } => step.code(),
        Proposed::Approve { .. } => "approve",
        Proposed::Reject { .. } => "reject",
    }
}

/// What the amount of a decision is held against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Basis {
    /// What was asked for.
    asked: Yen,
    /// What the settlement comes to.
    settled: Option<Yen>,
    /// 仕入控除税額 that was reported and not yet ordered back.
    tax: Yen,
}

/// Whether that can be decided now, and on which basis.
pub(super) async fn expect_possible(write: &Write, whole: &StoredGrant, proposed: Proposed) -> Result<Basis, Refusal> {
    match proposed {
        Proposed::Step { step } => {
            whole
                .state()
                .next(step)
                .filter(|_| Proposed::is_for(step))
                .ok_or(Refusal::NotNow)?;
            if step == GrantStep::Dispose {
                let until = whole.retain_until.ok_or(Refusal::NotNow)?;
                if !may_dispose(until, today(write), whole.hold.is_some()) {
                    return Err(Refusal::NotNow);
                }
            }
            let tax = match step {
                GrantStep::OrderTaxReturn => tax_open(write, whole).await?,
                _ => Yen::ZERO,
            };
            if step == GrantStep::OrderTaxReturn && tax == Yen::ZERO {
                return Err(Refusal::NotNow);
            }
            Ok(Basis {
                asked: whole.file.content.as_ref().map_or(Yen::ZERO, |content| content.yen),
                settled: settlement(write, whole).await?.map(|(_, settled)| settled.fixed),
                tax,
            })
        }
        Proposed::Approve { change } | Proposed::Reject { change } => {
            let found = find_change(write, whole, change).await?;
            if found.state != ChangeState::Submitted {
                return Err(Refusal::NotNow);
            }
            Ok(Basis {
                asked: whole.case.ledger().decided().unwrap_or_default(),
                ..Basis::default()
            })
        }
    }
}

/// A change request of this grant.
pub(super) async fn find_change(
    write: &Write,
    whole: &StoredGrant,
    id: GrantChangeId,
) -> Result<StoredChange, Refusal> {
    let row = grant_change::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let row = row
        .filter(|row| row.grant_id == whole.id.get())
        .ok_or(Refusal::NotFound)?;
    Ok(read_grant_change(row)?)
}
