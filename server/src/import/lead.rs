//! Finds the lead society that a row names, by number or by name, and remembers it: files name the same few societies
//! again and again.

use std::collections::HashMap;

use domain::ProblemCode;
use domain::insurer::Insurer;
use domain::value::{InsurerNumber, OrganisationId};
use store::{Store, StoreError};

/// A society as far as an import needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadSociety {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

impl From<Insurer> for LeadSociety {
    fn from(insurer: Insurer) -> Self {
        Self {
            id: insurer.id,
            name: insurer.facts.name,
        }
    }
}

/// What has been looked up so far.
#[derive(Debug, Default)]
pub struct LeadBook {
    known: HashMap<String, Result<LeadSociety, ProblemCode>>,
}

impl LeadBook {
    /// The society of a number or name; the problem when there is none or more than one.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn find(&mut self, store: &Store, written: &str) -> Result<Result<LeadSociety, ProblemCode>, StoreError> {
        if let Some(known) = self.known.get(written) {
            return Ok(known.clone());
        }
        let found = look_up(store, written).await?;
        self.known.insert(written.to_owned(), found.clone());
        Ok(found)
    }
}

async fn look_up(store: &Store, written: &str) -> Result<Result<LeadSociety, ProblemCode>, StoreError> {
    if written.is_empty() {
        return Ok(Err(ProblemCode::Empty));
    }
    let number = match InsurerNumber::parse(written) {
        Ok(number) => Some(number),
        // A spreadsheet has cut the leading zero off; whether the number is right shows when it is looked up.
        Err(ProblemCode::Ambiguous { candidates }) => candidates
            .first()
            .and_then(|candidate| InsurerNumber::parse(candidate).ok()),
        Err(_) => None,
    };
    if let Some(number) = number {
        let found = store.find_insurer_by_number(&number).await?;
        return Ok(found.map(LeadSociety::from).ok_or(ProblemCode::NotFound));
    }
    let mut named = store.find_insurers_by_name(written).await?;
    Ok(match (named.pop(), named.is_empty()) {
        (None, _) => Err(ProblemCode::NotFound),
        (Some(only), true) => Ok(only.into()),
        (Some(last), false) => {
            named.push(last);
            let mut candidates: Vec<_> = named.iter().map(|insurer| insurer.facts.number.to_string()).collect();
            candidates.sort();
            Err(ProblemCode::Ambiguous { candidates })
        }
    })
}
