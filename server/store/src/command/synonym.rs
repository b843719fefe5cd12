//! Changing synonyms and corrections of the search: a new table takes the place of the one the editor has seen, the old
//! ones stay. Servers take it over by themselves.

use domain::audit::{Deed, Subject as Matter};
use domain::normalise::single_line;
use domain::permit::{Action, Actor, Subject, may};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};
use serde_json::json;

use crate::entity::synonym_version;
use crate::error::is_taken;
use crate::{Change, Refusal, Store};

/// Most characters of the reason.
const NOTE_CHARS: u32 = 200;

impl Store {
    /// Puts a table in force that was made from the one with number `seen`, and answers its number. The content has been
    /// checked; it is kept as it is.
    ///
    /// # Errors
    /// `Forbidden`; `Stale` when another table has been put in force since; `Problems` of `note`.
    pub async fn change_synonyms(&self, actor: &Actor, seen: i64, content: &str, note: &str) -> Result<i64, Refusal> {
        if !may(actor, Action::ManageSearch, Subject::Portal) {
            return Err(Refusal::Forbidden);
        }
        let note = single_line(note);
        let now = u32::try_from(note.chars().count()).unwrap_or(u32::MAX);
        if note.is_empty() {
            return Err(Problems::one("note", ProblemCode::Empty).into());
        }
        if now > NOTE_CHARS {
            return Err(Problems::one("note", ProblemCode::TooLong { max: NOTE_CHARS, now }).into());
        }
        let mut write = self.begin().await?;
        let last = synonym_version::Entity::find()
            .order_by_desc(synonym_version::Column::Number)
            .one(write.tx())
            .await?;
        let current = last.map_or(0, |row| row.number);
        if current != seen {
            return Err(Refusal::Stale { current });
        }
        let number = current + 1;
        let row = synonym_version::ActiveModel {
            number: Set(number),
            content: Set(content.to_owned()),
            note: Set(note.clone()),
            created_at: Set(write.at()),
            user_id: Set(actor.user().map(|user| user.id.get())),
        };
        // On PostgreSQL somebody else may have drawn the same number in this very moment.
        if let Err(error) = synonym_version::Entity::insert(row)
            .exec_without_returning(write.tx())
            .await
        {
            return Err(if is_taken(&error) {
                Refusal::Stale { current: number }
            } else {
                error.into()
            });
        }
        let change = Change::from_to(json!({ "version": current }), json!({ "version": number })).because(&note);
        write
            .record(actor, Deed::SynonymsChanged, Matter::Portal, change)
            .await?;
        write.commit().await?;
        Ok(number)
    }
}
