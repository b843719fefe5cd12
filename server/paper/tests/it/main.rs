//! Documents as others read them: the tree and text of a PDF, the parts of a DOCX, hostile text, the time it takes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is not as expected"
)]

mod agreement;
mod docx;
mod joint_use;
mod pdf;
mod sample;
