//! Sets the money of a call (予算額).

use domain::audit::{Deed, Subject as Matter};
use domain::permit::{Action, Actor};
use domain::value::{CallId, Yen};
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::load::{expect, lock_call};
use crate::entity::call_budget;
use crate::query::{budget, promised};
use crate::{Change, Refusal, Store};

impl Store {
    /// Sets the budget of a call. It cannot become less than what is promised already.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `Problems` with `OutOfRange` on `budget`.
    pub async fn set_budget(&self, actor: &Actor, id: CallId, yen: Yen) -> Result<(), Refusal> {
        expect(actor, Action::ProposeDecision)?;
        let mut write = self.begin().await?;
        lock_call(&write, id).await?;
        let promised = promised(write.tx(), id, None).await?;
        if yen <= Yen::ZERO || yen < promised {
            let code = ProblemCode::OutOfRange {
                min: promised.get().max(1),
                max: i64::MAX,
            };
            return Err(Problems::one("budget", code).into());
        }
        let before = budget(write.tx(), id).await?;
        let row = call_budget::ActiveModel {
            call_id: Set(id.get()),
            yen: Set(yen.get()),
            set_at: Set(write.at()),
            set_by: Set(actor.user().map(|user| user.id.get())),
        };
        let replace = OnConflict::column(call_budget::Column::CallId)
            .update_columns([
                call_budget::Column::Yen,
                call_budget::Column::SetAt,
                call_budget::Column::SetBy,
            ])
            .to_owned();
        call_budget::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(write.tx())
            .await?;
        let change = Change::from_to(json!(before), json!(yen));
        write.record(actor, Deed::BudgetSet, Matter::Call(id), change).await?;
        Ok(write.commit().await?)
    }
}
