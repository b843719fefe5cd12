//! Values that cannot be wrong: each type is checked once when made, and carries its own storage form and displays.
//! Reading what people type is the work of [`normalise`](crate::normalise); a value only knows its exact form.

mod corporate_number;
mod day;
mod email;
mod era;
mod fiscal_year;
mod id;
mod instant;
mod insurer_number;
mod member_count;
mod month;
mod phone;
mod postcode;
mod quantity;
mod rate;
mod time_of_day;
mod yen;

pub use corporate_number::CorporateNumber;
pub(crate) use day::MONTHS_EN;
pub use day::{Day, Weekday};
pub use email::Email;
pub use era::{Era, EraYear};
pub use fiscal_year::FiscalYear;
pub use id::{
    AddressId, ApplicationId, AssignmentId, BatchId, CallId, ChangeSeq, ConsortiumId, DecisionId, FileId,
    FileVersionId, GrantAssetId, GrantChangeId, GrantId, GrantReportId, IdentityId, InquiryId, InvitationId, NotAnId,
    NoticeId, OrganisationId, ParticipationId, PasskeyId, PlaceId, ProgramId, RegistrationId, ReviewId, SavedSearchId,
    ThreadId, UserId,
};
pub use instant::{Clock, FixedClock, Instant};
pub use insurer_number::InsurerNumber;
pub use member_count::MemberCount;
pub use month::Month;
pub use phone::Phone;
pub use postcode::Postcode;
pub use quantity::Quantity;
pub use rate::Rate;
pub use time_of_day::TimeOfDay;
pub use yen::Yen;

/// Writes a whole number with a comma between groups of three digits.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Stores a value as the text that its `as_str` gives, and checks it again when it is read.
macro_rules! serde_as_text {
    ($value:ident) => {
        impl serde::Serialize for $value {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $value {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let stored = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&stored).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use serde_as_text;

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn 三桁ごとに区切る() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_234_000), "1,234,000");
        assert_eq!(grouped(u64::MAX), "18,446,744,073,709,551,615");
    }
}
