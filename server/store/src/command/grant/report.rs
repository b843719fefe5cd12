//! Reports of a grant: asked for, written, submitted, sent back, marked line by line, taken in.

use domain::audit::Deed;
use domain::grant_case::{
    GrantNews, GrantState, GrantStep, Mark, Report, ReportDraft, ReportKind, ReportLimits, ReportState, ReportStep, Sum,
};
use domain::notice::Matter;
use domain::permit::{Action, Actor};
use domain::value::{Day, GrantId, GrantReportId, Yen};
use domain::{Field, ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::load::{Line, NOTHING, Words, add_line, expect_reason, load, matter, save, take, text, today};
use super::money::enter;
use super::tell::{settle_and_tell, tell};
use crate::entity::grant_report;
use crate::hygiene::clean;
use crate::query::{StoredGrant, StoredReport, read_grant_report};
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// The report of a kind that the society is writing; started if there is none.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when that kind has no place in this state.
    pub async fn open_report(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        kind: ReportKind,
    ) -> Result<GrantReportId, Refusal> {
        let write = self.begin().await?;
        let whole = load(&write, actor, Action::EditGrant, id, version).await?;
        if let Some(there) = find_open(&write, id, kind).await? {
            return Ok(there.id);
        }
        if !fits(&whole, kind) {
            return Err(Refusal::NotNow);
        }
        let report = insert(&write, id, kind).await?;
        write.commit().await?;
        Ok(report)
    }

    /// Asks the society for a report by a day, and says why (法12条). Asked again before the society has submitted it, the day
    /// and the reason are replaced.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` while the program does not run, or when one waits to be taken in; `Problems`
    /// on `due` and `reason`.
    pub async fn ask_report(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        kind: ReportKind,
        (due, reason): (Day, &str),
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load(&write, actor, Action::CheckGrant, id, version).await?;
        let waits = find_in(&write, id, kind, &[ReportState::Submitted]).await?;
        if kind == ReportKind::Result || !fits(&whole, kind) || waits.is_some_and(|report| report.due.is_some()) {
            return Err(Refusal::NotNow);
        }
        expect_reason(reason)?;
        if due < today(&write) {
            let code = ProblemCode::DateOutside {
                from: Some(today(&write)),
                to: None,
            };
            return Err(Problems::one("due", code).into());
        }
        let reason = clean(reason.trim());
        let report = match find_open(&write, id, kind).await? {
            Some(there) => there.id,
            None => insert(&write, id, kind).await?,
        };
        let row = grant_report::ActiveModel {
            due: Set(Some(due.iso())),
            asked: Set(reason.to_string()),
            ..Default::default()
        };
        update(&write, report, row).await?;
        let step = format!("{}-ask", kind.code());
        let line = Line {
            kind: "report",
            step: &step,
            on: Some(due),
            note: &reason,
            ..Line::default()
        };
        add_line(&write, id, actor, line).await?;
        save(&write, &whole).await?;
        let change = Change::to(json!({ "asked": kind.code(), "due": due.iso() })).because(&reason);
        write.record(actor, Deed::GrantReported, matter(&whole), change).await?;
        write.settle(actor, Matter::GrantReport(id)).await?;
        tell(&mut write, &whole, GrantNews::Asked { kind, due }).await?;
        Ok(write.commit().await?)
    }

    /// Saves a report as typed.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `NotNow` when it is with the office.
    pub async fn save_report(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        report: GrantReportId,
        draft: &ReportDraft,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load(&write, actor, Action::EditGrant, id, version).await?;
        let found = find(&write, &whole, report).await?;
        if !found.state.is_editable() {
            return Err(Refusal::NotNow);
        }
        if found.draft == *draft {
            return Ok(());
        }
        let row = grant_report::ActiveModel {
            draft: Set(text(draft)?),
            ..Default::default()
        };
        update(&write, report, row).await?;
        save(&write, &whole).await?;
        let change = Change::from_to(json!(found.draft), json!(draft));
        write.record(actor, Deed::GrantSaved, matter(&whole), change).await?;
        Ok(write.commit().await?)
    }

    /// Submits a report as saved. 実績報告 is a step of the case.
    ///
    /// # Errors
    /// As [`Self::save_report`]; `Problems` with what is missing.
    pub async fn submit_report(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        report: GrantReportId,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::SubmitGrant, id, version).await?;
        let found = find(&write, &whole, report).await?;
        let next = found.state.next(ReportStep::Submit).ok_or(Refusal::NotNow)?;
        if !fits(&whole, found.kind) {
            return Err(Refusal::NotNow);
        }
        let ledger = whole.case.ledger();
        let limits = ReportLimits {
            call: &whole.call.call,
            most: match found.kind {
                ReportKind::Payment => ledger.open_return(),
                _ => ledger.owing(),
            },
            fixed: ledger.fixed().unwrap_or_default(),
            today: today(&write),
        };
        let content = found.draft.check(found.kind, limits)?;
        let document = text(&content)?;
        let row = grant_report::ActiveModel {
            state: Set(next.code().to_owned()),
            content: Set(Some(document.clone())),
            marks: Set("[]".to_owned()),
            settlement: Set(None),
            submitted_at: Set(Some(write.at())),
            ..Default::default()
        };
        update(&write, report, row).await?;
        if found.kind == ReportKind::Result {
            let words = Words {
                content: Some(&document),
                ..Words::default()
            };
            take(&mut write, actor, &mut whole, (GrantStep::Report, NOTHING), words).await?;
        }
        if found.kind == ReportKind::Status {
            write.settle(actor, Matter::GrantReport(id)).await?;
        }
        let step = ReportStep::Submit;
        note(&mut write, actor, &whole, (found.kind, step), ("", Some(&document))).await?;
        save(&write, &whole).await?;
        let news = GrantNews::Reported { kind: found.kind, step };
        settle_and_tell(&mut write, actor, &whole, news).await?;
        Ok(write.commit().await?)
    }

    /// 差戻し of a report, with `correct`, a 是正命令 (法16条).
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`; `Problems` with `Empty` on `reason`.
    pub async fn return_report(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        report: GrantReportId,
        (reason, correct): (&str, bool),
    ) -> Result<(), Refusal> {
        expect_reason(reason)?;
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::CheckGrant, id, version).await?;
        let found = find(&write, &whole, report).await?;
        let next = found.state.next(ReportStep::Return).ok_or(Refusal::NotNow)?;
        if found.kind == ReportKind::Result {
            let step = if correct {
                GrantStep::OrderCorrection
            } else {
                GrantStep::ReturnReport
            };
            let words = Words {
                note: reason,
                ..Words::default()
            };
            take(&mut write, actor, &mut whole, (step, NOTHING), words).await?;
            whole.file.proposal = None;
        } else if found.state == ReportState::Taken {
            return Err(Refusal::NotNow);
        }
        let row = grant_report::ActiveModel {
            state: Set(next.code().to_owned()),
            reply: Set(clean(reason.trim()).into_owned()),
            ..Default::default()
        };
        update(&write, report, row).await?;
        let step = ReportStep::Return;
        note(&mut write, actor, &whole, (found.kind, step), (reason, None)).await?;
        save(&write, &whole).await?;
        let news = GrantNews::Reported { kind: found.kind, step };
        settle_and_tell(&mut write, actor, &whole, news).await?;
        Ok(write.commit().await?)
    }

    /// Takes a report in. For 実績報告, `marks` says what is accepted of each line; less than claimed needs a comment. They
    /// can be changed until the amount is fixed. The notice of a return paid becomes an entry of money.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow`; `Problems` at `mark1_accepted` and so on.
    pub async fn take_report(
        &self,
        actor: &Actor,
        id: GrantId,
        version: i64,
        report: GrantReportId,
        marks: &[Mark],
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let mut whole = load(&write, actor, Action::CheckGrant, id, version).await?;
        let found = find(&write, &whole, report).await?;
        let is_again = found.kind == ReportKind::Result && found.state == ReportState::Taken;
        let next = if is_again {
            ReportState::Taken
        } else {
            found.state.next(ReportStep::Take).ok_or(Refusal::NotNow)?
        };
        let content = found.content.as_ref().ok_or(Refusal::NotNow)?;
        let mut stored = "[]".to_owned();
        match content {
            Report::Result(result) => {
                if whole.state() != GrantState::ReportSubmitted {
                    return Err(Refusal::NotNow);
                }
                expect_marks(
                    &result.lines.iter().map(|line| line.eligible).collect::<Vec<_>>(),
                    marks,
                )?;
                // What was proposed was worked out from other marks.
                whole.file.proposal = None;
                stored = text(&marks)?;
            }
            Report::Payment { yen, on, .. } => {
                let sum = Sum { yen: *yen, on: *on };
                enter(&mut write, actor, &mut whole, GrantStep::PayBack, sum).await?;
            }
            // What was proposed about the tax was worked out from another report.
            Report::Tax(_) => {
                whole
                    .file
                    .proposal
                    .take_if(|proposal| proposal.proposed.step() == Some(GrantStep::OrderTaxReturn));
            }
            Report::Status { .. } | Report::Advance { .. } => {}
        }
        let row = grant_report::ActiveModel {
            state: Set(next.code().to_owned()),
            marks: Set(stored.clone()),
            ..Default::default()
        };
        update(&write, report, row).await?;
        let step = ReportStep::Take;
        note(&mut write, actor, &whole, (found.kind, step), ("", Some(&stored))).await?;
        save(&write, &whole).await?;
        let news = GrantNews::Reported { kind: found.kind, step };
        settle_and_tell(&mut write, actor, &whole, news).await?;
        Ok(write.commit().await?)
    }
}

