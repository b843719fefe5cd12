//! Files that people attach to programs and consents (ORG-10): what may be attached, how many and how large, what a file
//! is by its content, and what it is called. It stores and scans nothing.

mod fault;
#[cfg(not(target_arch = "wasm32"))]
mod inspect;
mod kind;
mod limit;
mod name;
mod owner;
mod state;

pub use fault::FileFault;
#[cfg(not(target_arch = "wasm32"))]
pub use inspect::inspect;
pub use kind::FileKind;
pub use limit::{FILE_BYTES, Limits, MOST_VERSIONS};
pub use name::{NAME_CHARS, clean_name, extension, fallback_name};
pub use owner::{FileOwner, takes_evidence, takes_files, takes_papers, takes_place_evidence, takes_shared_files};
pub use state::{ScanResult, ScanState};
