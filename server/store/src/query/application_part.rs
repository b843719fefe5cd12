//! The pages of an application that its call asks for: which version of the questions counts, and the answers in that
//! version (FORM-08). It reads; what people typed is changed by nobody here.

use domain::application::{ApplicationForm, ApplicationState, Part, Reading, Section};
use domain::questionnaire::{Difference, Version, differences};
use sea_orm::ConnectionTrait;

use super::application::Application;
use super::call_form::versions;
use crate::Result;
use domain::value::CallId;

/// The questions an application answers, and what has changed since it was saved last.
pub(crate) struct Asked {
    pub questions: Version,
    pub renewed: Vec<Difference>,
}

/// Moves the answers to the version that counts: the newest one until the application is submitted, afterwards the one that
/// was answered. Every answer goes along.
pub(crate) async fn ask(
    db: &impl ConnectionTrait,
    call: CallId,
    state: ApplicationState,
    form: &mut ApplicationForm,
) -> Result<Asked> {
    let versions = versions(db, call).await?;
    let answered = form.answers.version;
    let find = |number| versions.iter().find(|version| version.number == number);
    let before = find(answered).cloned().unwrap_or_default();
    if !FOLLOWING.contains(&state) {
        let (questions, renewed) = (before, Vec::new());
        return Ok(Asked { questions, renewed });
    }
    form.answers = form.answers.follow(&versions);
    let questions = find(form.answers.version).cloned().unwrap_or_default();
    let renewed = if answered == 0 {
        Vec::new()
    } else {
        differences(&before.form, &questions.form)
    };
    Ok(Asked { questions, renewed })
}

/// States in which a new version of the questions concerns an application. What the office has seen stays comparable.
pub(crate) const FOLLOWING: &[ApplicationState] = &[
    ApplicationState::Draft,
    ApplicationState::AwaitingConsent,
    ApplicationState::AwaitingSignoff,
];

impl Application {
    /// All its pages, in the order of the task list.
    pub fn parts(&self) -> Vec<Part> {
        let own = Section::ALL.iter().copied().map(Part::from);
        own.chain(self.questions.form.sections.iter().map(Part::from)).collect()
    }

    /// The page of an address.
    pub fn part(&self, code: &str) -> Option<Part> {
        self.parts().into_iter().find(|part| part.code() == code)
    }

    /// The page after another one.
    pub fn part_after(&self, part: &Part) -> Option<Part> {
        let mut rest = self.parts().into_iter().skip_while(|other| other != part);
        rest.nth(1)
    }

    /// The page on which a field stands.
    pub fn part_of_field(&self, name: &str) -> Option<Part> {
        self.parts().into_iter().find(|part| part.has_field(name))
    }

    /// Reads what is typed under the rules of the call and with its questions.
    pub fn read(&self) -> Reading {
        self.form.read(&self.call.call, &self.questions.form)
    }
}
