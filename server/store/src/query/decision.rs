//! Reads of decisions: batches with their lines for the office, and what has been released for everybody else.

use std::collections::{HashMap, HashSet};

use domain::application::ApplicationState;
use domain::decision::{BatchForm, BatchState, Condition, LineState, Outcome, Standing, Verdict, VerdictForm};
use domain::value::{ApplicationId, BatchId, CallId, Day, Instant, UserId, Yen};
use sea_orm::{
    ColumnTrait, Condition as Where, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};

use super::name::user_names;
use crate::decode::Row;
use crate::entity::{call_budget, decision, decision_batch};
use crate::{Result, Store};

/// Decisions that are proposed, approved and released together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// The call.
    pub call: CallId,
    /// To be sent back with every step.
    pub version: i64,
    /// Where it is.
    pub state: BatchState,
    /// Its head, as typed.
    pub form: BatchForm,
    /// 決定日, from the proposal on.
    pub decided_on: Option<Day>,
    /// When it is released; none for at once after the approval.
    pub release_at: Option<Instant>,
    /// Who asked for the approval, and when.
    pub proposed: Option<(UserId, String, Instant)>,
    /// Who approved it, and when.
    pub approved: Option<(UserId, String, Instant)>,
    /// When it was released.
    pub released_at: Option<Instant>,
    /// Why it was last returned or cancelled.
    pub note: String,
    /// The last change.
    pub updated_at: Instant,
    /// In the order of the ranking when it was made.
    pub lines: Vec<BatchLine>,
}

/// What a batch says about an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLine {
    /// Its id.
    pub id: i64,
    /// Which application.
    pub application: ApplicationId,
    /// Where the line is.
    pub state: LineState,
    /// As typed.
    pub form: VerdictForm,
    /// How the application stood.
    pub standing: Standing,
    /// What is decided, from the proposal on.
    pub verdict: Option<Verdict>,
    /// Why it was cancelled.
    pub note: String,
    /// The state of the application that stood in the way of the release.
    pub hindrance: Option<ApplicationState>,
}

impl Batch {
    /// The lines that are or will be released.
    pub fn counted(&self) -> impl Iterator<Item = &BatchLine> {
        self.lines.iter().filter(|line| line.state.counts())
    }

    /// What the counted lines grant; `None` when it does not fit.
    pub fn sum(&self) -> Option<Yen> {
        Yen::checked_sum(
            self.counted()
                .filter_map(|line| line.verdict.as_ref())
                .map(|it| it.amount),
        )
    }
}

/// A batch in a list: without its lines, with what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchEntry {
    /// The batch; its lines are not read.
    pub batch: Batch,
    /// How many lines are or will be released.
    pub count: usize,
    /// What they grant; `None` when it does not fit.
    pub sum: Option<Yen>,
}

/// A decision that applicants know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which application.
    pub application: ApplicationId,
    /// The batch it was released with.
    pub batch: BatchId,
    /// 採否.
    pub outcome: Outcome,
    /// 決定額; nothing where nothing is granted.
    pub amount: Yen,
    /// 補助所要額 as submitted.
    pub asked: Yen,
    /// 文書番号.
    pub number: String,
    /// 決定日.
    pub day: Day,
    /// 条件.
    pub conditions: Vec<Condition>,
    /// 理由; empty where none was given.
    pub reason: String,
    /// When applicants learnt of it.
    pub released_at: Instant,
}

