//! Shows those questions that are asked given the answers so far, by the very rule that the server checks them with
//! (FORM-08). Without it every question stands there with the words when it is asked.

use domain::questionnaire::{Answers, Questionnaire};
use leptos::prelude::*;

/// The id of the element around a question.
pub fn asked_id(key: &str) -> String {
    format!("asked-{key}")
}

/// Watches the form with the id `form`, on which one section of the questions stands; `answers` are those that are stored.
#[island]
pub fn AskedIsland(form: String, section: String, questions: Questionnaire, answers: Answers) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::watch(&form, &section, &questions, &answers));
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, section, questions, answers);
    view! { <span id="asked-state" hidden=true></span> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use domain::questionnaire::{Answers, Questionnaire, Section};
    use wasm_bindgen::JsCast;
    use web_sys::{FormData, HtmlFormElement};

    use super::asked_id;
    use crate::island::dom;

    /// Shows what is asked now, and after every change.
    pub fn watch(form: &str, section: &str, questions: &Questionnaire, stored: &Answers) {
        let Some(form) = dom::by_id(form).and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        let Some(section) = questions.section(section).cloned() else {
            return;
        };
        let (questions, stored, typed) = (questions.clone(), stored.clone(), form.clone());
        let show = move || show(&typed, &section, &questions, stored.clone());
        show();
        dom::listen(&form, "change", move |_| show());
        if let Some(mark) = dom::by_id("asked-state") {
            dom::mark_ready(&mark);
        }
    }

    fn show(form: &HtmlFormElement, section: &Section, questions: &Questionnaire, mut answers: Answers) {
        let Ok(data) = FormData::new_with_form(form) else {
            return;
        };
        let pairs: Vec<(String, String)> = section
            .questions
            .iter()
            .flat_map(|question| {
                let field = question.field();
                let values = data.get_all(&field);
                let values: Vec<_> = values.iter().filter_map(|value| value.as_string()).collect();
                values.into_iter().map(move |value| (field.clone(), value))
            })
            .collect();
        let pairs = pairs.iter().map(|(field, value)| (field.as_str(), value.as_str()));
        answers.replace(section, pairs);
        for question in &section.questions {
            if let Some(element) = dom::by_id(&asked_id(&question.key)) {
                let done = if answers.asks(questions, question) {
                    element.remove_attribute("hidden")
                } else {
                    element.set_attribute("hidden", "")
                };
                // A question that cannot be hidden says itself when it is asked.
                let _ = done;
            }
        }
    }
}
