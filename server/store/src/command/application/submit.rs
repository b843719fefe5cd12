//! Submitting an application: the clock, the rules and the papers are asked once more, the number is drawn, and the whole is
//! frozen with its hash (法5条, FORM-17). The clock is read when all locks are held, so that waiting in a queue at the
//! deadline counts as time.

use domain::application::{
    ApplicationNews, ApplicationStep, CleanApplication, Refusal as Reason, SubmittedApplication, SubmittedPaper,
    may_resubmit, may_submit, missing, needed, receipt_number,
};
use domain::audit::Deed;
use domain::call::CallState;
use domain::consortium::panel::cap;
use domain::consortium::{ConsortiumState, ConsortiumStep, Snapshot};
use domain::notice::Matter;
use domain::permit::{Action, Actor};
use domain::user::User;
use domain::value::{ApplicationId, CallId, Instant};
use sea_orm::sea_query::{LockType, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QuerySelect};
use serde_json::json as value;
use sha2::{Digest as _, Sha256};

use super::load::{Loaded, add_event, json, load, update};
use super::send_back::settle_fixes;
use super::tell::{mail_receipt, tell_members};
use crate::command::consortium::step_by_application;
use crate::entity::{application, application_serial, application_submission};
use crate::query::{elsewhere, submitted_papers};
use crate::write::Write;
use crate::{Change, Refusal, Store, decode};

/// Proof of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// 受付番号.
    pub number: String,
    /// 1 for the first submission.
    pub version: u32,
    /// When, by the server's clock.
    pub at: Instant,
    /// SHA-256 of what was submitted.
    pub sha256: String,
}

impl Store {
    /// Submits an application that waits for approval, for an approver who did not ask for it.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`; `Problems` with what is missing in the form; `NotSubmittable` with what else stands
    /// in the way.
    pub async fn submit_application(&self, actor: &Actor, id: ApplicationId, version: i64) -> Result<Receipt, Refusal> {
        self.hand_in(actor, id, version, ApplicationStep::Submit).await
    }

    /// Submits an application again that the office had sent back.
    ///
    /// # Errors
    /// As [`Self::submit_application`].
    pub async fn resubmit_application(
        &self,
        actor: &Actor,
        id: ApplicationId,
        version: i64,
    ) -> Result<Receipt, Refusal> {
        self.hand_in(actor, id, version, ApplicationStep::Resubmit).await
    }

    async fn hand_in(
        &self,
        actor: &Actor,
        id: ApplicationId,
        version: i64,
        step: ApplicationStep,
    ) -> Result<Receipt, Refusal> {
        let papers = submitted_papers(&self.list_papers(id).await?);
        let mut write = self.begin().await?;
        let found = load(&write, actor, Action::SubmitApplication, id).await?;
        found.expect_seen(version)?;
        let user = actor.user().ok_or(Refusal::Forbidden)?;
        let whole = &found.whole;
        let last = lock_serial(&write, whole.call.id).await?;
        // Everything that could make it wait is held now.
        let now = self.now();
        let content = whole.read();
        let snapshot = frozen(&found, step)?;
        let others = elsewhere(write.tx(), whole.call.id, id, &snapshot).await?;
        let panel = content.panel(&snapshot, &others, now.day_jst(), &whole.call.call);
        let next = match step {
            ApplicationStep::Submit => {
                expect_call(&found, now)?;
                may_submit(whole.state, &whole.call.call.dates, whole.extended_to, &panel, now)
            }
            _ => may_resubmit(whole.state, &panel),
        };
        let next = match next {
            // What is empty is said field by field, which helps more than a rule that cannot be judged.
            Err(Reason::Rules(rules)) => {
                content.clean()?;
                return Err(Refusal::NotSubmittable(Reason::Rules(rules)));
            }
            other => other.map_err(Refusal::NotSubmittable)?,
        };
        let content = content.clean()?;
        expect_papers(&found, &content, &papers)?;
        if step == ApplicationStep::Submit && whole.prepared_by.as_ref().is_some_and(|(id, _)| *id == user.id) {
            return Err(Refusal::NotSubmittable(Reason::SamePerson));
        }
        let number = match &whole.number {
            Some(number) => number.clone(),
            None => draw(&write, &found, last).await?,
        };
        let document = freeze(&write, &found, (user, &number, now), (snapshot, content, papers)).await?;
        let text = json(&document)?;
        let sha256 = decode::hex(Sha256::digest(&text).into());
        let row = application_submission::ActiveModel {
            application_id: Set(id.get()),
            version: Set(i32::try_from(document.version).unwrap_or(i32::MAX)),
            content: Set(text),
            sha256: Set(sha256.clone()),
            at: Set(now.millis()),
            actor_id: Set(user.id.get()),
            ..Default::default()
        };
        application_submission::Entity::insert(row).exec(write.tx()).await?;
        found.record_form(&mut write, actor).await?;
        let change = application::ActiveModel {
            state: Set(next.code().to_owned()),
            recorded: Set(None),
            number: Set(Some(number.clone())),
            submitted_at: Set(Some(now.millis())),
            ..Default::default()
        };
        update(&write, whole, change).await?;
        if whole.consortium.state == ConsortiumState::Fixed {
            step_by_application(&mut write, actor, whole.consortium.id, ConsortiumStep::Apply).await?;
        }
        settle_fixes(&write, id).await?;
        add_event(&write, id, Some(actor), step.code(), &number).await?;
        let change = Change::to(value!({ "number": number, "version": document.version, "sha256": sha256 }));
        write
            .record(actor, Deed::ApplicationSubmitted, found.matter(), change)
            .await?;
        write.settle(actor, Matter::Application(id)).await?;
        mail_receipt(&mut write, whole, &number, now).await?;
        tell_members(&mut write, whole, ApplicationNews::Submitted).await?;
        write.commit().await?;
        Ok(Receipt {
            number,
            version: document.version,
            at: now,
            sha256,
        })
    }
}

