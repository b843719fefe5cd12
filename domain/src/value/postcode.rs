//! A Japanese postcode (郵便番号). Which place it names is not known here.

use std::fmt;

use super::serde_as_text;
use crate::problem::ProblemCode;

/// A postcode of seven digits; shown as `〒100-8916`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

impl Postcode {
    /// Reads a postcode in any width, with or without 〒 and hyphen.
    ///
    /// # Errors
    ///
    /// `Empty` or `NotAPostcode`.
    pub fn parse(typed: &str) -> Result<Self, ProblemCode> {
        crate::normalise::postcode(typed)
    }

    /// Takes exactly seven ASCII digits.
    pub(crate) fn from_digits(digits: &str) -> Option<Self> {
        let is_exact = digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_exact.then(|| Self(digits.to_owned()))
    }

    /// The seven digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "〒{}-{}", &self.0[..3], &self.0[3..])
    }
}

serde_as_text!(Postcode);
