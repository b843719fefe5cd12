//! An organisation lets itself in: form, proof of the address, decision of the secretariat. Whoever sends the form learns
//! nothing from the answer; what is known already is told by mail to the owner of the address only.

use std::time::Duration;

use domain::Lang;
use domain::audit::{Deed, Subject as Matter};
use domain::code::{OrgRole, PlatformRole};
use domain::letter::Letter;
use domain::normalise::single_line;
use domain::notice::{self, Notice};
use domain::organisation::registration::{CleanRegistration, RegistrationState, RegistrationStep};
use domain::permit::Actor;
use domain::value::{OrganisationId, RegistrationId};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use super::organisation::{check_reason, insert, permit_managing};
use crate::entity::{app_user, organisation, registration};
use crate::notice::To;
use crate::query::{Registration, count_people, load_organisation, name_key};
use crate::write::Write;
use crate::{Change, Refusal, Result, Store, decode};

/// How long the link in the mail can be used.
pub const REGISTRATION_LIFETIME: Duration = Duration::from_secs(3 * 24 * 3600);

/// Most links sent to one address within the lifetime of one, so that nobody is flooded with mail by others.
const MOST_LINKS: u64 = 3;

impl Store {
    /// Takes a registration and mails the owner of the address: a link that proves it, or why none is needed. The secret
    /// of the link comes as its hash beside the `path` that holds it.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn start_registration(
        &self,
        facts: &CleanRegistration,
        token_hash: [u8; 32],
        path: String,
        lang: Lang,
    ) -> Result<()> {
        let mut write = self.begin().await?;
        let (name, organisation) = (facts.contact_name.clone(), facts.name.clone());
        let letter = if has_account(&write, facts).await? {
            Letter::RegistrationAccount { name }
        } else if has_people(&write, facts).await? {
            Letter::RegistrationKnown { name, organisation }
        } else if has_enough_links(&write, facts).await? {
            return Ok(());
        } else {
            let id = insert_registration(&write, facts, token_hash, lang).await?;
            let after = json!({ "name": facts.name, "kind": facts.kind.code() });
            write
                .record(
                    &Actor::Anonymous,
                    Deed::RegistrationStarted,
                    Matter::Registration(id),
                    Change::to(after),
                )
                .await?;
            Letter::RegistrationConfirm {
                name,
                organisation,
                path,
            }
        };
        write.post(&facts.email, lang, &letter).await?;
        write.commit().await
    }

    /// Takes a registration that came another way, for instance on paper: the operator has proven its address, so it
    /// waits for the secretariat at once, and no mail is sent.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn receive_registration(&self, facts: &CleanRegistration, lang: Lang) -> Result<RegistrationId> {
        let mut write = self.begin().await?;
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| DbErr::Custom(format!("no random numbers: {error}")))?;
        let id = insert_registration(&write, facts, secret, lang).await?;
        let confirmed = registration::ActiveModel {
            state: Set(RegistrationState::Confirmed.code().to_owned()),
            version: Set(2),
            confirmed_at: Set(Some(write.at())),
            ..Default::default()
        };
        registration::Entity::update_many()
            .set(confirmed)
            .filter(registration::Column::Id.eq(id.get()))
            .exec(write.tx())
            .await?;
        let after = json!({ "name": facts.name, "kind": facts.kind.code() });
        let (deed, matter) = (Deed::RegistrationConfirmed, Matter::Registration(id));
        write.record(&Actor::Operator, deed, matter, Change::to(after)).await?;
        tell_secretariat(&mut write, id, &facts.name).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Takes the proof of the address. It works once.
    ///
    /// # Errors
    /// `NotFound` for an unknown, used or old link.
    pub async fn confirm_registration(&self, token_hash: [u8; 32]) -> Result<RegistrationId, Refusal> {
        let mut write = self.begin().await?;
        let row = registration::Entity::find()
            .filter(registration::Column::TokenHash.eq(decode::hex(token_hash)))
            .one(write.tx())
            .await?
            .ok_or(Refusal::NotFound)?;
        let found = decode::registration(row)?;
        if found.expires_at.millis() <= write.at() {
            return Err(Refusal::NotFound);
        }
        let state = found.state.next(RegistrationStep::Confirm).ok_or(Refusal::NotFound)?;
        let change = registration::ActiveModel {
            confirmed_at: Set(Some(write.at())),
            ..Default::default()
        };
        step(&write, &found, state, change).await?;
        write
            .record(
                &Actor::Anonymous,
                Deed::RegistrationConfirmed,
                Matter::Registration(found.id),
                Change::none(),
            )
            .await?;
        tell_secretariat(&mut write, found.id, &found.facts.name).await?;
        write.commit().await?;
        Ok(found.id)
    }

    /// Declines a registration and tells its contact why.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Stale`, `NotNow` when it does not wait, `Problems` of `reason`.
    pub async fn decline_registration(
        &self,
        actor: &Actor,
        id: RegistrationId,
        version: i64,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let (found, state) = load(&write, actor, id, version, RegistrationStep::Decline).await?;
        check_reason(reason).into_result()?;
        let reason = single_line(reason);
        let change = registration::ActiveModel {
            reason: Set(reason.clone()),
            ..decided(&write, actor)
        };
        step(&write, &found, state, change).await?;
        write
            .record(
                actor,
                Deed::RegistrationDeclined,
                Matter::Registration(id),
                Change::to(json!({ "name": found.facts.name })).because(&reason),
            )
            .await?;
        let letter = Letter::RegistrationDeclined {
            name: found.facts.contact_name.clone(),
            organisation: found.facts.name.clone(),
            reason,
        };
        write.post(&found.facts.email, found.lang, &letter).await?;
        write.settle(actor, notice::Matter::Registration(id)).await?;
        write.commit().await?;
        Ok(())
    }

    /// Marks registrations whose address was not proven in time, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn expire_registrations(&self) -> Result<u64> {
        let expired = registration::Entity::update_many()
            .set(registration::ActiveModel {
                state: Set(RegistrationState::Expired.code().to_owned()),
                ..Default::default()
            })
            .filter(registration::Column::State.eq(RegistrationState::Started.code()))
            .filter(registration::Column::ExpiresAt.lte(self.now().millis()))
            .exec(self.writer())
            .await?;
        Ok(expired.rows_affected)
    }

    /// Approves a registration: its organisation is registered, or the one known under its number taken, and its contact
    /// becomes the first administrator there.
    ///
    /// # Errors
    /// As [`Self::decline_registration`]; `NotNow` also when people act for the organisation already or it has ended.
    pub async fn approve_registration(
        &self,
        actor: &Actor,
        id: RegistrationId,
        version: i64,
    ) -> Result<OrganisationId, Refusal> {
        let mut write = self.begin().await?;
        let (found, state) = load(&write, actor, id, version, RegistrationStep::Approve).await?;
        let organisation = take_in(&write, &found.facts).await?;
        let change = registration::ActiveModel {
            organisation_id: Set(Some(organisation.get())),
            ..decided(&write, actor)
        };
        step(&write, &found, state, change).await?;
        write
            .record(
                actor,
                Deed::RegistrationApproved,
                Matter::Organisation(organisation),
                Change::to(json!({ "name": found.facts.name, "registration": id.get() })),
            )
            .await?;
        let (to, inviter) = (&found.facts, actor.user().map(|user| user.id));
        write
            .invite(
                Some(organisation),
                &to.email,
                &to.contact_name,
                &[OrgRole::Admin],
                &[],
                inviter,
                found.lang,
            )
            .await?;
        write.settle(actor, notice::Matter::Registration(id)).await?;
        write.commit().await?;
        Ok(organisation)
    }
}

