//! What the tool says to the person in front of it: one line before each long step, nothing for steps that are
//! already done.

/// Writes one line to standard output, which no other part of the tool writes to.
#[allow(
    clippy::print_stdout,
    reason = "this is the tool's voice; through `println!` the test harness can catch it"
)]
pub fn say(line: &str) {
    println!("{line}");
}
