//! What the pages of joining share: whether a society fits, the history both sides read, and the controls of the forms.
//! It loads little and decides nothing.

pub mod fit;

mod control;
mod fact;
mod timeline;

use domain::participation::Applicant;
use domain::value::OrganisationId;

pub use control::{control, summary};
pub use fact::{consent_facts, request_facts, state_chip};
pub use timeline::timeline;

use crate::{Failure, Site, Visit};

/// The insurer for which the visitor acts.
#[derive(Clone)]
pub struct Acting {
    /// Its id.
    pub id: OrganisationId,
    /// 名称.
    pub name: String,
    /// What conditions are held against.
    pub facts: Applicant,
}

/// The organisation for which the visitor acts, if it is an insurer.
///
/// # Errors
/// When the database fails.
pub async fn acting_insurer(site: &Site, visit: &Visit) -> Result<Option<Acting>, Failure> {
    let Some(place) = visit.acting() else { return Ok(None) };
    let found = site.store.find_organisation(place.organisation).await?;
    Ok(found.filter(|it| it.kind.is_insurer()).map(|it| Acting {
        id: it.id,
        name: it.profile.name.clone(),
        facts: Applicant::from(&it),
    }))
}
