//! Inviting people: a new invitation with its token, the mail and the limits. The mail holds the token, the database its
//! hash, so that a copy of the database answers no invitation.

use domain::audit::{Deed, Subject};
use domain::code::{OrgRole, PlatformRole};
use domain::grant::PlatformGrant;
use domain::invitation::{
    CleanInvitation, CleanPlatformInvitation, INVITATION_MILLIS, InvitationState, OPEN_INVITATIONS,
};
use domain::letter::Letter;
use domain::permit::{Action, Actor, Subject as Asked, may};
use domain::value::{Email, Instant, InvitationId, OrganisationId, UserId};
use domain::{Lang, ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::member::lock_organisation;
use super::program::permit;
use crate::entity::{app_user, invitation, membership, organisation};
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, StoreError, decode};

/// What the database keeps of a token.
pub(crate) fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// 32 random bytes in hexadecimal.
pub(crate) fn new_token() -> Result<String, StoreError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| DbErr::Custom(format!("no random numbers: {error}")))?;
    Ok(hex(&bytes))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Write {
    /// Invites somebody to an organisation or, without one, to the platform: adds the invitation with a new token, posts
    /// the mail and records it. It asks for no permission and counts nothing; the caller has.
    #[allow(
        clippy::too_many_arguments,
        reason = "each says something else, and callers name all of them"
    )]
    pub(crate) async fn invite(
        &mut self,
        organisation: Option<OrganisationId>,
        email: &Email,
        name: &str,
        roles: &[OrgRole],
        platform: &[PlatformRole],
        invited_by: Option<UserId>,
        lang: Lang,
    ) -> Result<InvitationId> {
        let new = NewInvitation {
            organisation,
            email,
            name,
            roles,
            grants: platform.iter().copied().map(PlatformGrant::from).collect(),
            invited_by,
            lang,
        };
        self.add_invitation(new).await
    }

    async fn add_invitation(&mut self, new: NewInvitation<'_>) -> Result<InvitationId> {
        let token = new_token()?;
        let row = invitation::ActiveModel {
            organisation_id: Set(new.organisation.map(OrganisationId::get)),
            email: Set(new.email.as_str().to_owned()),
            email_key: Set(new.email.key()),
            name: Set(domain::normalise::single_line(new.name)),
            roles: Set(to_json(&new.roles)?),
            platform: Set(to_json(&new.grants)?),
            token_hash: Set(token_hash(&token)),
            state: Set(InvitationState::Waiting.code().to_owned()),
            lang: Set(new.lang.tag().to_owned()),
            created_at: Set(self.at()),
            sent_at: Set(self.at()),
            expires_at: Set(self.at().saturating_add(INVITATION_MILLIS)),
            answered_at: Set(None),
            invited_by: Set(new.invited_by.map(UserId::get)),
            reason: Set(String::new()),
            ..Default::default()
        };
        let id = invitation::Entity::insert(row).exec(self.tx()).await?.last_insert_id;
        let (id, actor) = (InvitationId::new(id), inviter(self, new.invited_by).await?);
        self.post_invitation(new.organisation, &actor, new.email, new.lang, &token)
            .await?;
        let roles: Vec<_> = new.roles.iter().map(|role| role.code()).collect();
        let after = json!({ "email": new.email.as_str(), "roles": roles, "platform": new.grants });
        let subject = Subject::Invitation(id, new.organisation);
        self.record(&actor, Deed::InvitationSent, subject, Change::to(after))
            .await?;
        Ok(id)
    }

    pub(super) async fn post_invitation(
        &mut self,
        organisation: Option<OrganisationId>,
        inviter: &Actor,
        to: &Email,
        lang: Lang,
        token: &str,
    ) -> Result<()> {
        let organisation = match organisation {
            Some(id) => {
                let found = organisation::Entity::find_by_id(id.get()).one(self.tx()).await?;
                Some(found.ok_or(StoreError::NotFound("organisation"))?.name)
            }
            None => None,
        };
        let until = Instant::from_millis(self.at().saturating_add(INVITATION_MILLIS));
        let letter = Letter::Invitation {
            organisation,
            inviter: inviter.user().map(|user| user.name.clone()),
            path: format!("/invitations/{token}"),
            until,
        };
        self.post(to, lang, &letter).await
    }
}

struct NewInvitation<'a> {
    organisation: Option<OrganisationId>,
    email: &'a Email,
    name: &'a str,
    roles: &'a [OrgRole],
    grants: Vec<PlatformGrant>,
    invited_by: Option<UserId>,
    lang: Lang,
}

