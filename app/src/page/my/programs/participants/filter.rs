//! Which participations are listed, and in which order; read from the address.

use domain::participation::ParticipationState;
use store::Participation;

/// The orders, as in the address.
pub(super) const SORTS: &[&str] = &["asked", "name", "members", "state"];

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub state: Option<ParticipationState>,
    /// One of [`SORTS`]; the first unless chosen.
    pub sort: String,
}

impl Filter {
    /// Reads the query part of the address; what is not understood is ignored.
    pub fn of(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "state" => filter.state = ParticipationState::from_code(&value),
                "sort" if SORTS.contains(&&*value) => filter.sort = value.into_owned(),
                _ => {}
            }
        }
        filter
    }

    /// Those that are asked for, in order. They come in the order of their requests.
    pub fn apply(&self, mut found: Vec<Participation>) -> Vec<Participation> {
        found.retain(|one| self.state.is_none_or(|state| one.state == state));
        match self.sort.as_str() {
            "name" => found.sort_by(|one, other| one.society.kana.cmp(&other.society.kana)),
            "members" => found.sort_by_key(|one| std::cmp::Reverse(one.society.members)),
            "state" => found.sort_by_key(|one| one.state),
            _ => {}
        }
        found
    }

    /// The query of an address with this filter, `?` included; empty for the usual list.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(state) = self.state {
            query.append_pair("state", state.code());
        }
        if !self.sort.is_empty() {
            query.append_pair("sort", &self.sort);
        }
        let query = query.finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }
}