impl StoredGrant {
    /// Whether a report of that kind has its place in the state of the case.
    pub fn takes(&self, kind: ReportKind) -> bool {
        fits(self, kind)
    }
}

fn fits(whole: &StoredGrant, kind: ReportKind) -> bool {
    use GrantState as State;
    let state = whole.state();
    match kind {
        ReportKind::Status => matches!(state, State::Executing | State::Suspended),
        ReportKind::Advance => state == State::Executing && whole.call.call.money.advance,
        ReportKind::Result => matches!(state, State::ReportDue | State::ReportReturned),
        ReportKind::Payment => state == State::ReturnOrdered,
        ReportKind::Tax => {
            whole.case.ledger().fixed().is_some_and(|fixed| fixed > Yen::ZERO)
                && matches!(
                    state,
                    State::AmountFixed | State::Settling | State::ReturnPaid | State::Closed | State::Retention
                )
        }
    }
}

fn expect_marks(claimed: &[Yen], marks: &[Mark]) -> Result<(), Problems> {
    let mut problems = Problems::new();
    for (at, claim) in claimed.iter().enumerate() {
        let field = |name: &str| Field::from(domain::rows::row_field("mark", at + 1, name));
        match marks.get(at) {
            None => problems.push(field("accepted"), ProblemCode::Empty),
            Some(mark) if mark.accepted.is_negative() || mark.accepted > *claim => {
                let max = claim.get();
                problems.push(field("accepted"), ProblemCode::OutOfRange { min: 0, max });
            }
            Some(mark) if mark.accepted < *claim && mark.comment.trim().is_empty() => {
                problems.push(field("comment"), ProblemCode::Empty);
            }
            Some(_) => {}
        }
    }
    problems.into_result()
}

