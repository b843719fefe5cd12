//! What a listing is for (掲載区分): an offer to join, a search for partners, or an example to learn from.

use super::code_list;

code_list! {
    /// The purpose of a listing.
    pub enum ListingKind {
        Recruit = "recruit", "参加者募集", "Open to participants", ["参加募集", "参加組合募集", "募集"];
        Partner = "partner", "仲間募集", "Looking for partners", ["仲間募集（企画段階）", "企画段階", "仲間さがし"];
        Reference = "reference", "参考事例", "Reference example", ["事例", "好事例"];
    }
}

impl ListingKind {
    /// Whether listings of this kind have a recruiting period.
    pub const fn recruits(self) -> bool {
        matches!(self, Self::Recruit | Self::Partner)
    }
}
