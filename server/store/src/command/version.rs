//! Keeps what was published. Publishing the same again adds nothing: it only says that the content is still right.

use domain::permit::Actor;
use domain::value::ProgramId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::program_version;
use crate::write::Write;
use crate::{Result, StoreError};

/// Adds the published content, a `CleanProgram` as JSON, as the program's next version.
pub(super) async fn add_version(write: &Write, id: ProgramId, actor: &Actor, content: &str) -> Result<(), StoreError> {
    let last = program_version::Entity::find()
        .filter(program_version::Column::ProgramId.eq(id.get()))
        .order_by_desc(program_version::Column::Number)
        .one(write.tx())
        .await?;
    if last.as_ref().is_some_and(|last| last.content == content) {
        return Ok(());
    }
    let row = program_version::ActiveModel {
        program_id: Set(id.get()),
        number: Set(last.map_or(0, |last| last.number) + 1),
        at: Set(write.at()),
        actor_id: Set(actor.user().map(|user| user.id.get())),
        content: Set(content.to_owned()),
    };
    program_version::Entity::insert(row)
        .exec_without_returning(write.tx())
        .await?;
    Ok(())
}