/// The inviting person as the audit log wants it: who it was, without roles.
async fn inviter(write: &Write, id: Option<UserId>) -> Result<Actor> {
    let Some(id) = id else { return Ok(Actor::Operator) };
    let row = app_user::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let row = row.ok_or(StoreError::NotFound("user"))?;
    Ok(Actor::User(decode::user(row, Vec::new(), Vec::new())?))
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| DbErr::Custom(error.to_string()).into())
}

impl Store {
    /// Invites people into an organisation and answers with the new invitations in the order of the addresses.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `Problems` on `emails`: `TooMany` when too many invitations would wait, `UnknownChoice`
    /// with the address of somebody who has a place or an open invitation already.
    pub async fn invite_members(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        new: &CleanInvitation,
        lang: Lang,
    ) -> Result<Vec<InvitationId>, Refusal> {
        permit(actor, Action::ManageMembers, organisation)?;
        let mut write = self.begin().await?;
        lock_organisation(&write, organisation).await?;
        refuse_known(&write, organisation, &new.emails).await?;
        let waiting = waiting(&write, Some(organisation)).count(write.tx()).await?;
        let more = u64::try_from(new.emails.len()).unwrap_or(u64::MAX);
        if waiting.saturating_add(more) > u64::from(OPEN_INVITATIONS) {
            let max = OPEN_INVITATIONS;
            return Err(Problems::one("emails", ProblemCode::TooMany { max }).into());
        }
        let by = actor.user().map(|user| user.id);
        let mut ids = Vec::with_capacity(new.emails.len());
        for email in &new.emails {
            ids.push(
                write
                    .invite(Some(organisation), email, &new.name, &new.roles, &[], by, lang)
                    .await?,
            );
        }
        write.commit().await?;
        Ok(ids)
    }

    /// Invites somebody to roles on the platform.
    ///
    /// # Errors
    /// `Forbidden`; `Problems` with `UnknownChoice` on `email` when the address has an account or an open invitation.
    pub async fn invite_to_platform(
        &self,
        actor: &Actor,
        new: &CleanPlatformInvitation,
        lang: Lang,
    ) -> Result<InvitationId, Refusal> {
        if !may(actor, Action::ManageUsers, Asked::Portal) {
            return Err(Refusal::Forbidden);
        }
        let mut write = self.begin().await?;
        let accounts = app_user::Entity::find().filter(app_user::Column::EmailKey.eq(new.email.key()));
        let invited = waiting(&write, None).filter(invitation::Column::EmailKey.eq(new.email.key()));
        if accounts.count(write.tx()).await? + invited.count(write.tx()).await? > 0 {
            return Err(known("email", new.email.as_str()));
        }
        let invitation = NewInvitation {
            organisation: None,
            email: &new.email,
            name: &new.name,
            roles: &[],
            grants: new.grants.clone(),
            invited_by: actor.user().map(|user| user.id),
            lang,
        };
        let id = write.add_invitation(invitation).await?;
        write.commit().await?;
        Ok(id)
    }
}

/// Invitations that can still be accepted.
fn waiting(write: &Write, organisation: Option<OrganisationId>) -> sea_orm::Select<invitation::Entity> {
    let column = invitation::Column::OrganisationId;
    invitation::Entity::find()
        .filter(match organisation {
            Some(id) => column.eq(id.get()),
            None => column.is_null(),
        })
        .filter(invitation::Column::State.eq(InvitationState::Waiting.code()))
        .filter(invitation::Column::ExpiresAt.gt(write.at()))
}

/// Refuses addresses of people who are there or are asked already; who else has an account is nobody's business.
async fn refuse_known(write: &Write, organisation: OrganisationId, emails: &[Email]) -> Result<(), Refusal> {
    for email in emails {
        let here = membership::Entity::find()
            .filter(membership::Column::OrganisationId.eq(organisation.get()))
            .inner_join(app_user::Entity)
            .filter(app_user::Column::EmailKey.eq(email.key()));
        let asked = waiting(write, Some(organisation)).filter(invitation::Column::EmailKey.eq(email.key()));
        if here.count(write.tx()).await? + asked.count(write.tx()).await? > 0 {
            return Err(known("emails", email.as_str()));
        }
    }
    Ok(())
}

fn known(field: &'static str, email: &str) -> Refusal {
    let value = email.to_owned();
    Problems::one(field, ProblemCode::UnknownChoice { value }).into()
}