async fn insert(write: &Write, id: GrantId, kind: ReportKind) -> Result<GrantReportId, Refusal> {
    let row = grant_report::ActiveModel {
        grant_id: Set(id.get()),
        kind: Set(kind.code().to_owned()),
        state: Set(ReportState::Draft.code().to_owned()),
        due: Set(None),
        asked: Set(String::new()),
        draft: Set(text(&ReportDraft::default())?),
        marks: Set("[]".to_owned()),
        reply: Set(String::new()),
        created_at: Set(write.at()),
        updated_at: Set(write.at()),
        ..Default::default()
    };
    let inserted = grant_report::Entity::insert(row).exec(write.tx()).await?;
    Ok(GrantReportId::new(inserted.last_insert_id))
}

async fn find_open(write: &Write, id: GrantId, kind: ReportKind) -> Result<Option<StoredReport>, Refusal> {
    find_in(write, id, kind, &[ReportState::Draft, ReportState::Returned]).await
}

async fn find_in(
    write: &Write,
    id: GrantId,
    kind: ReportKind,
    states: &[ReportState],
) -> Result<Option<StoredReport>, Refusal> {
    let row = grant_report::Entity::find()
        .filter(grant_report::Column::GrantId.eq(id.get()))
        .filter(grant_report::Column::Kind.eq(kind.code()))
        .filter(grant_report::Column::State.is_in(states.iter().map(|state| state.code())))
        .order_by_desc(grant_report::Column::Id)
        .one(write.tx())
        .await?;
    Ok(row.map(read_grant_report).transpose()?)
}

async fn find(write: &Write, whole: &StoredGrant, id: GrantReportId) -> Result<StoredReport, Refusal> {
    let row = grant_report::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let row = row
        .filter(|row| row.grant_id == whole.id.get())
        .ok_or(Refusal::NotFound)?;
    Ok(read_grant_report(row)?)
}

async fn update(write: &Write, id: GrantReportId, row: grant_report::ActiveModel) -> Result<(), Refusal> {
    let row = grant_report::ActiveModel {
        id: Set(id.get()),
        updated_at: Set(write.at()),
        ..row
    };
    grant_report::Entity::update(row).exec(write.tx()).await?;
    Ok(())
}

async fn note(
    write: &mut Write,
    actor: &Actor,
    whole: &StoredGrant,
    (kind, step): (ReportKind, ReportStep),
    (reason, document): (&str, Option<&str>),
) -> Result<(), Refusal> {
    let code = format!("{}-{}", kind.code(), step.code());
    let line = Line {
        kind: "report",
        step: &code,
        note: reason,
        content: document,
        ..Line::default()
    };
    add_line(write, whole.id, actor, line).await?;
    let change = Change::to(json!({ "report": kind.code(), "step": step.code(), "content": document }));
    let change = change.because(reason.trim());
    Ok(write.record(actor, Deed::GrantReported, matter(whole), change).await?)
}
