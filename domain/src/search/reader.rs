//! Who searches, as far as the results depend on it.

use crate::code::Visibility;
use crate::participation::Applicant;
use crate::value::OrganisationId;

/// Who searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// How much may be found.
    pub scope: Visibility,
    /// The society for which it is asked what can be joined. Without one, nothing can.
    pub applicant: Option<Applicant>,
    /// The organisation whose programs are no programs to join, because they are its own.
    pub own: Option<OrganisationId>,
}

impl From<Visibility> for Reader {
    fn from(scope: Visibility) -> Self {
        Self {
            scope,
            applicant: None,
            own: None,
        }
    }
}
