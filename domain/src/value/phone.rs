//! A telephone number: what was typed, which is what people see, and the same in E.164 digits for calling. The portal
//! does not know area codes, so it never regroups a number.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problem::ProblemCode;

/// A telephone number, possibly with an extension (内線).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    pub(crate) raw: String,
    pub(crate) e164: String,
    pub(crate) extension: Option<String>,
}

impl Phone {
    /// Reads what was typed; see [`normalise::phone`](crate::normalise::phone).
    ///
    /// # Errors
    ///
    /// `Empty` or `NotAPhone`.
    pub fn parse(typed: &str) -> Result<Self, ProblemCode> {
        crate::normalise::phone(typed)
    }

    /// The number as typed, on one line; also its stored form.
    pub fn as_str(&self) -> &str {
        &self.raw
    }

    /// The number for calling, `+81352531111`.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// The digits of the extension.
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.raw)
    }
}

impl TryFrom<String> for Phone {
    type Error = ProblemCode;

    fn try_from(stored: String) -> Result<Self, ProblemCode> {
        Self::parse(&stored)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.raw
    }
}
