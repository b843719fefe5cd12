//! What happens to an invitation: it is sent again, withdrawn, accepted or declined. A place or a role is given only when
//! the person who reads that mailbox accepts.

use domain::audit::{Deed, Subject};
use domain::code::OrgRole;
use domain::grant::PlatformGrant;
use domain::invitation::{INVITATION_MILLIS, InvitationState, InvitationStep, RESEND_AFTER_MILLIS};
use domain::notice::Notice;
use domain::permit::{Action, Actor, Subject as Asked, may};
use domain::user::User;
use domain::value::{Instant, InvitationId, OrganisationId, UserId};
use domain::{Lang, ProblemCode, Problems};
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::invite::{new_token, token_hash};
use super::member::{add_roles, give_grants, lock_organisation};
use crate::decode::Row;
use crate::entity::{app_user, invitation};
use crate::error::is_taken;
use crate::notice::To;
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, StoreError, decode, hygiene};

/// Who accepts an invitation.
pub enum Acceptance<'a> {
    /// The signed-in person; the address must be the invited one.
    Known(&'a User),
    /// Somebody new, with a name and the PHC string of a password.
    New {
        /// 氏名.
        name: &'a str,
        /// PHC string.
        password_hash: String,
    },
}

impl Store {
    /// Sends an invitation again with a new token and new time; the old link ends.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `NotNow` when it is answered or withdrawn, or when the last mail is too fresh.
    pub async fn resend_invitation(&self, actor: &Actor, id: InvitationId) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let found = load_for(&write, actor, id).await?;
        let state = found.after(&write, InvitationStep::Resend)?;
        if write.at().saturating_sub(found.row.sent_at) < RESEND_AFTER_MILLIS {
            return Err(Refusal::NotNow);
        }
        let token = new_token()?;
        let change = invitation::ActiveModel {
            state: Set(state.code().to_owned()),
            token_hash: Set(token_hash(&token)),
            sent_at: Set(write.at()),
            expires_at: Set(write.at().saturating_add(INVITATION_MILLIS)),
            ..Default::default()
        };
        found.update(&write, change).await?;
        let (email, lang) = (decode::email(0, &found.row.email)?, found.lang());
        write
            .post_invitation(found.organisation, actor, &email, lang, &token)
            .await?;
        let subject = Subject::Invitation(id, found.organisation);
        write
            .record(actor, Deed::InvitationResent, subject, Change::none())
            .await?;
        Ok(write.commit().await?)
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `NotNow` when it is answered or withdrawn already.
    pub async fn withdraw_invitation(&self, actor: &Actor, id: InvitationId) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let found = load_for(&write, actor, id).await?;
        let state = found.after(&write, InvitationStep::Withdraw)?;
        found.answer(&write, state, "").await?;
        let subject = Subject::Invitation(id, found.organisation);
        write
            .record(actor, Deed::InvitationWithdrawn, subject, Change::none())
            .await?;
        Ok(write.commit().await?)
    }

    /// Accepts the invitation of a token: gives its roles, after making the account of somebody new. Answers with who
    /// the person is.
    ///
    /// # Errors
    /// `NotFound` for an unknown token; `NotNow` when it can no longer be accepted; `Forbidden` when the person has
    /// another address; `Problems` with `Taken` on `email` when somebody new has an account by now.
    pub async fn accept_invitation(&self, token: &str, by: Acceptance<'_>) -> Result<UserId, Refusal> {
        let mut write = self.begin().await?;
        let found = load_by_token(&write, token).await?;
        let state = found.after(&write, InvitationStep::Accept)?;
        let user = match by {
            Acceptance::Known(user) if user.email.key() == found.row.email_key => {
                let row = app_user::Entity::find_by_id(user.id.get()).one(write.tx()).await?;
                row.filter(|row| row.disabled_at.is_none()).ok_or(Refusal::Forbidden)?
            }
            Acceptance::Known(_) => return Err(Refusal::Forbidden),
            Acceptance::New { name, password_hash } => add_account(&write, &found.row, name, password_hash).await?,
        };
        let (id, name) = (UserId::new(user.id), user.name.clone());
        let actor = Actor::User(decode::user(user, Vec::new(), Vec::new())?);
        if let Some(organisation) = found.organisation {
            let row = lock_organisation(&write, organisation).await?;
            if row.status != "active" {
                return Err(Refusal::NotNow);
            }
            // Before the place is given, so that nobody is told of themselves.
            let told = Notice::MemberJoined { organisation, name };
            write
                .tell(To::Organisation(organisation, &[OrgRole::Admin]), &told)
                .await?;
            add_roles(&write, organisation, id, &found.roles()?).await?;
        }
        give_grants(&write, id, &found.grants()?).await?;
        found.answer(&write, state, "").await?;
        let subject = Subject::Invitation(found.id, found.organisation);
        let after = json!({ "user": id, "roles": found.roles()?, "platform": found.grants()? });
        write
            .record(&actor, Deed::InvitationAccepted, subject, Change::to(after))
            .await?;
        write.commit().await?;
        Ok(id)
    }

    /// Declines the invitation of a token; a reason may be empty.
    ///
    /// # Errors
    /// `NotFound` for an unknown token; `NotNow` when it is answered, withdrawn or over.
    pub async fn decline_invitation(&self, actor: &Actor, token: &str, reason: &str) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let found = load_by_token(&write, token).await?;
        let state = found.after(&write, InvitationStep::Decline)?;
        let reason = hygiene::clean(reason).into_owned();
        found.answer(&write, state, &reason).await?;
        let subject = Subject::Invitation(found.id, found.organisation);
        let change = Change::none().because(&reason);
        write.record(actor, Deed::InvitationDeclined, subject, change).await?;
        if let (Some(organisation), Some(inviter)) = (found.organisation, found.row.invited_by) {
            let email = found.row.email.clone();
            let told = Notice::InvitationDeclined { organisation, email };
            write.tell(To::User(UserId::new(inviter)), &told).await?;
        }
        Ok(write.commit().await?)
    }
}

