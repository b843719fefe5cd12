//! The real clock. Everything that needs the time gets a [`Clock`], so that tests can stop it; only this file asks the
//! machine.

use domain::value::{Clock, Instant};

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::from_millis(jiff::Timestamp::now().as_millisecond())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 時計は進む() {
        let first = SystemClock.now();
        assert!(first.millis_until(SystemClock.now()) >= 0);
        assert!(SystemClock.today().year() >= 2026);
    }
}