/// Locks the row of the call's numbers, and says which was given last.
async fn lock_serial(write: &Write, call: CallId) -> Result<i64, Refusal> {
    let first = application_serial::ActiveModel {
        call_id: Set(call.get()),
        last: Set(0),
    };
    let there = OnConflict::column(application_serial::Column::CallId)
        .do_nothing()
        .to_owned();
    application_serial::Entity::insert(first)
        .on_conflict(there)
        .exec_without_returning(write.tx())
        .await?;
    let row = application_serial::Entity::find_by_id(call.get())
        .lock(LockType::NoKeyUpdate)
        .one(write.tx())
        .await?;
    Ok(row.ok_or(Refusal::NotFound)?.last)
}

/// The next number of the call.
async fn draw(write: &Write, found: &Loaded, last: i64) -> Result<String, Refusal> {
    let call = &found.whole.call;
    let change = application_serial::ActiveModel {
        last: Set(last + 1),
        ..Default::default()
    };
    application_serial::Entity::update_many()
        .set(change)
        .filter(application_serial::Column::CallId.eq(call.id.get()))
        .exec(write.tx())
        .await?;
    let serial = u32::try_from(last + 1).unwrap_or(u32::MAX);
    Ok(receipt_number(call.call.year, &call.call.code, serial))
}

/// The frozen composition; a consortium whose members are not fixed cannot be submitted.
fn frozen(found: &Loaded, step: ApplicationStep) -> Result<Snapshot, Refusal> {
    let consortium = &found.whole.consortium;
    let fits = match step {
        ApplicationStep::Submit => consortium.state == ConsortiumState::Fixed,
        _ => matches!(consortium.state, ConsortiumState::Fixed | ConsortiumState::Applied),
    };
    let frozen = consortium.frozen.clone().filter(|_| fits);
    frozen.ok_or(Refusal::NotSubmittable(Reason::NotFixed))
}

/// The clock decides about the hour, the state only about a call that was cancelled or is decided.
fn expect_call(found: &Loaded, now: Instant) -> Result<(), Refusal> {
    let whole = &found.whole;
    let extended = whole.extended_to.is_some_and(|until| now <= until);
    let open = match whole.call.state {
        CallState::Scheduled | CallState::Open => true,
        CallState::Reviewing => extended,
        _ => false,
    };
    if open {
        Ok(())
    } else {
        Err(Refusal::NotSubmittable(Reason::TooLate))
    }
}

fn expect_papers(found: &Loaded, content: &CleanApplication, papers: &[SubmittedPaper]) -> Result<(), Refusal> {
    let there: Vec<_> = papers.iter().map(|there| there.paper).collect();
    let missing = missing(&needed(&content.budget.lines, &found.whole.call.call), &there);
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NotSubmittable(Reason::Papers(missing)))
    }
}

/// The document that is kept.
async fn freeze(
    write: &Write,
    found: &Loaded,
    (user, number, at): (&User, &str, Instant),
    (composition, content, papers): (Snapshot, CleanApplication, Vec<SubmittedPaper>),
) -> Result<SubmittedApplication, Refusal> {
    let whole = &found.whole;
    let earlier = application_submission::Entity::find()
        .filter(application_submission::Column::ApplicationId.eq(whole.id.get()))
        .count(write.tx())
        .await?;
    let call = &whole.call.call;
    let limit = cap(&composition, call);
    let sheet = content.budget.sheet(call, limit).ok_or(Refusal::NotNow)?;
    Ok(SubmittedApplication {
        number: number.to_owned(),
        version: u32::try_from(earlier + 1).unwrap_or(u32::MAX),
        at,
        approver: user.name.clone(),
        preparer: whole
            .prepared_by
            .as_ref()
            .map(|(_, name)| name.clone())
            .unwrap_or_default(),
        call: whole.call.id,
        call_code: call.code.clone(),
        year: call.year,
        call_title: call.title.clone(),
        call_version: whole.call.version,
        lead: whole.lead,
        consortium: whole.consortium.id,
        consortium_name: whole.consortium.plan.name.clone(),
        composition,
        content,
        sheet,
        papers,
        questions: whole.questions.clone(),
        form: whole.form.clone(),
    })
}
