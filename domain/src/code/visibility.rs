//! Who may see a listing, or its list of participants (公開範囲). The permission table decides with these values.

use super::code_list;

code_list! {
    /// The circle of people who may see something, widest first.
    pub enum Visibility {
        Public = "public", "公開", "Public", ["一般公開"];
        Insurers = "insurers", "保険者のみ", "Insurers only", ["保険者限定"];
        Participants = "participants", "参加組合のみ", "Participants only", ["参加組合限定", "参加者のみ"];
    }
}

/// Who may see the names of the participating insurers (参加組合名の公開): the same circles.
pub type MembersVisibility = Visibility;