/// Tells the secretariat that a registration waits for its decision.
async fn tell_secretariat(write: &mut Write, registration: RegistrationId, name: &str) -> Result<()> {
    let told = Notice::RegistrationWaits {
        registration,
        organisation: name.to_owned(),
    };
    write.tell(To::Platform(PlatformRole::Secretariat), &told).await?;
    Ok(())
}

/// The organisation of an approved registration: the one known under its number, or a new one.
async fn take_in(write: &Write, facts: &CleanRegistration) -> Result<OrganisationId, Refusal> {
    if let Some(number) = &facts.number {
        let known = load_organisation(write.tx(), organisation::Column::Number.eq(number.as_str())).await?;
        if let Some(known) = known {
            if known.ending.is_some() || count_people(write.tx(), known.id).await? > 0 {
                return Err(Refusal::NotNow);
            }
            return Ok(known.id);
        }
    }
    Ok(insert(write, &facts.organisation()).await?)
}

async fn has_account(write: &Write, facts: &CleanRegistration) -> Result<bool> {
    let found = app_user::Entity::find().filter(app_user::Column::EmailKey.eq(facts.email.key()));
    Ok(found.count(write.tx()).await? > 0)
}

async fn has_people(write: &Write, facts: &CleanRegistration) -> Result<bool> {
    let Some(number) = &facts.number else { return Ok(false) };
    let known = organisation::Entity::find().filter(organisation::Column::Number.eq(number.as_str()));
    match known.one(write.tx()).await? {
        Some(known) => Ok(count_people(write.tx(), OrganisationId::new(known.id)).await? > 0),
        None => Ok(false),
    }
}

