//! Memory of this process as the system tells it: what is resident now, and the most since it was last asked to forget. Where the
//! system tells nothing, there is no figure.

/// Resident memory, in megabytes.
pub(super) fn resident() -> Option<f64> {
    of("VmRSS:")
}

/// The most resident memory since [`forget_peak`], in megabytes.
pub(super) fn peak() -> Option<f64> {
    of("VmHWM:")
}

/// Lets the system begin a new peak at what is resident now; without effect where it cannot.
pub(super) fn forget_peak() {
    // 5 is what the kernel calls this in proc(5).
    let _unsupported = std::fs::write("/proc/self/clear_refs", "5");
}

fn of(name: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
