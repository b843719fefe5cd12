//! The filters beside a result list (ux 4.2): native checkboxes in a GET form. They only show; counting is the index's
//! work, and nothing is ever disabled (`SRCH-02`).

mod group;
mod option;
mod panel;
mod tree;

pub use group::{FacetFields, FacetGroup, FacetOrder};
pub use option::FacetOption;
pub use panel::FacetPanel;
pub use tree::{FacetBranch, FacetTree};
