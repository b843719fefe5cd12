//! Saving one section of an application. A save is safe when nobody has changed that section since it was shown; other
//! sections do not matter (FORM-09). Nothing that is typed is refused.

use domain::application::{ApplicationForm, Part};
use domain::audit::Deed;
use domain::permit::{Action, Actor};
use domain::questionnaire::FIELD;
use domain::value::ApplicationId;
use sea_orm::ActiveValue::Set;
use sha2::{Digest as _, Sha256};

use super::load::{json, load, update};
use super::start::cleaned;
use crate::entity::application;
use crate::query::form_versions;
use crate::{Change, Refusal, Store};

/// What a save came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedSection {
    /// It is stored.
    Stored,
    /// Somebody else has changed the section since it was shown; nothing was written.
    Changed,
}

impl Store {
    /// Saves a section of `form`; the other sections stay as stored. `base` is the fingerprint of the section as it was
    /// shown. Saving what is stored already always succeeds and changes nothing, so that a save can be sent twice.
    ///
    /// Answers to an earlier version of the questions are taken whatever the fingerprint says, and follow to the present one.
    ///
    /// A save that the browser makes by itself (`silent`) is told to the audit log with the next one that a person asks for.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `NotNow` when the application cannot be edited.
    pub async fn save_application(
        &self,
        actor: &Actor,
        id: ApplicationId,
        (part, base): (impl Into<Part> + Send, &str),
        form: &ApplicationForm,
        silent: bool,
    ) -> Result<SavedSection, Refusal> {
        let part = part.into();
        let mut write = self.begin().await?;
        let found = load(&write, actor, Action::EditApplication, id).await?;
        if !found.whole.state.is_editable() {
            return Err(Refusal::NotNow);
        }
        let mut saved = found.whole.form.clone();
        let form = cleaned(form);
        let late = matches!(part, Part::Questions(_)) && form.answers.version != saved.answers.version;
        if late {
            // The questions were renewed while somebody was answering them: what was typed moves along like everything else.
            let mut typed = form.answers.clone();
            typed.aside.clear();
            typed.given.retain(|key, _| part.has_field(&format!("{FIELD}{key}")));
            let versions = form_versions(write.tx(), found.whole.call.id).await?;
            saved.answers.take_late(typed.follow(&versions));
        } else {
            saved.take(&part, &form);
        }
        let learnt = if silent {
            Change::none()
        } else {
            found.unrecorded(&saved)
        };
        let same = saved == found.whole.form;
        if same && learnt == Change::none() {
            return Ok(SavedSection::Stored);
        }
        if !same && !late && base != section_fingerprint(&found.whole.form, &part) {
            return Ok(SavedSection::Changed);
        }
        let recorded = match (silent, &found.recorded) {
            (false, _) => None,
            // From now on the draft is ahead of what the log knows.
            (true, Some(known)) => Some(json(known)?),
            (true, None) => Some(json(&found.whole.form)?),
        };
        let change = application::ActiveModel {
            draft: Set(json(&saved)?),
            recorded: Set(recorded),
            ..Default::default()
        };
        update(&write, &found.whole, change).await?;
        if learnt != Change::none() {
            write
                .record(actor, Deed::ApplicationSaved, found.matter(), learnt)
                .await?;
        }
        write.commit().await?;
        Ok(SavedSection::Stored)
    }
}

/// Tells whether a section has changed since it was shown.
pub fn section_fingerprint(form: &ApplicationForm, part: impl Into<Part>) -> String {
    let mut hash = Sha256::new();
    for (name, value) in form.pairs(part) {
        for part in [name, value] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    let digest = hash.finalize();
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
