//! What speaks for a program whatever was asked: that one can still join, and that its text is recent. Gentle on
//! purpose: all of it together is less than what one more matching word counts.

use domain::code::RecruitStatus;
use domain::value::Day;

use crate::row::Row;

/// Recruiting today.
const OPEN: f32 = 0.6;
/// Recruiting later.
const UPCOMING: f32 = 0.3;
/// Changed today; half of it after [`HALF_LIFE`].
const FRESH: f32 = 0.4;
/// In days.
const HALF_LIFE: f32 = 120.0;
/// Milliseconds.
const DAY: i64 = 86_400_000;

/// The sum of both signals.
pub fn of(row: &Row, today: Day) -> f32 {
    recruiting(row, today) + freshness(row, today)
}

/// What recruiting adds.
pub fn recruiting(row: &Row, today: Day) -> f32 {
    let window = row.window();
    if window.is(RecruitStatus::Open, today) {
        OPEN
    } else if window.is(RecruitStatus::Upcoming, today) {
        UPCOMING
    } else {
        0.0
    }
}

/// What a recent change adds.
pub fn freshness(row: &Row, today: Day) -> f32 {
    let age = (today.days_since_epoch() - row.updated.div_euclid(DAY)).max(0);
    FRESH * (-(age as f32) / HALF_LIFE).exp2()
}