async fn has_enough_links(write: &Write, facts: &CleanRegistration) -> Result<bool> {
    let sent = registration::Entity::find()
        .filter(registration::Column::EmailKey.eq(facts.email.key()))
        .filter(registration::Column::State.eq(RegistrationState::Started.code()))
        .filter(registration::Column::ExpiresAt.gt(write.at()));
    Ok(sent.count(write.tx()).await? >= MOST_LINKS)
}

async fn insert_registration(
    write: &Write,
    facts: &CleanRegistration,
    token_hash: [u8; 32],
    lang: Lang,
) -> Result<RegistrationId> {
    let document = serde_json::to_string(facts).map_err(|error| {
        decode::Row {
            table: "registration",
            id: 0,
        }
        .corrupt(error)
    })?;
    let lifetime = i64::try_from(REGISTRATION_LIFETIME.as_millis()).unwrap_or(i64::MAX);
    let row = registration::ActiveModel {
        state: Set(RegistrationState::Started.code().to_owned()),
        version: Set(1),
        number: Set(facts.number.as_ref().map(|number| number.as_str().to_owned())),
        name_key: Set(name_key(&facts.name)),
        email_key: Set(facts.email.key()),
        facts: Set(document),
        lang: Set(lang.tag().to_owned()),
        token_hash: Set(decode::hex(token_hash)),
        created_at: Set(write.at()),
        expires_at: Set(write.at().saturating_add(lifetime)),
        reason: Set(String::new()),
        ..Default::default()
    };
    let inserted = registration::Entity::insert(row).exec(write.tx()).await?;
    Ok(RegistrationId::new(inserted.last_insert_id))
}

/// A registration of exactly this version on which an actor may take a step, and the state after it.
async fn load(
    write: &Write,
    actor: &Actor,
    id: RegistrationId,
    version: i64,
    wanted: RegistrationStep,
) -> Result<(Registration, RegistrationState), Refusal> {
    permit_managing(actor)?;
    let row = registration::Entity::find_by_id(id.get())
        .one(write.tx())
        .await?
        .ok_or(Refusal::NotFound)?;
    let found = decode::registration(row)?;
    let state = found.state.next(wanted).ok_or(Refusal::NotNow)?;
    if found.version != version {
        return Err(Refusal::Stale { current: found.version });
    }
    Ok((found, state))
}

fn decided(write: &Write, actor: &Actor) -> registration::ActiveModel {
    registration::ActiveModel {
        decided_at: Set(Some(write.at())),
        decided_by: Set(actor.user().map(|user| user.id.get())),
        ..Default::default()
    }
}

/// Writes a step as the next version, unless somebody was faster.
async fn step(
    write: &Write,
    found: &Registration,
    state: RegistrationState,
    change: registration::ActiveModel,
) -> Result<(), Refusal> {
    let change = registration::ActiveModel {
        state: Set(state.code().to_owned()),
        version: Set(found.version + 1),
        ..change
    };
    let updated = registration::Entity::update_many()
        .set(change)
        .filter(registration::Column::Id.eq(found.id.get()))
        .filter(registration::Column::Version.eq(found.version))
        .exec(write.tx())
        .await?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(Refusal::Stale {
            current: found.version + 1,
        })
    }
}
