//! A facet of two levels: regions above prefectures, purposes above themes.

use std::fmt::Write as _;

use domain::Lang;
use leptos::prelude::*;

use super::group::{LONG, frame};
use super::option::{Control, FacetOption, escape, write_option};
use crate::text::component::ComponentText;

/// A value of the upper level with those below it.
#[derive(Clone, Debug)]
pub struct FacetBranch {
    /// The upper value; it stands for all below it.
    pub parent: FacetOption,
    /// The lower values, in an order that does not depend on counts.
    pub children: Vec<FacetOption>,
}

impl FacetBranch {
    fn chosen_children(&self) -> usize {
        self.children.iter().filter(|child| child.checked).count()
    }
}

/// A facet of two levels. Branches with a chosen child are unfolded.
#[component]
pub fn FacetTree(
    /// Language of the page.
    lang: Lang,
    /// URL parameter of the upper level.
    #[prop(into)]
    parent_name: String,
    /// URL parameter of the lower level.
    #[prop(into)]
    child_name: String,
    /// Heading.
    #[prop(into)]
    legend: String,
    /// Its branches.
    branches: Vec<FacetBranch>,
    /// Open from the start; a facet with a chosen value always is.
    #[prop(optional)]
    open: bool,
    /// What stands above the branches, such as a link to the map.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let chosen = branches
        .iter()
        .map(|branch| branch.chosen_children() + usize::from(branch.parent.checked))
        .sum();
    let mut markup = String::with_capacity(32 << 10);
    for branch in &branches {
        write_branch(&mut markup, text, &parent_name, &child_name, branch);
    }
    let is_long = branches.iter().map(|branch| branch.children.len()).sum::<usize>() > LONG;
    let list = view! {
        {children.map(|children| view! { <div class="kj-facet__top">{children()}</div> })}
        <ul class="kj-tree" inner_html=markup></ul>
    }
    .into_any();
    frame(text, &child_name, legend, chosen, open, is_long, list)
}

fn write_branch(
    out: &mut String,
    text: &'static ComponentText,
    parent_name: &str,
    child_name: &str,
    branch: &FacetBranch,
) {
    let chosen = branch.chosen_children();
    let note = match (branch.parent.checked, chosen) {
        (true, _) => Some(text.branch_whole),
        (false, 0) => None,
        (false, _) => Some(text.branch_partly),
    };
    let label = (text.branch_children)(&branch.parent.label);
    let label = escape(&label);
    let open = if chosen > 0 { " open" } else { "" };
    // Writing into memory does not fail.
    let _ = write!(
        out,
        "<li class=\"kj-tree__branch\" data-branch=\"{}\">",
        escape(&branch.parent.value)
    );
    write_option(out, text, parent_name, &branch.parent, Control::Checkbox);
    let _ = write!(
        out,
        "<details class=\"kj-tree__children\"{open}><summary class=\"kj-tree__toggle\">\
         <span class=\"kj-visually-hidden\">{label}</span>"
    );
    if let Some(note) = note {
        let _ = write!(out, "<span class=\"kj-tree__note\">{note}</span>");
    }
    let _ = write!(
        out,
        "</summary><div class=\"kj-facet__list\" role=\"group\" aria-label=\"{label}\">"
    );
    for child in &branch.children {
        write_option(out, text, child_name, child, Control::Checkbox);
    }
    out.push_str("</div></details></li>");
}