impl Store {
    /// The released decision about an application, the last one when it was first on the waiting list. What is only
    /// planned is none.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_decision(&self, application: ApplicationId) -> Result<Option<Decision>> {
        let of = Where::all().add(decision::Column::ApplicationId.eq(application.get()));
        Ok(released(self.reader(), of).await?.pop())
    }

    /// Everything released about the applications of a call, in the order of the releases.
    ///
    /// # Errors
    /// As [`Self::find_decision`].
    pub async fn list_released_decisions(&self, call: CallId) -> Result<Vec<Decision>> {
        let of = Where::all().add(decision_batch::Column::CallId.eq(call.get()));
        released(self.reader(), of).await
    }

    /// A batch with its lines.
    ///
    /// # Errors
    /// As [`Self::find_decision`].
    pub async fn find_batch(&self, id: BatchId) -> Result<Option<Batch>> {
        let row = decision_batch::Entity::find_by_id(id.get()).all(self.reader()).await?;
        Ok(complete(self.reader(), row).await?.pop())
    }

    /// The batches of a call, the last first.
    ///
    /// # Errors
    /// As [`Self::find_decision`].
    pub async fn list_batches(&self, call: CallId) -> Result<Vec<Batch>> {
        let rows = decision_batch::Entity::find()
            .filter(decision_batch::Column::CallId.eq(call.get()))
            .order_by_desc(decision_batch::Column::Id)
            .all(self.reader())
            .await?;
        complete(self.reader(), rows).await
    }

    /// The batches of a call, the last first, without their lines.
    ///
    /// # Errors
    /// As [`Self::find_decision`].
    pub async fn list_batch_entries(&self, call: CallId) -> Result<Vec<BatchEntry>> {
        let db = self.reader();
        let rows = decision_batch::Entity::find()
            .filter(decision_batch::Column::CallId.eq(call.get()))
            .order_by_desc(decision_batch::Column::Id)
            .all(db)
            .await?;
        let mut amounts: HashMap<i64, Vec<Option<i64>>> = HashMap::new();
        for (batch, amount) in lines_of(db, call, None).await? {
            amounts.entry(batch).or_default().push(amount);
        }
        let batches = assemble(db, rows, HashMap::new()).await?;
        let entries = batches.into_iter().map(|batch| {
            let lines = amounts.remove(&batch.id.get()).unwrap_or_default();
            BatchEntry {
                batch,
                count: lines.len(),
                sum: Yen::checked_sum(lines.into_iter().flatten().map(Yen::new)),
            }
        });
        Ok(entries.collect())
    }

    /// The applications of a call that stand in an open batch.
    ///
    /// # Errors
    /// As [`Self::find_decision`].
    pub async fn list_held(&self, call: CallId) -> Result<HashSet<ApplicationId>> {
        held(self.reader(), call).await
    }

    /// What the batches of a call have promised or granted, without one of them.
    ///
    /// # Errors
    /// As [`Self::find_decision`].
    pub async fn promised(&self, call: CallId, not: Option<BatchId>) -> Result<Yen> {
        promised(self.reader(), call, not).await
    }

    /// 予算額 of a call, once the office has set it.
    ///
    /// # Errors
    /// As [`Self::find_decision`].
    pub async fn find_budget(&self, call: CallId) -> Result<Option<Yen>> {
        budget(self.reader(), call).await
    }

    /// Batches that are approved and whose moment has come.
    ///
    /// # Errors
    /// As [`Self::find_decision`].
    pub async fn list_due_batches(&self) -> Result<Vec<BatchId>> {
        let now = self.now().millis();
        let rows = decision_batch::Entity::find()
            .filter(decision_batch::Column::State.eq(BatchState::Approved.code()))
            .filter(
                Where::any()
                    .add(decision_batch::Column::ReleaseAt.is_null())
                    .add(decision_batch::Column::ReleaseAt.lte(now)),
            )
            .order_by_asc(decision_batch::Column::Id)
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|row| BatchId::new(row.id)).collect())
    }
}

/// The budget of a call.
pub(crate) async fn budget(db: &impl ConnectionTrait, call: CallId) -> Result<Option<Yen>> {
    let row = call_budget::Entity::find_by_id(call.get()).one(db).await?;
    Ok(row.map(|row| Yen::new(row.yen)))
}

