//! Which part of a long list a page shows: `page` in the address, from 1. A number beyond the end shows the end, so that a link
//! from before the list became shorter still leads somewhere.

use std::ops::Range;

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The page shown, from 1.
    pub current: u32,
    /// The last page, at least 1.
    pub last: u32,
    total: usize,
    size: usize,
}

impl Paging {
    /// The page that an address asks for, of a list of so many with so many on each page.
    pub fn of(query: &str, total: usize, size: usize) -> Self {
        let typed = form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "page")
            .and_then(|(_, value)| value.parse::<u32>().ok());
        let size = size.max(1);
        let last = u32::try_from(total.div_ceil(size)).unwrap_or(u32::MAX).max(1);
        Self {
            current: typed.unwrap_or(1).clamp(1, last),
            last,
            total,
            size,
        }
    }

    /// Places of the list that the page shows, from 0.
    pub fn range(&self) -> Range<usize> {
        let first = (self.current as usize - 1).saturating_mul(self.size).min(self.total);
        first..first.saturating_add(self.size).min(self.total)
    }

    /// The page on which a place of the list is shown, from 0.
    pub fn page_of(&self, place: usize) -> u32 {
        u32::try_from(place / self.size + 1).unwrap_or(u32::MAX).min(self.last)
    }

    /// What stands in an address for a page: nothing for the first.
    pub fn parameter(page: u32) -> Option<(&'static str, String)> {
        (page > 1).then(|| ("page", page.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ページは一覧の外に出ない() {
        let page = |query: &str, total| Paging::of(query, total, 50);
        assert_eq!((page("", 0).range(), page("", 0).last), (0..0, 1));
        assert_eq!((page("", 50).range(), page("", 50).last), (0..50, 1));
        assert_eq!(page("view=all&page=2", 51).range(), 50..51);
        assert_eq!(page("page=9", 120).range(), 100..120);
        for typed in ["page=0", "page=-1", "page=x", "page=99999999999"] {
            assert_eq!(page(typed, 120).range(), 0..50, "{typed}");
        }
        let all = page("", 120);
        assert_eq!(
            (all.page_of(0), all.page_of(49), all.page_of(50), all.page_of(119)),
            (1, 1, 2, 3)
        );
        for at in 1..=all.last {
            let shown = page(&format!("page={at}"), 120);
            assert!(shown.range().all(|place| all.page_of(place) == at));
        }
    }
}
