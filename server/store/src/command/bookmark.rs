//! Bookmarks: a person keeps programs with a private note, the people of an organisation keep some together (INS-07).
//! Only what may be read can be kept; what can no longer be read stays and is not shown.

use domain::permit::{Action, Actor, Subject, may};
use domain::value::{OrganisationId, ProgramId, UserId};
use domain::{ProblemCode, Problems};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::{bookmark, shared_bookmark};
use crate::hygiene;
use crate::{Refusal, Result, Store};

/// Most programs a person or an organisation keeps.
pub const MOST_BOOKMARKS: u64 = 500;

/// Most characters of a note.
pub const NOTE_CHARS: u32 = 400;

impl Store {
    /// Keeps a program for the signed-in person. Keeping it again changes nothing.
    ///
    /// # Errors
    /// `Forbidden` for anybody else; `NotFound` for what may not be read; `Problems`: `TooMany`.
    pub async fn keep_bookmark(&self, actor: &Actor, program: ProgramId) -> Result<(), Refusal> {
        let user = owner(actor)?;
        self.check_readable(actor, program).await?;
        let write = self.begin().await?;
        let kept = bookmark::Entity::find().filter(bookmark::Column::UserId.eq(user.get()));
        check_room(kept.count(write.tx()).await?)?;
        let row = bookmark::ActiveModel {
            user_id: Set(user.get()),
            program_id: Set(program.get()),
            note: Set(String::new()),
            created_at: Set(write.at()),
        };
        bookmark::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(write.tx())
            .await?;
        Ok(write.commit().await?)
    }

    /// Writes the private note of a kept program.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` when it is not kept; `Problems`: `TooLong` of `note`.
    pub async fn note_bookmark(&self, actor: &Actor, program: ProgramId, note: &str) -> Result<(), Refusal> {
        let user = owner(actor)?;
        let note = hygiene::clean(note.trim()).into_owned();
        let now = u32::try_from(note.chars().count()).unwrap_or(u32::MAX);
        if now > NOTE_CHARS {
            return Err(Problems::one("note", ProblemCode::TooLong { max: NOTE_CHARS, now }).into());
        }
        let write = self.begin().await?;
        let changed = bookmark::Entity::update_many()
            .col_expr(bookmark::Column::Note, Expr::value(note))
            .filter(bookmark::Column::UserId.eq(user.get()))
            .filter(bookmark::Column::ProgramId.eq(program.get()))
            .exec(write.tx())
            .await?;
        if changed.rows_affected == 0 {
            return Err(Refusal::NotFound);
        }
        Ok(write.commit().await?)
    }

    /// Keeps a program no longer. Doing it again changes nothing.
    ///
    /// # Errors
    /// `Forbidden` for anybody who is not signed in.
    pub async fn drop_bookmark(&self, actor: &Actor, program: ProgramId) -> Result<(), Refusal> {
        let user = owner(actor)?;
        let write = self.begin().await?;
        bookmark::Entity::delete_by_id((user.get(), program.get()))
            .exec(write.tx())
            .await?;
        Ok(write.commit().await?)
    }

    /// Keeps a program for an organisation, for all its people to see.
    ///
    /// # Errors
    /// `Forbidden` without a place there; `NotFound` for what may not be read; `Problems`: `TooMany`.
    pub async fn share_bookmark(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        program: ProgramId,
    ) -> Result<(), Refusal> {
        let user = self.check_place(actor, organisation)?;
        self.check_readable(actor, program).await?;
        let write = self.begin().await?;
        let kept =
            shared_bookmark::Entity::find().filter(shared_bookmark::Column::OrganisationId.eq(organisation.get()));
        check_room(kept.count(write.tx()).await?)?;
        let row = shared_bookmark::ActiveModel {
            organisation_id: Set(organisation.get()),
            program_id: Set(program.get()),
            user_id: Set(user.get()),
            created_at: Set(write.at()),
        };
        shared_bookmark::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(write.tx())
            .await?;
        Ok(write.commit().await?)
    }

    /// Takes a program off an organisation's list. Doing it again changes nothing.
    ///
    /// # Errors
    /// `Forbidden` without a place there.
    pub async fn unshare_bookmark(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        program: ProgramId,
    ) -> Result<(), Refusal> {
        self.check_place(actor, organisation)?;
        let write = self.begin().await?;
        shared_bookmark::Entity::delete_by_id((organisation.get(), program.get()))
            .exec(write.tx())
            .await?;
        Ok(write.commit().await?)
    }

    fn check_place(&self, actor: &Actor, organisation: OrganisationId) -> Result<UserId, Refusal> {
        if may(actor, Action::ShareBookmarks, Subject::Organisation(organisation)) {
            owner(actor)
        } else {
            Err(Refusal::Forbidden)
        }
    }

    async fn check_readable(&self, actor: &Actor, program: ProgramId) -> Result<(), Refusal> {
        let listing = self.find_listing(program).await?.ok_or(Refusal::NotFound)?;
        let subject = Subject::Listing {
            owner: listing.lead.id,
            visibility: listing.content.visibility,
        };
        if may(actor, Action::ReadListing, subject) {
            Ok(())
        } else {
            Err(Refusal::NotFound)
        }
    }
}

fn owner(actor: &Actor) -> Result<UserId, Refusal> {
    Ok(actor.user().ok_or(Refusal::Forbidden)?.id)
}

fn check_room(kept: u64) -> Result<(), Refusal> {
    if kept < MOST_BOOKMARKS {
        return Ok(());
    }
    let max = u32::try_from(MOST_BOOKMARKS).unwrap_or(u32::MAX);
    Err(Problems::one("id", ProblemCode::TooMany { max }).into())
}
