//! An application begins: a society that leads a consortium turns to an open call.

use domain::application::{ApplicationForm, ApplicationState, Section};
use domain::audit::{Deed, Subject as Matter};
use domain::call::CallState;
use domain::consortium::ConsortiumState;
use domain::permit::{Action, Actor, Subject, may};
use domain::value::{ApplicationId, CallId, ConsortiumId, Instant, OrganisationId};
use domain::{ProblemCode, Problems};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json as value;

use super::load::{add_event, json};
use crate::command::consortium::lock as lock_consortium;
use crate::command::member::lock_organisation;
use crate::entity::{application, call};
use crate::hygiene::clean;
use crate::query::{form_versions, read_call};
use crate::write::Write;
use crate::{Change, Refusal, Store};

impl Store {
    /// Starts an application with what is known already. A society has one for a call; one that was withdrawn or has run
    /// out does not count.
    ///
    /// # Errors
    /// `NotFound` for a call that is not public and a consortium of others; `Forbidden`; `NotNow` when the call takes no
    /// applications at this moment, or the consortium has been used for one; `Problems` with `Taken` on `call`.
    pub async fn start_application(
        &self,
        actor: &Actor,
        call: CallId,
        consortium: ConsortiumId,
        form: &ApplicationForm,
    ) -> Result<ApplicationId, Refusal> {
        let mut write = self.begin().await?;
        let whole = lock_consortium(&write, consortium).await?;
        let lead = Subject::Organisation(whole.lead);
        if !may(actor, Action::ReadApplication, lead) {
            return Err(Refusal::NotFound);
        }
        if !may(actor, Action::EditApplication, lead) {
            return Err(Refusal::Forbidden);
        }
        expect_open(&write, call).await?;
        if !matches!(whole.state, ConsortiumState::Forming | ConsortiumState::Fixed) {
            return Err(Refusal::NotNow);
        }
        // Two colleagues who begin at once: the second finds the first one's.
        lock_organisation(&write, whole.lead).await?;
        if find_live(&write, call, whole.lead).await?.is_some() {
            return Err(Problems::one("call", ProblemCode::Taken).into());
        }
        let mut begun = cleaned(form);
        if let Some(questions) = form_versions(write.tx(), call).await?.last() {
            begun.answers.version = questions.number;
        }
        let row = application::ActiveModel {
            call_id: Set(call.get()),
            consortium_id: Set(consortium.get()),
            lead_id: Set(whole.lead.get()),
            state: Set(ApplicationState::Draft.code().to_owned()),
            version: Set(1),
            draft: Set(json(&begun)?),
            created_at: Set(write.at()),
            updated_at: Set(write.at()),
            ..Default::default()
        };
        let inserted = application::Entity::insert(row).exec(write.tx()).await?;
        let id = ApplicationId::new(inserted.last_insert_id);
        add_event(&write, id, Some(actor), "start", "").await?;
        let change = Change::to(value!({ "call": call, "consortium": consortium }));
        let matter = Matter::Application(id, whole.lead);
        write.record(actor, Deed::ApplicationStarted, matter, change).await?;
        write.commit().await?;
        Ok(id)
    }

    /// The application that a society has for a call and has not given up.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_application_to(
        &self,
        call: CallId,
        lead: OrganisationId,
    ) -> Result<Option<ApplicationId>, crate::StoreError> {
        let row = application::Entity::find()
            .filter(live(call, lead))
            .one(self.reader())
            .await?;
        Ok(row.map(|row| ApplicationId::new(row.id)))
    }
}

async fn expect_open(write: &Write, id: CallId) -> Result<(), Refusal> {
    let row = call::Entity::find_by_id(id.get()).one(write.tx()).await?;
    let found = read_call(row.ok_or(Refusal::NotFound)?)?.ok_or(Refusal::NotFound)?;
    if !found.state.is_public() {
        return Err(Refusal::NotFound);
    }
    let takes = matches!(found.state, CallState::Scheduled | CallState::Open);
    if takes && found.call.dates.accepts(Instant::from_millis(write.at())) {
        Ok(())
    } else {
        Err(Refusal::NotNow)
    }
}

async fn find_live(write: &Write, call: CallId, lead: OrganisationId) -> Result<Option<application::Model>, Refusal> {
    let found = application::Entity::find().filter(live(call, lead));
    Ok(found.one(write.tx()).await?)
}

fn live(call: CallId, lead: OrganisationId) -> sea_orm::Condition {
    let given_up = [ApplicationState::Withdrawn, ApplicationState::Expired];
    sea_orm::Condition::all()
        .add(application::Column::CallId.eq(call.get()))
        .add(application::Column::LeadId.eq(lead.get()))
        .add(application::Column::State.is_not_in(given_up.map(ApplicationState::code)))
}

/// A copy of a form without what nobody can see.
pub(super) fn cleaned(form: &ApplicationForm) -> ApplicationForm {
    let mut kept = ApplicationForm {
        answers: form.answers.map(|text| clean(text).into_owned()),
        ..ApplicationForm::default()
    };
    for section in Section::ALL {
        let pairs = form.pairs(*section);
        let pairs: Vec<_> = pairs.iter().map(|(name, text)| (name.as_str(), clean(text))).collect();
        let pairs: Vec<_> = pairs.iter().map(|(name, text)| (*name, text.as_ref())).collect();
        kept.replace(*section, &pairs);
    }
    kept.moved.clone_from(&form.moved);
    kept
}
