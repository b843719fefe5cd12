//! A search as somebody asks for it: the request of the address, and the society for which it is asked what can be joined.

use domain::search::{Ignored, Reader, SearchRequest};

use crate::page::joining::{Acting, acting_insurer};
use crate::{Failure, Site, Visit};

/// What the address asks, and for whom.
#[derive(Clone)]
pub(super) struct Asked {
    /// The request; without the filter that needs a society when there is none.
    pub request: SearchRequest,
    /// What had no effect.
    pub ignored: Vec<Ignored>,
    /// The insurer for which the visitor acts.
    pub acting: Option<Acting>,
}

impl Asked {
    /// Reads the address of a visit.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(site: &Site, visit: &Visit) -> Result<Self, Failure> {
        let (mut request, mut ignored) = SearchRequest::from_query(&visit.query);
        let acting = acting_insurer(site, visit).await?;
        if request.fit && acting.is_none() {
            request.fit = false;
            ignored.push(Ignored {
                name: "fit".to_owned(),
                value: "1".to_owned(),
            });
        }
        Ok(Self {
            request,
            ignored,
            acting,
        })
    }

    /// Who searches.
    pub fn reader(&self, visit: &Visit) -> Reader {
        Reader {
            scope: visit.actor.search_scope(),
            applicant: self.acting.as_ref().map(|acting| acting.facts),
            own: self.acting.as_ref().map(|acting| acting.id),
        }
    }
}
