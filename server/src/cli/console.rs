//! What commands say to the person who called them: results on standard output, remarks on standard error. A reader who
//! has closed the pipe is no fault.

use std::io::Write as _;

/// Prints a result.
pub fn say(text: impl std::fmt::Display) {
    let _closed = writeln!(std::io::stdout().lock(), "{text}");
}

/// Prints a remark or progress, which does not belong into a file of results.
pub fn remark(text: impl std::fmt::Display) {
    let _closed = writeln!(std::io::stderr().lock(), "{text}");
}
