//! What the queue shows: a view, filters, an order and columns, all read from the address and written back to it, so that
//! an address shows the same list again (ADM-01).

use domain::application::ApplicationState;
use domain::value::CallId;

use super::column::Column;
use super::{Entry, LIST};
use crate::Visit;
use crate::page::paging::Paging;
use crate::text::intake::IntakeText;

/// A view of the work: its code in the address, its name, and what belongs to it.
pub(super) type View = (
    &'static str,
    fn(&IntakeText) -> &'static str,
    fn(&Visit, &Entry) -> bool,
);

/// All views; the first one is shown unless another is chosen.
pub(super) const VIEWS: &[View] = &[
    (
        "waiting",
        |text| text.waiting,
        |_, one| {
            matches!(
                one.line.state,
                ApplicationState::Submitted | ApplicationState::Resubmitted
            )
        },
    ),
    (
        "mine",
        |text| text.mine,
        |visit, one| {
            let own = visit.user().map(|user| user.id);
            own.is_some() && one.line.desk.officer.as_ref().map(|(id, _)| *id) == own
        },
    ),
    (
        "checking",
        |text| text.checking,
        |_, one| one.line.state == ApplicationState::FormalCheck,
    ),
    (
        "returned",
        |text| text.returned,
        |_, one| one.line.state == ApplicationState::Returned,
    ),
    ("late", |text| text.late, |visit, one| one.is_late(visit.today)),
    (
        "reviewing",
        |text| text.reviewing,
        |_, one| one.line.state == ApplicationState::InReview,
    ),
    (
        "scored",
        |text| text.scored,
        |_, one| one.line.state == ApplicationState::Scored,
    ),
    ("all", |text| text.all, |_, _| true),
];

/// The orders, as in the address; the first one is that of waiting.
pub(super) const SORTS: &[&str] = &["submitted", "number", "lead", "answer-by"];

/// Longest search, in letters.
const WORDS: usize = 100;

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Queue {
    /// Place in [`VIEWS`].
    pub view: usize,
    pub call: Option<CallId>,
    pub state: Option<ApplicationState>,
    /// Part of a number, a title or the name of a lead society.
    pub words: String,
    /// One of [`SORTS`].
    pub sort: &'static str,
    pub columns: Vec<Column>,
}

