//! The portal's visual building blocks (ux 13): pure functions from props to HTML on the server. They know neither the
//! store nor the request, own no page text, and nothing in them reaches the browser as code.
//!
//! Plain elements need no component. Buttons and links that look like buttons are
//! `class="kj-button" data-tone="primary|outline|text|danger" data-size="lg|md|sm"`; there is one primary per view.
//! Other classes for pages are listed at the top of each file in `style/`.

mod active_filters;
mod bar_chart;
mod breadcrumb;
mod chip;
mod choice;
mod date_input;
mod deadline;
mod description_list;
mod empty_state;
mod error_page;
mod error_summary;
mod facet;
mod field;
mod figures;
mod icon;
mod marked;
mod need_card;
mod notice;
mod pagination;
mod paper;
mod plain_table;
mod pref_accordion;
mod pref_tile_map;
mod result_card;
mod save_bar;
mod search_box;
mod select;
mod site_footer;
mod site_header;
mod site_nav;
mod skip_links;
mod sort_select;
mod status_line;
mod task_list;
mod text_area;
mod text_input;

pub use active_filters::{ActiveFilter, ActiveFilters};
pub use bar_chart::{Bar, BarChart};
pub use breadcrumb::{Breadcrumb, Crumb};
pub use chip::{Chip, ChipLook, ChipTone};
pub use choice::{Checkboxes, Choice, ChoiceGroup, GroupedCheckboxes, Radios};
pub use date_input::DateInput;
pub use deadline::{Deadline, DeadlineText};
pub use description_list::{DescriptionList, Fact};
pub use empty_state::EmptyState;
pub use error_page::ErrorPageBody;
pub use error_summary::{ErrorSummary, FieldError};
pub use facet::{FacetBranch, FacetFields, FacetGroup, FacetOption, FacetOrder, FacetPanel, FacetTree};
pub use field::{Field, FormFieldset};
pub use figures::{Figure, Figures};
pub use icon::Icon;
pub use marked::{MarkedText, plain_span};
pub use need_card::NeedCard;
pub use notice::{Notice, NoticeTone};
pub use pagination::Pagination;
pub use paper::paper_view;
pub use plain_table::plain_table;
pub use pref_accordion::{PrefAccordion, RegionLinks};
pub use pref_tile_map::{PrefTile, PrefTileMap, TileChoice};
pub use result_card::ResultCard;
pub use save_bar::{SaveBar, SaveButton};
pub use search_box::SearchBox;
pub use select::Select;
pub use site_footer::{FooterLink, SiteFooter};
pub use site_header::{Account, ActingChoice, SiteHeader};
pub use site_nav::{NavItem, SiteNav};
pub use skip_links::SkipLinks;
pub use sort_select::{LayoutSelect, PageSizeSelect, SortSelect};
pub use status_line::StatusLine;
pub use task_list::{Progress, Task, TaskList};
pub use text_area::TextArea;
pub use text_input::{InputKind, InputWidth, TextInput};
