//! What the pages for a new password share: its field, its check and the sentence for what is wrong with it.

use domain::password::{Flaw, check};
use leptos::prelude::*;

use crate::component::{Field, InputKind, InputWidth, TextInput};
use crate::island::reveal::RevealIsland;
use crate::text::account::AccountText;
use crate::{Failure, Visit, password};

/// Name of the field.
pub const FIELD: &str = "new-password";

/// The hash of a password that may be used, or the sentence for what is wrong with it. `about` is what an attacker knows
/// of the person. Judging takes milliseconds of computing, so it is done beside the requests.
///
/// # Errors
/// When the system has no randomness.
pub async fn accept(
    text: &'static AccountText,
    typed: &str,
    about: Vec<String>,
) -> Result<Result<String, &'static str>, Failure> {
    let judged = typed.to_owned();
    let checked = tokio::task::spawn_blocking(move || check(&judged, &about));
    let checked = checked.await.map_err(|error| Failure::fault(error.to_string()))?;
    if let Err(flaw) = checked {
        return Ok(Err(sentence(text, flaw)));
    }
    let hash = password::hash(typed.to_owned()).await;
    hash.map(Ok).map_err(|error| Failure::fault(error.to_string()))
}

fn sentence(text: &'static AccountText, flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Empty => text.password_empty,
        Flaw::TooShort => text.password_short,
        Flaw::TooLong { .. } => text.password_long,
        Flaw::Guessable => text.password_guessable,
    }
}

/// The field, with the name of the account before it for password managers.
pub fn view(visit: &Visit, email: &str, error: Option<&'static str>) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().account);
    let field = Field::new(FIELD, text.new_password)
        .hint(text.new_password_hint)
        .error(error.map(str::to_owned));
    view! {
        // Hidden from people, not from password managers, which pass over fields of type `hidden`.
        <input type="text" name="username" autocomplete="username" value=email.to_owned() readonly=true hidden=true />
        <TextInput
            lang
            field
            kind=InputKind::Password
            width=InputWidth::Full
            autocomplete="new-password"
        />
        <RevealIsland
            input=FIELD.to_owned()
            show=text.show_password.to_owned()
            hide=text.hide_password.to_owned()
        />
    }
}