impl Queue {
    /// Reads the query part of the address; what is not understood is ignored.
    pub fn of(query: &str) -> Self {
        let mut queue = Self::of_view(0);
        let mut columns = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "view" => queue.view = VIEWS.iter().position(|(code, ..)| *code == value).unwrap_or(0),
                "call" => queue.call = value.parse().ok(),
                "state" => queue.state = ApplicationState::from_code(&value),
                "q" => queue.words = domain::normalise::single_line(&value).chars().take(WORDS).collect(),
                "sort" => queue.sort = SORTS.iter().find(|code| **code == value).copied().unwrap_or(queue.sort),
                "columns" => columns.extend(value.split(',').map(str::to_owned)),
                _ => {}
            }
        }
        let chosen = Column::ALL
            .iter()
            .copied()
            .filter(|column| columns.iter().any(|code| code == column.code()));
        let chosen: Vec<_> = chosen.collect();
        if !chosen.is_empty() {
            queue.columns = chosen;
        }
        queue
    }

    /// A view without filters, with the usual columns.
    pub fn of_view(view: usize) -> Self {
        Self {
            view,
            call: None,
            state: None,
            words: String::new(),
            sort: "submitted",
            columns: Column::STANDARD.to_vec(),
        }
    }

    /// Another view with the same columns and no filters.
    pub fn with_view(&self, view: usize) -> Self {
        Self {
            columns: self.columns.clone(),
            ..Self::of_view(view)
        }
    }

    /// The query of an address that shows this; empty for the usual list.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some((code, ..)) = VIEWS.get(self.view).filter(|_| self.view > 0) {
            query.append_pair("view", code);
        }
        if let Some(call) = self.call {
            query.append_pair("call", &call.to_string());
        }
        if let Some(state) = self.state {
            query.append_pair("state", state.code());
        }
        if !self.words.is_empty() {
            query.append_pair("q", &self.words);
        }
        if SORTS.first() != Some(&self.sort) {
            query.append_pair("sort", self.sort);
        }
        if self.columns != Column::STANDARD {
            let codes: Vec<_> = self.columns.iter().map(|column| column.code()).collect();
            query.append_pair("columns", &codes.join(","));
        }
        query.finish()
    }

    /// Whether titles are looked at.
    pub fn is_search(&self) -> bool {
        !self.words.is_empty()
    }

    /// An address that shows this, below the queue's own or one of its files.
    pub fn href(&self, visit: &Visit, path: &str) -> String {
        visit.href(&address(path, &self.query()))
    }

    /// The address of a page of it.
    pub fn page_href(&self, visit: &Visit, page: u32) -> String {
        visit.href(&address(LIST, &self.page_query(page)))
    }

    /// The same for a page of it.
    fn page_query(&self, page: u32) -> String {
        let mut query = form_urlencoded::Serializer::new(self.query());
        query.extend_pairs(Paging::parameter(page));
        query.finish()
    }

    /// Those that are asked for, in order. They come in the order in which they wait.
    pub fn apply<'a>(&self, visit: &Visit, found: &'a [Entry]) -> Vec<&'a Entry> {
        let belongs = VIEWS.get(self.view).map(|(.., belongs)| *belongs);
        let mut shown: Vec<_> = found
            .iter()
            .filter(|one| belongs.is_none_or(|belongs| belongs(visit, one)) && self.fits(one))
            .collect();
        match self.sort {
            "number" => shown.sort_by(|one, other| one.line.number.cmp(&other.line.number)),
            "lead" => shown.sort_by_cached_key(|one| one.line.lead_name.clone()),
            "answer-by" => shown.sort_by_key(|one| (one.answer_by().is_none(), one.answer_by())),
            _ => {}
        }
        shown
    }

    fn fits(&self, one: &Entry) -> bool {
        let wanted = self.words.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&wanted);
        self.call.is_none_or(|call| one.line.call == call)
            && self.state.is_none_or(|state| one.line.state == state)
            && (wanted.is_empty() || has(&one.detail.title) || has(&one.line.lead_name) || has(&one.line.number))
    }
}

fn address(path: &str, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}{mark}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 住所は同じ一覧を表す() {
        for query in [
            "",
            "view=late",
            "view=mine&call=3&state=returned&q=%E5%81%A5%E4%BF%9D&sort=lead&columns=number%2Cage",
            "columns=updated",
        ] {
            let queue = Queue::of(query);
            assert_eq!(queue.query(), query);
            assert_eq!(Queue::of(&queue.query()), queue);
            assert_eq!(queue.page_query(1), query);
            assert_eq!(Queue::of(&queue.page_query(3)), queue);
            assert!(queue.page_query(3).ends_with("page=3"));
        }
    }

    #[test]
    fn 知らない値は無視し列はいつも同じ順に並ぶ() {
        assert_eq!(
            Queue::of("view=x&call=x&state=x&sort=x&columns=x&y=1"),
            Queue::of_view(0)
        );
        let ticked = Queue::of("columns=age&columns=number&columns=age");
        assert_eq!(ticked.columns, [Column::Number, Column::Age]);
        assert_eq!(ticked.query(), "columns=number%2Cage");
        assert_eq!(ticked.with_view(1).columns, ticked.columns);
        let standard: Vec<_> = Column::STANDARD.iter().map(|column| column.code()).collect();
        assert_eq!(Queue::of(&format!("columns={}", standard.join(","))).query(), "");
        let words = "あ".repeat(300);
        assert_eq!(Queue::of(&format!("q={words}")).words.chars().count(), WORDS);
    }
}
