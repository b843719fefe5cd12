//! The row a command on a grant works on, under its lock, and the writes that all commands share.

use domain::audit::{Deed, Subject as Matter};
use domain::grant::AuditScope;
use domain::grant_case::{CaseRefusal, GrantStep, LedgerFault, Proposal, Sum};
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{Day, GrantId, Instant, Yen};
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use crate::decode::Row;
use crate::entity::{grant_case, grant_event};
use crate::hygiene::clean;
use crate::query::{StoredGrant, complete_grants};
use crate::write::Write;
use crate::{Change, Refusal, StoreError};

/// A step without an amount.
pub(super) const NOTHING: Sum = Sum {
    yen: Yen::ZERO,
    on: Day::MIN,
};

/// Loads and locks a grant for an actor who may do this. For those who have nothing to do with it, it does not exist.
pub(super) async fn load(
    write: &Write,
    actor: &Actor,
    action: Action,
    id: GrantId,
    version: i64,
) -> Result<StoredGrant, Refusal> {
    load_for(write, actor, &[action], id, version).await
}

/// The same for an actor who may do one of these.
pub(super) async fn load_for(
    write: &Write,
    actor: &Actor,
    actions: &[Action],
    id: GrantId,
    version: i64,
) -> Result<StoredGrant, Refusal> {
    let rows = grant_case::Entity::find_by_id(id.get())
        .lock(LockType::NoKeyUpdate)
        .all(write.tx())
        .await?;
    let whole = complete_grants(write.tx(), rows)
        .await?
        .pop()
        .ok_or(Refusal::NotFound)?;
    let subject = Subject::Organisation(whole.lead);
    let allowed = |action: &Action| may(actor, *action, subject);
    if !actions.iter().any(allowed) {
        let knows = allowed(&Action::ReadGrant) || allowed(&Action::OverseeGrants);
        return Err(if knows { Refusal::Forbidden } else { Refusal::NotFound });
    }
    if whole.version != version {
        return Err(Refusal::Stale { current: whole.version });
    }
    Ok(whole)
}

/// Writes the grant as its next version.
pub(super) async fn save(write: &Write, whole: &StoredGrant) -> Result<(), Refusal> {
    let iso = |day: Option<Day>| day.map(Day::iso);
    let row = grant_case::ActiveModel {
        state: Set(whole.state().code().to_owned()),
        version: Set(whole.version + 1),
        money: Set(text(&whole.case)?),
        file: Set(text(&whole.file)?),
        decision_number: Set(whole.decision_number.clone()),
        decided_on: Set(iso(whole.decided_on)),
        withdraw_until: Set(iso(whole.withdraw_until)),
        completed_on: Set(iso(whole.completed_on)),
        report_due: Set(iso(whole.report_due)),
        retain_until: Set(iso(whole.retain_until)),
        hold: Set(whole.hold.clone()),
        submitted_at: Set(whole.submitted_at.map(Instant::millis)),
        updated_at: Set(write.at()),
        ..Default::default()
    };
    grant_case::Entity::update_many()
        .set(row)
        .filter(grant_case::Column::Id.eq(whole.id.get()))
        .exec(write.tx())
        .await?;
    Ok(())
}

/// A line of the history.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line<'a> {
    pub kind: &'static str,
    pub step: &'a str,
    pub yen: Option<Yen>,
    pub on: Option<Day>,
    pub note: &'a str,
    pub content: Option<&'a str>,
}

/// Adds a line to the history.
pub(super) async fn add_line(write: &Write, id: GrantId, actor: &Actor, line: Line<'_>) -> Result<(), Refusal> {
    let row = grant_event::ActiveModel {
        grant_id: Set(id.get()),
        at: Set(write.at()),
        actor_id: Set(actor.user().map(|user| user.id.get())),
        kind: Set(line.kind.to_owned()),
        step: Set(line.step.to_owned()),
        yen: Set(line.yen.map(Yen::get)),
        on_day: Set(line.on.map(Day::iso)),
        note: Set(clean(line.note.trim()).into_owned()),
        content: Set(line.content.map(str::to_owned)),
        ..Default::default()
    };
    grant_event::Entity::insert(row).exec(write.tx()).await?;
    Ok(())
}