/// Released decisions that meet a condition, in the order of their releases.
pub(crate) async fn released(db: &impl ConnectionTrait, of: Where) -> Result<Vec<Decision>> {
    let rows = decision::Entity::find()
        .find_also_related(decision_batch::Entity)
        .filter(decision::Column::State.eq(LineState::Released.code()))
        .filter(of)
        .order_by_asc(decision_batch::Column::ReleasedAt)
        .order_by_asc(decision::Column::Id)
        .all(db)
        .await?;
    let decisions = rows.into_iter().map(|(row, batch)| {
        let at = of_line(&row);
        let batch = batch.ok_or_else(|| at.corrupt("its batch is missing"))?;
        let line = line(row)?;
        let verdict = line.verdict.ok_or_else(|| at.corrupt("released without content"))?;
        let day = batch.decided_on.as_deref().and_then(Day::from_iso);
        Ok(Decision {
            application: line.application,
            batch: BatchId::new(batch.id),
            outcome: verdict.outcome,
            amount: verdict.amount,
            asked: line.standing.asked,
            number: verdict.number,
            day: day.ok_or_else(|| at.corrupt("released without a day"))?,
            conditions: verdict.conditions,
            reason: verdict.reason,
            released_at: batch
                .released_at
                .map(Instant::from_millis)
                .ok_or_else(|| at.corrupt("released without a moment"))?,
        })
    });
    decisions.collect()
}

/// Line, application, outcome, amount and moment of a released decision before they are read.
type OutcomeColumns = (i64, i64, Option<String>, Option<i64>, Option<i64>);

