//! The secretariat's comments at fields: written when a program is sent back, settled by the next decision. Nobody edits
//! one.

use domain::permit::Actor;
use domain::program::{ProgramForm, SendBack};
use domain::value::ProgramId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::program::json;
use crate::entity::fix_request;
use crate::write::Write;
use crate::{Result, StoreError};

/// Adds what is sent back with a program; `form` is what stood in it then.
pub(super) async fn add_fixes(
    write: &Write,
    id: ProgramId,
    actor: &Actor,
    form: &ProgramForm,
    back: &SendBack,
) -> Result<(), StoreError> {
    for request in &back.requests {
        let row = fix_request::ActiveModel {
            program_id: Set(id.get()),
            request: Set(json("request", id.get(), request)?),
            value: Set(json("value", id.get(), &form.values(&request.field))?),
            due: Set(back.due.iso()),
            asked_at: Set(write.at()),
            asked_by: Set(actor.user().map(|user| user.id.get())),
            ..Default::default()
        };
        fix_request::Entity::insert(row).exec(write.tx()).await?;
    }
    Ok(())
}

/// Settles every open comment.
pub(super) async fn settle_fixes(write: &Write, id: ProgramId) -> Result<(), StoreError> {
    fix_request::Entity::update_many()
        .col_expr(fix_request::Column::SettledAt, Expr::value(Some(write.at())))
        .filter(fix_request::Column::ProgramId.eq(id.get()))
        .filter(fix_request::Column::SettledAt.is_null())
        .exec(write.tx())
        .await?;
    Ok(())
}