/// What the audit log calls it.
pub(super) fn matter(whole: &StoredGrant) -> Matter {
    Matter::Grant(whole.id, whole.lead)
}

/// What goes with a step: why, and the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words<'a> {
    pub note: &'a str,
    pub content: Option<&'a str>,
}

/// Takes a step of the case, with its line in the history and its row in the audit log. The grant is not saved yet.
pub(super) async fn take(
    write: &mut Write,
    actor: &Actor,
    whole: &mut StoredGrant,
    (step, sum): (GrantStep, Sum),
    words: Words<'_>,
) -> Result<(), Refusal> {
    let before = whole.state();
    whole.case = whole.case.take(step, sum).map_err(refused)?;
    let has_money = sum != NOTHING;
    let line = Line {
        kind: "case",
        step: step.code(),
        yen: has_money.then_some(sum.yen),
        on: has_money.then_some(sum.on),
        note: words.note,
        content: words.content,
    };
    add_line(write, whole.id, actor, line).await?;
    let after = json!({
        "state": whole.state().code(),
        "step": step.code(),
        "yen": line.yen.map(Yen::get),
        "on": line.on.map(Day::iso),
    });
    let change = Change::from_to(json!({ "state": before.code() }), after).because(clean(words.note.trim()).as_ref());
    Ok(write.record(actor, Deed::GrantStepped, matter(whole), change).await?)
}

/// What a refused step means for who asked.
pub(super) fn refused(refusal: CaseRefusal) -> Refusal {
    let problem = |field: &'static str, code| Refusal::Problems(Problems::one(field, code));
    match refusal {
        CaseRefusal::Money(LedgerFault::TooMuch(most)) => {
            let max = most.get();
            problem("yen", ProblemCode::OutOfRange { min: max.min(1), max })
        }
        CaseRefusal::Money(LedgerFault::NotPositive) => {
            let max = i64::from(u32::MAX) * 100;
            problem("yen", ProblemCode::OutOfRange { min: 1, max })
        }
        CaseRefusal::Money(LedgerFault::TooEarly(from)) => {
            let code = ProblemCode::DateOutside {
                from: Some(from),
                to: None,
            };
            problem("on", code)
        }
        CaseRefusal::Money(LedgerFault::Open(yen)) => Refusal::Unsettled(yen),
        CaseRefusal::Money(LedgerFault::Nothing) | CaseRefusal::State(_) | CaseRefusal::NoAdvance => Refusal::NotNow,
    }
}

/// A document for storage.
pub(super) fn text(document: &impl serde::Serialize) -> Result<String, StoreError> {
    let at = Row {
        table: "grant_case",
        id: 0,
    };
    serde_json::to_string(document).map_err(|error| at.corrupt(error))
}

/// Today in Japan.
pub(super) fn today(write: &Write) -> Day {
    Instant::from_millis(write.at()).day_jst()
}

/// A reason that must be given.
pub(super) fn expect_reason(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() {
        Err(Problems::one("reason", ProblemCode::Empty).into())
    } else {
        Ok(())
    }
}

/// A day on which something happened, not after today.
pub(super) fn expect_past(field: &'static str, on: Day, today: Day) -> Result<(), Refusal> {
    if on > today {
        Err(Problems::one(field, ProblemCode::InFuture).into())
    } else {
        Ok(())
    }
}

/// Whether the scope of an auditor covers the grant; others have none.
pub(super) fn is_in_scope(scope: &AuditScope, whole: &StoredGrant) -> bool {
    scope.covers_organisation(whole.lead) && scope.covers_year(whole.call.call.year)
}

/// The amount and day under which a decision counts.
pub(super) fn sum_of(proposal: &Proposal) -> Sum {
    match (proposal.yen, proposal.due) {
        (Some(yen), Some(due)) => Sum { yen, on: due },
        (Some(yen), None) => Sum { yen, on: proposal.day },
        (None, _) => NOTHING,
    }
}
