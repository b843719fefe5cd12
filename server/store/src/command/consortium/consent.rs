//! A society agrees to the terms as they stand (domain §8.3, rule R6).

use domain::audit::{Deed, Subject as Matter};
use domain::code::OrgRole;
use domain::consortium::{
    CleanPlaceConsent, Consent, ConsortiumNews, MembershipStep, PlaceConsentForm, PlaceFacts, PreparedConsent,
};
use domain::notice::Notice;
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{ConsortiumId, OrganisationId};
use sea_orm::ActiveValue::Set;
use serde_json::json as value;

use super::load::{expect_open, expect_seen, json, load, record, update_place};
use super::tell::{settle, tell};
use crate::entity::consortium_place;
use crate::notice::To;
use crate::{Change, Refusal, Store};

impl Store {
    /// Keeps what one person of a society has prepared, and asks its approvers. What was prepared before is replaced.
    ///
    /// # Errors
    /// As [`Self::consent_to_consortium`].
    pub async fn prepare_consent(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        society: OrganisationId,
        version: i64,
        form: &PlaceConsentForm,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load(&write, actor, id).await?;
        let place = whole.place(society).ok_or(Refusal::NotFound)?;
        if !may(actor, Action::WorkInConsortium, Subject::Organisation(society)) {
            return Err(Refusal::Forbidden);
        }
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        expect_seen(&whole, version)?;
        expect_open(&whole)?;
        place.state.next(MembershipStep::Agree).ok_or(Refusal::NotNow)?;
        whole.terms(society).ok_or(Refusal::NotNow)?;
        let prepared = PreparedConsent {
            form: PlaceConsentForm {
                terms_accepted: String::new(),
                ..form.clone()
            },
            by: user.id,
            name: user.name.clone(),
        };
        let facts = PlaceFacts {
            prepared: Some(prepared),
            ..place.facts.clone()
        };
        let change = consortium_place::ActiveModel {
            facts: Set(json(&facts)?),
            ..Default::default()
        };
        update_place(&write, place.id, change).await?;
        let matter = Matter::Consortium(id, society);
        let change = Change::to(value!({ "body": form.body, "decided_on": form.decided_on }));
        write
            .record(actor, Deed::ConsortiumConsentPrepared, matter, change)
            .await?;
        let notice = Notice::Consortium {
            consortium: id,
            place: Some(place.id),
            news: ConsortiumNews::Prepared,
            society: place.name.clone(),
            name: whole.plan.name.clone(),
        };
        write
            .tell(To::Organisation(society, &[OrgRole::Approver]), &notice)
            .await?;
        Ok(write.commit().await?)
    }

    /// Records a society's consent to the terms of this version. The version does not rise by it, so that several societies
    /// can agree at the same time.
    ///
    /// # Errors
    /// `NotFound`; `Forbidden`, also for the person who has prepared it; `Stale` when the terms may have changed; `NotNow`
    /// when it is not the society's turn, or its share cannot be told yet.
    pub async fn consent_to_consortium(
        &self,
        actor: &Actor,
        id: ConsortiumId,
        society: OrganisationId,
        version: i64,
        given: &CleanPlaceConsent,
    ) -> Result<(), Refusal> {
        let mut write = self.begin().await?;
        let whole = load(&write, actor, id).await?;
        let place = whole.place(society).ok_or(Refusal::NotFound)?;
        if !may(actor, Action::ConsentConsortium, Subject::Organisation(society)) {
            return Err(Refusal::Forbidden);
        }
        expect_seen(&whole, version)?;
        expect_open(&whole)?;
        let prepared = place.facts.prepared.as_ref();
        let own_work = actor
            .user()
            .zip(prepared)
            .filter(|(user, prepared)| user.id == prepared.by);
        if own_work.is_some() {
            return Err(Refusal::Forbidden);
        }
        let step = MembershipStep::Agree;
        let next = place.state.next(step).ok_or(Refusal::NotNow)?;
        let terms = whole.terms(society).ok_or(Refusal::NotNow)?;
        let consent = Consent {
            body: given.body,
            decided_on: given.decided_on,
            approver: given.approver.clone(),
            terms,
        };
        let facts = PlaceFacts {
            alone: given.alone,
            prepared: None,
            ..place.facts.clone()
        };
        let change = consortium_place::ActiveModel {
            state: Set(next.code().to_owned()),
            facts: Set(json(&facts)?),
            consent: Set(Some(json(&consent)?)),
            ..Default::default()
        };
        update_place(&write, place.id, change).await?;
        let change = Change::from_to(
            value!(place.state.code()),
            value!({ "state": next.code(), "share": consent.terms.share, "decided_on": consent.decided_on }),
        );
        let how = (Deed::ConsortiumConsented, step.code());
        record(
            &mut write,
            actor,
            &whole,
            Some(society),
            how,
            change.because(&given.note),
        )
        .await?;
        settle(&mut write, actor, place).await?;
        if society != whole.lead {
            tell(&mut write, &whole, place, whole.lead, ConsortiumNews::Place(step)).await?;
        }
        Ok(write.commit().await?)
    }
}
