//! Reads of invitations. A token is looked up by its hash; which addresses are invited elsewhere nobody learns.

use std::collections::HashMap;

use domain::Lang;
use domain::invitation::{Invitation, InvitationState};
use domain::value::{Email, Instant, InvitationId, OrganisationId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::command::token_hash;
use crate::decode::Row;
use crate::entity::{app_user, invitation, organisation};
use crate::{Result, Store};

/// How long answers are shown beside what is still open: 30 days in milliseconds.
const RECENT: i64 = 30 * 24 * 60 * 60 * 1_000;

/// Most invitations in a list.
const MOST: u64 = 200;

impl Store {
    /// The invitation of a token, in whatever state.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_invitation(&self, token: &str) -> Result<Option<Invitation>> {
        let found = invitation::Entity::find()
            .filter(invitation::Column::TokenHash.eq(token_hash(token)))
            .all(self.reader())
            .await?;
        Ok(self.complete_invitations(found).await?.pop())
    }

    /// An invitation by its id.
    ///
    /// # Errors
    /// As [`Self::find_invitation`].
    pub async fn find_invitation_by_id(&self, id: InvitationId) -> Result<Option<Invitation>> {
        let found = invitation::Entity::find_by_id(id.get()).all(self.reader()).await?;
        Ok(self.complete_invitations(found).await?.pop())
    }

    /// The invitations of an organisation, or to the platform: what is open, and what was declined lately. The newest
    /// first.
    ///
    /// # Errors
    /// As [`Self::find_invitation`].
    pub async fn list_invitations(&self, organisation: Option<OrganisationId>) -> Result<Vec<Invitation>> {
        let column = invitation::Column::OrganisationId;
        let since = self.now().millis().saturating_sub(RECENT);
        let shown = Condition::any()
            .add(invitation::Column::State.eq(InvitationState::Waiting.code()))
            .add(
                Condition::all()
                    .add(invitation::Column::State.eq(InvitationState::Declined.code()))
                    .add(invitation::Column::AnsweredAt.gt(since)),
            );
        let found = invitation::Entity::find()
            .filter(match organisation {
                Some(id) => column.eq(id.get()),
                None => column.is_null(),
            })
            .filter(shown)
            .order_by_desc(invitation::Column::Id)
            .limit(MOST)
            .all(self.reader())
            .await?;
        self.complete_invitations(found).await
    }

    /// Whether somebody signs in with this address, disabled or not.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn has_account(&self, email: &Email) -> Result<bool> {
        let found = app_user::Entity::find().filter(app_user::Column::EmailKey.eq(email.key()));
        Ok(found.one(self.reader()).await?.is_some())
    }

    /// Adds the names of organisations and of people to rows.
    pub(crate) async fn complete_invitations(&self, rows: Vec<invitation::Model>) -> Result<Vec<Invitation>> {
        let organisations: HashMap<i64, String> = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(rows.iter().filter_map(|row| row.organisation_id)))
            .all(self.reader())
            .await?
            .into_iter()
            .map(|row| (row.id, row.name))
            .collect();
        let people = self.names_of(rows.iter().filter_map(|row| row.invited_by)).await?;
        let now = self.now();
        rows.into_iter()
            .map(|row| decode(row, &organisations, &people, now))
            .collect()
    }

    /// Names of people by id.
    pub(super) async fn names_of(&self, ids: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, String>> {
        let rows = app_user::Entity::find()
            .filter(app_user::Column::Id.is_in(ids))
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
    }
}

fn decode(
    row: invitation::Model,
    organisations: &HashMap<i64, String>,
    people: &HashMap<i64, String>,
    now: Instant,
) -> Result<Invitation> {
    let at = Row {
        table: "invitation",
        id: row.id,
    };
    let stored = at.code("state", &row.state, InvitationState::from_code)?;
    let organisation = row.organisation_id.map(|id| {
        let name = organisations.get(&id).cloned().unwrap_or_default();
        (OrganisationId::new(id), name)
    });
    let expires_at = Instant::from_millis(row.expires_at);
    Ok(Invitation {
        id: InvitationId::new(row.id),
        organisation,
        email: Email::parse(&row.email).map_err(|code| at.corrupt(format_args!("email {code}")))?,
        name: row.name,
        roles: at.json("roles", &row.roles)?,
        platform: at.json("platform", &row.platform)?,
        state: stored.at(now, expires_at),
        lang: at.code("lang", &row.lang, Lang::from_tag)?,
        created_at: Instant::from_millis(row.created_at),
        sent_at: Instant::from_millis(row.sent_at),
        expires_at,
        answered_at: row.answered_at.map(Instant::from_millis),
        invited_by: row.invited_by.and_then(|id| people.get(&id).cloned()),
        reason: row.reason,
    })
}
