//! `/my/account/notices`: how often notices of each topic are mailed (INS-05).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::notice::{MailPace, Topic};
use domain::user::User;
use leptos::prelude::*;

use super::head;
use crate::component::{Choice, Field, Select};
use crate::document::respond;
use crate::page::FormPairs;
use crate::{Failure, Site, Visit};

/// Shows the form.
///
/// # Errors
/// Leads to the sign-in page; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let user = visit.require_user()?;
    let mut choices = site.store.list_mail_choices(user.id).await?;
    choices.retain(|choice| concerns(user, choice.0));
    let head = head(&visit, visit.text().notice.settings_title, false);
    let shown = visit.clone();
    respond(&site, &visit, head, move || view(&shown, &choices)).await
}

/// Saves the choice. A topic or a pace that is not known is left as it was.
///
/// # Errors
/// As [`get`].
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    visit.require_user()?;
    let choices: Vec<_> = Topic::ALL
        .iter()
        .filter_map(|topic| Some((*topic, MailPace::from_code(pairs.text(topic.code()))?)))
        .collect();
    site.store.choose_mail(&visit.actor, &choices).await?;
    Ok(Redirect::to(&visit.href("/my/account?notices")).into_response())
}

/// Whether somebody can get notices of a topic at all.
fn concerns(user: &User, topic: Topic) -> bool {
    match topic {
        Topic::Secretariat => !user.platform.is_empty(),
        Topic::Application | Topic::Message | Topic::Organisation | Topic::Participation | Topic::Program => {
            !user.memberships.is_empty()
        }
    }
}

fn view(visit: &Visit, choices: &[(Topic, MailPace)]) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().notice);
    let paces: Vec<_> = MailPace::ALL
        .iter()
        .map(|pace| Choice::new(pace.code(), pace.name(lang)))
        .collect();
    let fields = choices
        .iter()
        .map(|(topic, pace)| {
            let field = Field::new(topic.code(), topic.name(lang)).value(pace.code());
            view! { <Select lang field choices=paces.clone() prompt=false /> }
        })
        .collect_view();
    view! {
        <div class="kj-narrow">
            <h1 class="kj-title">{text.settings_title}</h1>
            <p>{text.settings_lead}</p>
            <p>{text.settings_security}</p>
            <form class="kj-form" method="post" action=visit.href("/my/account/notices")>
                {fields}
                <div class="kj-actions">
                    <button class="kj-button" data-tone="primary" type="submit">{text.save}</button>
                    <a class="kj-button" data-tone="outline" href=visit.href("/my/account")>
                        {visit.text().account.cancel}
                    </a>
                </div>
            </form>
        </div>
    }
}
