//! Times of many calls, and how they are told. Wall-clock, because only the system knows more exactly what a thread has
//! computed, and asking it takes longer than a search.

use std::time::{Duration, Instant};

/// Times of single calls.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Calls once and notes how long it took.
    pub fn take<T>(&mut self, call: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let result = std::hint::black_box(call());
        self.note(started.elapsed());
        result
    }

    /// Notes a time that was taken elsewhere.
    pub fn note(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that so many per cent of the calls did not exceed, in microseconds.
    pub fn quantile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let position = (sorted.len().saturating_sub(1) * percent + 50) / 100;
        sorted.get(position).map_or(0.0, |time| time.as_secs_f64() * 1e6)
    }

    /// How many calls were noted.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The median, in microseconds.
    pub fn median(&self) -> f64 {
        self.quantile(50)
    }

    /// A line of a table: name, median, nine tenths, number of calls.
    pub fn line(&self, name: &str) -> String {
        let (median, most) = (self.median(), self.quantile(90));
        format!("{} {median:>10.1} {most:>10.1} {:>7}", padded(name), self.0.len())
    }
}

/// The head of a table of [`Times::line`].
pub fn head(what: &str) -> String {
    format!("{} {:>10} {:>10} {:>7}", padded(what), "median us", "p90 us", "calls")
}

/// A first column, with Japanese characters counted as two places.
fn padded(name: &str) -> String {
    const PLACES: usize = 38;
    let wide = name.chars().filter(|c| !c.is_ascii()).count();
    format!(
        "{name}{}",
        " ".repeat(PLACES.saturating_sub(name.chars().count() + wide))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 中央値と九割() {
        let mut times = Times::default();
        assert!(times.median() < f64::EPSILON);
        (1..=11).for_each(|micros| times.note(Duration::from_micros(micros)));
        assert!((times.median() - 6.0).abs() < 1e-9);
        assert!((times.quantile(90) - 10.0).abs() < 1e-9);
        assert_eq!(times.take(|| 5), 5);
    }
}
