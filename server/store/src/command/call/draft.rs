//! Writing a call: the working copy takes anything, and readers see nothing of it until it is published.

use domain::audit::{Deed, Subject as Matter};
use domain::call::{CallDraft, CallForm, CallState};
use domain::normalise;
use domain::permit::{Action, Actor};
use domain::questionnaire::Questionnaire;
use domain::value::CallId;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::{expect, form, load_row, taken, update};
use crate::decode::Row;
use crate::entity::call;
use crate::{Change, Refusal, Store, StoreError};

impl Store {
    /// Starts a call with its questions. Code, fiscal year and title must be right, because lists show them; the rest may be
    /// as it is.
    ///
    /// # Errors
    /// `Forbidden`; `Problems` on `code`, `year` and `title`.
    pub async fn start_call(
        &self,
        actor: &Actor,
        draft: &CallDraft,
        questions: &Questionnaire,
    ) -> Result<CallId, Refusal> {
        expect(actor, Action::EditCalls)?;
        let names = draft.form.names()?;
        let mut write = self.begin().await?;
        let row = call::ActiveModel {
            code: Set(names.code.clone()),
            fiscal_year: Set(names.year.get()),
            title_ja: Set(names.title),
            title_en: Set(draft.form.title_en.clone()),
            state: Set(CallState::Draft.code().to_owned()),
            version: Set(1),
            content: Set(String::new()),
            draft: Set(Some(json_of(draft)?)),
            edited_by: Set(actor.user().map(|user| user.id.get())),
            created_at: Set(write.at()),
            updated_at: Set(write.at()),
            ..Default::default()
        };
        let done = call::Entity::insert(row).exec(write.tx()).await.map_err(taken)?;
        let id = CallId::new(done.last_insert_id);
        form::insert(&write, actor, id, 1, questions).await?;
        let change = Change::to(json!({ "code": names.code, "version": 1 }));
        write.record(actor, Deed::CallSaved, Matter::Call(id), change).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Saves the working copy of a call, whatever is typed in it, and answers with the new version. Code, fiscal year and
    /// title of a draft follow once they are right; those of a public call with its publication.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Stale`, `NotNow` for a call that is over; `Problems` with `Taken` on `code`.
    pub async fn save_call_draft(
        &self,
        actor: &Actor,
        id: CallId,
        version: i64,
        draft: &CallDraft,
    ) -> Result<i64, Refusal> {
        expect(actor, Action::EditCalls)?;
        let mut write = self.begin().await?;
        let row = load_row(&write, id, version).await?;
        let at = Row {
            table: "call",
            id: row.id,
        };
        let state = at.code("state", &row.state, CallState::from_code)?;
        if !state.has_working_copy() {
            return Err(Refusal::NotNow);
        }
        let mut change = call::ActiveModel {
            draft: Set(Some(json_of(draft)?)),
            edited_by: Set(actor.user().map(|user| user.id.get())),
            ..Default::default()
        };
        if let (CallState::Draft, Ok(names)) = (state, draft.form.names()) {
            change.code = Set(names.code);
            change.fiscal_year = Set(names.year.get());
            change.title_ja = Set(names.title);
            change.title_en = Set(normalise::single_line(&draft.form.title_en));
        }
        update(&write, id, version, change).await?;
        let fields = changed_fields(&row.draft, draft);
        let change = Change::to(json!({ "version": version + 1, "fields": fields }));
        write.record(actor, Deed::CallSaved, Matter::Call(id), change).await?;
        write.commit().await?;
        Ok(version + 1)
    }
}

/// Names of fields that differ from what was stored; values stay out of the log, the working copy is not public.
fn changed_fields(before: &Option<String>, after: &CallDraft) -> Vec<&'static str> {
    let before: Option<CallDraft> = before.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let before = before.unwrap_or_default();
    let mut fields: Vec<_> = CallForm::FIELDS
        .iter()
        .copied()
        .filter(|field| before.form.values(field) != after.form.values(field))
        .collect();
    if before.criteria != after.criteria {
        fields.push("criterion");
    }
    if before.testers != after.testers {
        fields.push("testers");
    }
    fields
}

pub(super) fn json_of<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    let at = Row { table: "call", id: 0 };
    serde_json::to_string(value).map_err(|error| at.corrupt(error))
}
