//! The steps of a test run with their outcome and time, shown as headings on the way and as a table at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::console::say;

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// A step it builds on had failed.
    NotRun,
}

struct Step {
    name: String,
    outcome: Outcome,
    took: Duration,
}

/// The steps so far.
pub struct Report {
    started: Instant,
    steps: Vec<Step>,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            started: Instant::now(),
            steps: Vec::new(),
        }
    }
}

impl Report {
    /// Runs a step. Returns its value, or nothing if it failed, after showing why.
    pub fn step<T>(&mut self, name: &str, run: impl FnOnce() -> Result<T>) -> Option<T> {
        say(&format!("\n== {name} (at {} s)", self.started.elapsed().as_secs()));
        let started = Instant::now();
        let result = run();
        let outcome = if result.is_ok() {
            Outcome::Passed
        } else {
            Outcome::Failed
        };
        self.record(name, outcome, started.elapsed());
        result
            .inspect_err(|error| say(&format!("{name} failed: {error:#}")))
            .ok()
    }

    /// Runs a step that needs results of others, unless one of them is missing.
    pub fn step_after<N, T>(&mut self, name: &str, needed: Option<N>, run: impl FnOnce(N) -> Result<T>) -> Option<T> {
        if let Some(needed) = needed {
            return self.step(name, || run(needed));
        }
        say(&format!("\n== {name}: not run, a step it needs has failed"));
        self.record(name, Outcome::NotRun, Duration::ZERO);
        None
    }

    /// Shows the table and the count. Fails unless every step passed.
    pub fn finish(self) -> Result<()> {
        say(&format!("\n{}", self.table()));
        let passed = self.count(Outcome::Passed);
        let failed = self.steps.len() - passed;
        say(&format!("{passed} passed, {failed} failed"));
        if failed > 0 {
            bail!("{failed} of {} steps did not pass", self.steps.len());
        }
        Ok(())
    }

    fn record(&mut self, name: &str, outcome: Outcome, took: Duration) {
        self.steps.push(Step {
            name: name.to_owned(),
            outcome,
            took,
        });
    }

    fn count(&self, outcome: Outcome) -> usize {
        let same = self.steps.iter().filter(|step| step.outcome == outcome);
        same.count()
    }

    fn table(&self) -> String {
        let mut table = String::new();
        for step in &self.steps {
            let outcome = match step.outcome {
                Outcome::Passed => "passed",
                Outcome::Failed => "FAILED",
                Outcome::NotRun => "not run",
            };
            let seconds = step.took.as_secs_f32();
            table.push_str(&format!("{:<40} {outcome:<8} {seconds:>8.1} s\n", step.name));
        }
        let total = self.started.elapsed().as_secs_f32();
        table.push_str(&format!("{:<49} {total:>8.1} s\n", "total"));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_in_which_every_step_passes_succeeds() {
        let mut report = Report::default();
        let value = report.step("one", || Ok(1));
        assert_eq!(report.step_after("two", value, |one| Ok(one + 1)), Some(2));
        assert!(report.finish().is_ok());
    }

    #[test]
    fn a_failed_step_leaves_out_what_needs_it_and_runs_the_rest() {
        let mut report = Report::default();
        let broken: Option<u8> = report.step("broken", || bail!("no"));
        let mut ran = false;
        report.step_after("needs it", broken, |_| {
            ran = true;
            Ok(())
        });
        assert!(!ran);
        assert_eq!(report.step("independent", || Ok(3)), Some(3));
        assert_eq!(report.count(Outcome::NotRun), 1);
        assert!(report.table().contains("FAILED"));
        assert!(report.finish().is_err());
    }
}
