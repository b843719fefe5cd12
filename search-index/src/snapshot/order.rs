//! The orders of results. Each is worked out once per generation, that by deadline once per day; programs that tie are
//! newest first, as slots are.

use std::cmp::Reverse;
use std::sync::OnceLock;

use domain::code::RecruitStatus;
use domain::search::Sort;
use domain::value::Day;

use crate::row::Row;

use super::{Bits, Snapshot};

/// All slots in an order, and the rank of each slot.
pub struct Order {
    slots: Vec<u32>,
    ranks: Vec<u32>,
}

/// The orders that do not depend on the day, each worked out when first asked for.
#[derive(Default)]
pub struct Orders {
    new: OnceLock<Order>,
    updated: OnceLock<Order>,
    members: OnceLock<Order>,
    places: OnceLock<Order>,
    name: OnceLock<Order>,
}

impl Order {
    fn by<K: Ord>(snapshot: &Snapshot, key: impl Fn(&Row) -> K) -> Self {
        let mut keyed: Vec<(K, u32)> = snapshot
            .rows
            .iter()
            .zip(0..)
            .map(|(row, slot)| (key(row), slot))
            .collect();
        keyed.sort_unstable();
        let slots: Vec<u32> = keyed.into_iter().map(|(_, slot)| slot).collect();
        let mut ranks = vec![0; slots.len()];
        for (slot, rank) in slots.iter().zip(0..) {
            ranks[*slot as usize] = rank;
        }
        Self { slots, ranks }
    }

    /// A stretch of these programs in this order.
    fn pick(&self, programs: &Bits, total: usize, skip: usize, take: usize) -> Vec<usize> {
        // With many programs the stretch is found soon by walking the order itself.
        if total * 8 > self.slots.len() && take < total {
            let found = self
                .slots
                .iter()
                .map(|slot| *slot as usize)
                .filter(|slot| programs.contains(*slot));
            return found.skip(skip).take(take).collect();
        }
        let mut ranks: Vec<u32> = programs
            .iter()
            .filter_map(|slot| self.ranks.get(slot).copied())
            .collect();
        ranks.sort_unstable();
        let ranks = ranks.into_iter().skip(skip).take(take);
        ranks
            .filter_map(|rank| self.slots.get(rank as usize).map(|slot| *slot as usize))
            .collect()
    }
}

impl Snapshot {
    /// A stretch of these programs in any order but relevance.
    pub fn pick(&self, sort: Sort, programs: &Bits, total: usize, skip: usize, take: usize, today: Day) -> Vec<usize> {
        let orders = &self.orders;
        let order = match sort {
            Sort::Relevance | Sort::New => orders.new.get_or_init(|| Order::by(self, |row| Reverse(row.published))),
            Sort::Updated => orders
                .updated
                .get_or_init(|| Order::by(self, |row| Reverse(row.updated))),
            Sort::Members => orders
                .members
                .get_or_init(|| Order::by(self, |row| Reverse(row.joined))),
            Sort::Places => orders.places.get_or_init(|| Order::by(self, |row| Reverse(row.places))),
            Sort::Name => orders.name.get_or_init(|| {
                // The title itself parts those that sound alike.
                Order::by(self, |row| (row.title_sound.clone(), row.title.clone()))
            }),
            Sort::Deadline => {
                let day = self.on(today);
                let order = day
                    .deadline
                    .get_or_init(|| Order::by(self, |row| by_deadline(row, today)));
                return order.pick(programs, total, skip, take);
            }
        };
        order.pick(programs, total, skip, take)
    }
}

/// Open ones by deadline, coming ones by start, the rest newest first.
fn by_deadline(row: &Row, today: Day) -> (u8, i64) {
    let window = row.window();
    let day_or_last = |day: Option<Day>| day.map_or(i64::MAX, Day::days_since_epoch);
    if window.is(RecruitStatus::Open, today) {
        (0, day_or_last(window.to))
    } else if window.is(RecruitStatus::Upcoming, today) {
        (1, day_or_last(window.from))
    } else {
        (2, -row.published)
    }
}