/// What released decisions that meet a condition say, in the order of their releases: outcome, amount, moment. Nothing else of
/// them is read.
pub(crate) async fn outcomes(
    db: &impl ConnectionTrait,
    of: Where,
) -> Result<Vec<(ApplicationId, Outcome, Yen, Instant)>> {
    let rows: Vec<OutcomeColumns> = decision::Entity::find()
        .select_only()
        .columns([
            decision::Column::Id,
            decision::Column::ApplicationId,
            decision::Column::Outcome,
            decision::Column::Amount,
        ])
        .column(decision_batch::Column::ReleasedAt)
        .join(JoinType::InnerJoin, decision::Relation::Batch.def())
        .filter(decision::Column::State.eq(LineState::Released.code()))
        .filter(of)
        .order_by_asc(decision_batch::Column::ReleasedAt)
        .order_by_asc(decision::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let outcomes = rows.into_iter().map(|(id, application, outcome, amount, released_at)| {
        let at = Row { table: "decision", id };
        let outcome = outcome.ok_or_else(|| at.corrupt("released without content"))?;
        Ok((
            ApplicationId::new(application),
            at.code("outcome", &outcome, Outcome::from_code)?,
            amount
                .map(Yen::new)
                .ok_or_else(|| at.corrupt("released without an amount"))?,
            released_at
                .map(Instant::from_millis)
                .ok_or_else(|| at.corrupt("released without a moment"))?,
        ))
    });
    outcomes.collect()
}

/// The counted lines of a call's batches that are in one of these states, in any for none: batch and amount.
async fn lines_of(
    db: &impl ConnectionTrait,
    call: CallId,
    states: Option<Vec<&'static str>>,
) -> Result<Vec<(i64, Option<i64>)>> {
    let counted = LineState::ALL.iter().filter(|state| state.counts());
    let mut of = Where::all()
        .add(decision_batch::Column::CallId.eq(call.get()))
        .add(decision::Column::State.is_in(counted.map(|state| state.code())));
    if let Some(states) = states {
        of = of.add(decision_batch::Column::State.is_in(states));
    }
    Ok(decision::Entity::find()
        .select_only()
        .columns([decision::Column::BatchId, decision::Column::Amount])
        .join(JoinType::InnerJoin, decision::Relation::Batch.def())
        .filter(of)
        .into_tuple()
        .all(db)
        .await?)
}

fn of_line(row: &decision::Model) -> Row {
    Row {
        table: "decision",
        id: row.id,
    }
}

fn line(row: decision::Model) -> Result<BatchLine> {
    let at = of_line(&row);
    let state = at.code("state", &row.state, LineState::from_code)?;
    let hindrance = match state {
        LineState::Failed => Some(at.code("note", &row.note, ApplicationState::from_code)?),
        _ => None,
    };
    Ok(BatchLine {
        id: row.id,
        application: ApplicationId::new(row.application_id),
        state,
        form: at.json("draft", &row.draft)?,
        standing: at.json("standing", &row.standing)?,
        verdict: row
            .content
            .as_deref()
            .map(|text| at.json("content", text))
            .transpose()?,
        note: if hindrance.is_some() { String::new() } else { row.note },
        hindrance,
    })
}

/// Batches with lines and names, in the same order.
pub(crate) async fn complete(db: &impl ConnectionTrait, rows: Vec<decision_batch::Model>) -> Result<Vec<Batch>> {
    let found = decision::Entity::find()
        .filter(decision::Column::BatchId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(decision::Column::Id)
        .all(db)
        .await?;
    let mut lines: HashMap<i64, Vec<BatchLine>> = HashMap::new();
    for row in found {
        lines.entry(row.batch_id).or_default().push(line(row)?);
    }
    assemble(db, rows, lines).await
}

/// Batches with names and these lines, in the same order.
async fn assemble(
    db: &impl ConnectionTrait,
    rows: Vec<decision_batch::Model>,
    mut lines: HashMap<i64, Vec<BatchLine>>,
) -> Result<Vec<Batch>> {
    let people = rows.iter().flat_map(|row| [row.proposed_by, row.approved_by]).flatten();
    let people: Vec<i64> = people.collect();
    let names = user_names(db, people).await?;
    let person = |id: Option<i64>, moment: Option<i64>| {
        let (id, moment) = id.zip(moment)?;
        let name = names.get(&id).cloned().unwrap_or_default();
        Some((UserId::new(id), name, Instant::from_millis(moment)))
    };
    let batches = rows.into_iter().map(|row| {
        let at = Row {
            table: "decision_batch",
            id: row.id,
        };
        let decided_on = row.decided_on.as_deref();
        Ok(Batch {
            id: BatchId::new(row.id),
            call: CallId::new(row.call_id),
            version: row.version,
            state: at.code("state", &row.state, BatchState::from_code)?,
            form: at.json("draft", &row.draft)?,
            decided_on: decided_on
                .map(|day| at.code("decided_on", day, Day::from_iso))
                .transpose()?,
            release_at: row.release_at.map(Instant::from_millis),
            proposed: person(row.proposed_by, row.proposed_at),
            approved: person(row.approved_by, row.approved_at),
            released_at: row.released_at.map(Instant::from_millis),
            note: row.note,
            updated_at: Instant::from_millis(row.updated_at),
            lines: lines.remove(&row.id).unwrap_or_default(),
        })
    });
    batches.collect()
}

/// The applications that stand in an open batch of the call.
pub(crate) async fn held(db: &impl ConnectionTrait, call: CallId) -> Result<HashSet<ApplicationId>> {
    let open = BatchState::ALL
        .iter()
        .filter(|state| state.is_open())
        .map(|state| state.code());
    let ids: Vec<i64> = decision::Entity::find()
        .select_only()
        .column(decision::Column::ApplicationId)
        .join(JoinType::InnerJoin, decision::Relation::Batch.def())
        .filter(decision_batch::Column::CallId.eq(call.get()))
        .filter(decision_batch::Column::State.is_in(open))
        .filter(decision::Column::State.eq(LineState::Planned.code()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(ApplicationId::new).collect())
}

/// What the other batches of a call have promised or granted.
pub(crate) async fn promised(db: &impl ConnectionTrait, call: CallId, not: Option<BatchId>) -> Result<Yen> {
    let committed = BatchState::ALL.iter().filter(|state| state.is_committed());
    let lines = lines_of(db, call, Some(committed.map(|state| state.code()).collect())).await?;
    let others = lines
        .into_iter()
        .filter(|(batch, _)| not.is_none_or(|not| not.get() != *batch));
    let at = Row {
        table: "decision",
        id: 0,
    };
    let amounts = others.filter_map(|(_, amount)| amount).map(Yen::new);
    Yen::checked_sum(amounts).ok_or_else(|| at.corrupt("amounts do not fit"))
}

/// States of applications that have been ranked.
pub(crate) const RANKED: [ApplicationState; 5] = [
    ApplicationState::Scored,
    ApplicationState::Selected,
    ApplicationState::Conditional,
    ApplicationState::Waitlisted,
    ApplicationState::NotSelected,
];
