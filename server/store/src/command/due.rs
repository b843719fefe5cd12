//! What happens to programs by itself when its time has come: planned publications and ends, the end of a period, the
//! archive, reminders. Each is one transaction on one program, guarded by the program's version, so that of several
//! servers one does it, and one that dies leaves it to be done.

use domain::notice::Notice;
use domain::permit::{Action, Actor};
use domain::program::{
    ARCHIVE_YEARS, FixReason, FixRequest, ListingState, ListingStep, STALE_DAYS, SendBack, default_due,
};
use domain::value::{Instant, ProgramId, TimeOfDay};
use domain::{Problems, problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use super::listing_notice::tell_organisers;
use super::program::{load, record, update};
use super::publish::{end, publish};
use super::review::send_back;
use super::withdraw::drop_request;
use crate::entity::program;
use crate::query::ChangeKind;
use crate::{Change, Refusal, Result, Store, decode};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The remark on events that nobody ordered at that moment.
const BY_PLAN: &str = "schedule";

/// Something that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueStep {
    /// The planned moment of publication has come.
    Publish,
    /// The planned end has come, or the period is over.
    End,
    /// It has been over for years.
    Archive,
    /// Nobody has looked at the content for a year.
    Remind,
}

impl DueStep {
    const ALL: [Self; 4] = [Self::Publish, Self::End, Self::Archive, Self::Remind];

    /// Which programs are due.
    fn filter(self, now: Instant) -> Condition {
        let (column, state) = (Expr::col, |state: ListingState| program::Column::State.eq(state.code()));
        let today = now.day_jst();
        match self {
            Self::Publish => Condition::all()
                .add(state(ListingState::Checking))
                .add(program::Column::PublishAt.lte(now.millis())),
            Self::End => {
                let over = Condition::any()
                    .add(program::Column::CloseAt.lte(now.millis()))
                    .add(program::Column::EndsOn.lt(today.iso()));
                Condition::all()
                    .add(program::Column::State.is_in([
                        ListingState::Published.code(),
                        ListingState::Checking.code(),
                        ListingState::Returned.code(),
                    ]))
                    .add(program::Column::Content.is_not_null())
                    .add(over)
            }
            Self::Archive => {
                let before = today.plus_years(-ARCHIVE_YEARS).unwrap_or(today);
                let before = Instant::from_jst(before, TimeOfDay::MIDNIGHT);
                Condition::all()
                    .add(state(ListingState::Closed))
                    .add(program::Column::ClosedAt.lt(before.millis()))
            }
            Self::Remind => {
                let before = now.millis().saturating_sub((STALE_DAYS + 1) * DAY_MILLIS);
                let reminded = Condition::any()
                    .add(program::Column::RemindedAt.is_null())
                    .add(column(program::Column::RemindedAt).lte(column(program::Column::ContentUpdatedAt)));
                Condition::all()
                    .add(state(ListingState::Published))
                    .add(program::Column::ContentUpdatedAt.lt(before))
                    .add(reminded)
            }
        }
    }
}

impl Store {
    /// What is due now, in the order in which it is to be done.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_due(&self) -> Result<Vec<(ProgramId, DueStep)>> {
        use sea_orm::QuerySelect as _;
        let mut due = Vec::new();
        for step in DueStep::ALL {
            let ids: Vec<i64> = program::Entity::find()
                .select_only()
                .column(program::Column::Id)
                .filter(step.filter(self.now()))
                .order_by_asc(program::Column::Id)
                .into_tuple()
                .all(self.reader())
                .await?;
            due.extend(ids.into_iter().map(|id| (ProgramId::new(id), step)));
        }
        Ok(due)
    }

    /// Does what is due, and says whether it did: not when somebody else was faster, or it is no longer due.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn carry_out(&self, id: ProgramId, step: DueStep) -> Result<bool> {
        let done = match self.try_due(id, step).await {
            // A planned publication that would be wrong goes back to its organiser with what is wrong with it.
            Err(Refusal::Problems(problems)) => self.return_due(id, &problems).await,
            other => other,
        };
        match done {
            Ok(done) => Ok(done),
            Err(Refusal::Db(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }

    async fn try_due(&self, id: ProgramId, step: DueStep) -> Result<bool, Refusal> {
        let actor = Actor::Operator;
        let mut write = self.begin().await?;
        let now = Instant::from_millis(write.at());
        let still = program::Entity::find_by_id(id.get()).filter(step.filter(now));
        if still.one(write.tx()).await?.is_none() {
            return Ok(false);
        }
        let loaded = load(&write, &actor, Action::CheckPrograms, id).await?;
        match step {
            DueStep::Publish => {
                let clean = decode::form(&loaded.row)?.check()?;
                let unchanged = program::ActiveModel::default();
                publish(&mut write, &actor, &loaded, &clean, unchanged, BY_PLAN).await?;
                tell_organisers(&mut write, &actor, &loaded, |program, title| Notice::ProgramPublished {
                    program,
                    title,
                })
                .await?;
                write.note(ChangeKind::Program(id)).await?;
            }
            DueStep::End => {
                let loaded = drop_request(&mut write, &actor, loaded).await?;
                end(&mut write, &actor, &loaded, BY_PLAN).await?;
                tell_organisers(&mut write, &actor, &loaded, |program, title| Notice::ProgramEnded {
                    program,
                    title,
                })
                .await?;
                write.note(ChangeKind::Program(id)).await?;
            }
            DueStep::Archive => {
                let change = program::ActiveModel {
                    state: Set(loaded.after(ListingStep::Archive)?.code().to_owned()),
                    ..Default::default()
                };
                update(&write, &loaded.row, change).await?;
                let step = Some(ListingStep::Archive);
                record(&mut write, &loaded.row, &actor, step, Change::none(), BY_PLAN).await?;
                write.note(ChangeKind::Program(id)).await?;
            }
            DueStep::Remind => {
                // No new version: nobody who is editing is to be disturbed. The filter makes it happen once.
                let reminded = program::Entity::update_many()
                    .col_expr(program::Column::RemindedAt, Expr::value(Some(write.at())))
                    .filter(program::Column::Id.eq(id.get()))
                    .filter(step.filter(now))
                    .exec(write.tx())
                    .await?;
                if reminded.rows_affected == 0 {
                    return Ok(false);
                }
                tell_organisers(&mut write, &actor, &loaded, |program, title| Notice::ProgramStale {
                    program,
                    title,
                })
                .await?;
            }
        }
        write.commit().await?;
        Ok(true)
    }

    async fn return_due(&self, id: ProgramId, problems: &Problems) -> Result<bool, Refusal> {
        let actor = Actor::Operator;
        let mut write = self.begin().await?;
        let loaded = load(&write, &actor, Action::CheckPrograms, id).await?;
        let request = |found: &problem::Problem| FixRequest {
            field: found.field.as_str().to_owned(),
            reason: FixReason::Wrong,
            text: String::new(),
        };
        let back = SendBack {
            requests: problems.iter().map(request).collect(),
            due: default_due(Instant::from_millis(write.at()).day_jst()),
        };
        send_back(&mut write, &actor, &loaded, &back, BY_PLAN).await?;
        write.commit().await?;
        Ok(true)
    }
}
