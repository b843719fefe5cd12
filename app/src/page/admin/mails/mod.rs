//! `/admin/mails` and below: what has become of the portal's mails. What they say is shown only while they are written
//! into a folder on somebody's own machine instead of being sent.

pub mod list;
pub mod mail;
pub mod preview;

use domain::permit::{Action, Subject};
use store::{MailLine, MailState};

use crate::text::mails::MailsText;
use crate::{Failure, Site, Visit};

/// Refuses whoever may not see mails.
fn require(visit: &Visit) -> Result<(), Failure> {
    visit.require_user()?;
    if visit.may(Action::ManageMails, Subject::Portal) {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// The mail of an address.
async fn get_mail(site: &Site, id: &str) -> Result<MailLine, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    site.store.find_mail(id).await?.ok_or(Failure::NotFound)
}

/// The state in words.
fn state(text: &MailsText, state: MailState) -> &'static str {
    let [waiting, sent, failed] = text.states;
    match state {
        MailState::Waiting => waiting,
        MailState::Sent => sent,
        MailState::Failed => failed,
    }
}
