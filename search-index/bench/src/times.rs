//! Times of single calls, by the clock and by the processor: on a busy machine only the latter can be compared.

use std::time::Instant;

/// Milliseconds of calls.
#[derive(Default)]
pub struct Times {
    clock: Vec<f64>,
    cpu: f64,
}

/// Milliseconds a thread has computed; the present one without a path.
pub fn computed(schedstat: &str) -> f64 {
    let told = std::fs::read_to_string(schedstat).unwrap_or_default();
    let nanoseconds: f64 = told.split(' ').next().and_then(|text| text.parse().ok()).unwrap_or(0.0);
    nanoseconds / 1e6
}

/// Where the system tells what the present thread has computed.
pub const THIS_THREAD: &str = "/proc/thread-self/schedstat";

/// Resident memory of this process, in megabytes.
pub fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

impl Times {
    /// Calls once; `cpu` says what has been computed so far.
    pub fn take<S: ?Sized>(&mut self, state: &mut S, cpu: impl Fn(&S) -> f64, call: impl FnOnce(&mut S)) {
        let before = cpu(state);
        let started = Instant::now();
        call(state);
        self.clock.push(started.elapsed().as_secs_f64() * 1e3);
        self.cpu += cpu(state) - before;
    }

    /// Calls many times; what they computed is asked for once.
    pub fn take_all(&mut self, calls: impl Iterator<Item = impl FnOnce()>) {
        let before = computed(THIS_THREAD);
        for call in calls {
            let started = Instant::now();
            call();
            self.clock.push(started.elapsed().as_secs_f64() * 1e3);
        }
        self.cpu += computed(THIS_THREAD) - before;
    }

    pub fn mean(&self) -> f64 {
        self.clock.iter().sum::<f64>() / self.clock.len().max(1) as f64
    }

    pub fn cpu_mean(&self) -> f64 {
        self.cpu / self.clock.len().max(1) as f64
    }

    pub fn quantile(&self, percent: f64) -> f64 {
        let mut sorted = self.clock.clone();
        sorted.sort_by(f64::total_cmp);
        let position = (sorted.len().saturating_sub(1) as f64 * percent / 100.0).round();
        sorted.get(position as usize).copied().unwrap_or(0.0)
    }

    pub fn line(&self, name: &str) -> String {
        let per_second = 1e3 / self.mean().max(1e-9);
        format!(
            "| {name:<44} | {:>9.4} | {:>9.4} | {:>9.4} | {:>9.4} | {per_second:>8.0} |",
            self.cpu_mean(),
            self.mean(),
            self.quantile(50.0),
            self.quantile(99.0)
        )
    }
}
