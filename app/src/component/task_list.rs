//! The sections of a long form with how far each one is, in any order (`ORG-01`, `FORM-11`).

use domain::Lang;
use domain::program::SectionState;
use leptos::prelude::*;

use super::chip::{Chip, ChipLook};
use crate::text::component::ComponentText;

/// A section of the form.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its page; `None` when the visitor cannot open it.
    pub href: Option<String>,
    /// Its name.
    pub name: String,
    /// What is asked there, in one line.
    pub hint: String,
    /// How far it is.
    pub state: SectionState,
}

/// The sections in order.
#[component]
pub fn TaskList(
    /// Language of the page.
    lang: Lang,
    /// The sections.
    tasks: Vec<Task>,
) -> impl IntoView {
    let rows = tasks
        .into_iter()
        .enumerate()
        .map(|(position, task)| {
            let status_id = format!("task-{}-status", position + 1);
            let name = match task.href {
                Some(href) => {
                    let status_id = status_id.clone();
                    view! { <a class="kj-task__link" href=href aria-describedby=status_id>{task.name}</a> }.into_any()
                }
                None => view! { <span>{task.name}</span> }.into_any(),
            };
            view! {
                <li class="kj-task">
                    <span class="kj-task__number" aria-hidden="true">{position + 1}</span>
                    <div class="kj-task__text">
                        {name}
                        <p class="kj-task__hint">{task.hint}</p>
                    </div>
                    <span class="kj-task__status" id=status_id>
                        <Chip look=ChipLook::of_section(task.state, lang) />
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="kj-tasks">{rows}</ol> }
}

/// 「8項目中5項目が完了」 with a bar.
#[component]
pub fn Progress(
    /// Language of the page.
    lang: Lang,
    /// Steps done.
    done: u32,
    /// All steps.
    all: u32,
) -> impl IntoView {
    view! {
        <div class="kj-progress">
            <p class="kj-progress__text" id="progress-text">{(ComponentText::of(lang).progress)(done, all)}</p>
            <progress class="kj-progress__bar" max=all value=done aria-labelledby="progress-text"></progress>
        </div>
    }
}