/// An invitation as a command found it.
struct Loaded {
    row: invitation::Model,
    id: InvitationId,
    organisation: Option<OrganisationId>,
}

impl Loaded {
    fn new(row: invitation::Model) -> Self {
        Self {
            id: InvitationId::new(row.id),
            organisation: row.organisation_id.map(OrganisationId::new),
            row,
        }
    }

    fn at(&self) -> Row {
        Row {
            table: "invitation",
            id: self.row.id,
        }
    }

    /// The state after a step that is possible now.
    fn after(&self, write: &Write, step: InvitationStep) -> Result<InvitationState, Refusal> {
        let stored = self.at().code("state", &self.row.state, InvitationState::from_code)?;
        let now = stored.at(
            Instant::from_millis(write.at()),
            Instant::from_millis(self.row.expires_at),
        );
        now.next(step).ok_or(Refusal::NotNow)
    }

    fn roles(&self) -> Result<Vec<OrgRole>> {
        self.at().json("roles", &self.row.roles)
    }

    fn grants(&self) -> Result<Vec<PlatformGrant>> {
        self.at().json("platform", &self.row.platform)
    }

    fn lang(&self) -> Lang {
        Lang::from_tag(&self.row.lang).unwrap_or_default()
    }

    /// Writes an answer, unless somebody else was faster.
    async fn answer(&self, write: &Write, state: InvitationState, reason: &str) -> Result<(), Refusal> {
        let change = invitation::ActiveModel {
            state: Set(state.code().to_owned()),
            answered_at: Set(Some(write.at())),
            reason: Set(reason.to_owned()),
            ..Default::default()
        };
        self.update(write, change).await
    }

    async fn update(&self, write: &Write, change: invitation::ActiveModel) -> Result<(), Refusal> {
        let updated = invitation::Entity::update_many()
            .set(change)
            .filter(invitation::Column::Id.eq(self.row.id))
            .filter(invitation::Column::State.eq(&self.row.state))
            .filter(invitation::Column::TokenHash.eq(&self.row.token_hash))
            .exec(write.tx())
            .await?;
        if updated.rows_affected == 1 {
            Ok(())
        } else {
            Err(Refusal::NotNow)
        }
    }
}

/// Loads an invitation for somebody who may send and withdraw it. One of another organisation looks as if it did not
/// exist.
async fn load_for(write: &Write, actor: &Actor, id: InvitationId) -> Result<Loaded, Refusal> {
    let row = invitation::Entity::find_by_id(id.get())
        .lock(LockType::NoKeyUpdate)
        .one(write.tx())
        .await?;
    let found = Loaded::new(row.ok_or(Refusal::NotFound)?);
    let (read, manage, subject) = match found.organisation {
        Some(organisation) => (
            Action::ReadMembers,
            Action::ManageMembers,
            Asked::Organisation(organisation),
        ),
        None => (Action::ReadUsers, Action::ManageUsers, Asked::Portal),
    };
    if may(actor, manage, subject) {
        Ok(found)
    } else if may(actor, read, subject) {
        Err(Refusal::Forbidden)
    } else {
        Err(Refusal::NotFound)
    }
}

async fn load_by_token(write: &Write, token: &str) -> Result<Loaded, Refusal> {
    let row = invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(token_hash(token)))
        .lock(LockType::NoKeyUpdate)
        .one(write.tx())
        .await?;
    row.map(Loaded::new).ok_or(Refusal::NotFound)
}

/// The account of somebody new. The mail with the token has proven the address.
async fn add_account(
    write: &Write,
    invited: &invitation::Model,
    name: &str,
    password_hash: String,
) -> Result<app_user::Model, Refusal> {
    let row = app_user::ActiveModel {
        email: Set(invited.email.clone()),
        email_key: Set(invited.email_key.clone()),
        name: Set(domain::normalise::single_line(name)),
        password_hash: Set(password_hash),
        created_at: Set(write.at()),
        disabled_at: Set(None),
        ..Default::default()
    };
    let inserted = app_user::Entity::insert(row).exec(write.tx()).await.map_err(|error| {
        if is_taken(&error) {
            Refusal::Problems(Problems::one("email", ProblemCode::Taken))
        } else {
            error.into()
        }
    })?;
    let row = app_user::Entity::find_by_id(inserted.last_insert_id)
        .one(write.tx())
        .await?;
    Ok(row.ok_or(StoreError::NotFound("user"))?)
}
