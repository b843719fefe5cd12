//! A 参考事例 from an adopted application: what other insurers can learn from, taken from what was submitted. It is a draft with
//! gaps; what an application does not say, its organiser fills in.

use super::ProgramForm;
use crate::application::SubmittedApplication;
use crate::code::{ListingKind, SubsidyUse};
use crate::lang::Lang;

/// Fields that are the same text in both, with the field of the application.
const TEXTS: &[(&str, &str)] = &[
    ("problem", "background"),
    ("purpose", "purpose"),
    ("content", "content"),
    ("target_note", "targets"),
    ("structure", "structure"),
];

impl ProgramForm {
    /// A draft of a 参考事例. Texts that are too long for a listing stay whole; the form says what to shorten.
    #[must_use]
    pub fn of_submission(submitted: &SubmittedApplication) -> Self {
        let plan = &submitted.form.plan;
        let mut form = Self {
            title: submitted.content.plan.title.clone(),
            kind: ListingKind::Reference.code().to_owned(),
            period_from: submitted.content.plan.period.0.iso(),
            period_to: submitted.content.plan.period.1.iso(),
            joined: submitted.composition.present().count().to_string(),
            subsidy: SubsidyUse::Adopted.code().to_owned(),
            subsidy_note: format!("{} {}", submitted.year.name(Lang::Ja), submitted.call_title),
            contact_org: submitted
                .composition
                .lead()
                .map(|lead| lead.name.clone())
                .unwrap_or_default(),
            ..Self::default()
        };
        let fields: Vec<_> = TEXTS.iter().map(|(field, _)| *field).collect();
        form.replace(&fields, TEXTS.iter().map(|(field, source)| (*field, plan.text(source))));
        form
    }
}
