//! A facet of two levels: regions above prefectures, purposes above themes.

use domain::Lang;
use leptos::prelude::*;

use super::group::frame;
use super::option::{FacetOption, option_view};
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
    let branches = branches
        .into_iter()
        .map(|branch| branch_view(text, &parent_name, &child_name, branch))
        .collect_view();
    let list = view! {
        {children.map(|children| view! { <div class="kj-facet__top">{children()}</div> })}
        <ul class="kj-tree">{branches}</ul>
    }
    .into_any();
    frame(text, &child_name, legend, chosen, open, list)
}

fn branch_view(
    text: &'static ComponentText,
    parent_name: &str,
    child_name: &str,
    branch: FacetBranch,
) -> impl IntoView + use<> {
    let chosen = branch.chosen_children();
    let note = match (branch.parent.checked, chosen) {
        (true, _) => Some(text.branch_whole),
        (false, 0) => None,
        (false, _) => Some(text.branch_partly),
    };
    let label = (text.branch_children)(&branch.parent.label);
    let open = chosen > 0;
    let code = branch.parent.value.clone();
    let children = branch
        .children
        .into_iter()
        .map(|child| option_view(text, child_name, child))
        .collect_view();
    view! {
        <li class="kj-tree__branch" data-branch=code>
            {option_view(text, parent_name, branch.parent)}
            <details class="kj-tree__children" open=open>
                <summary class="kj-tree__toggle">
                    <span class="kj-visually-hidden">{label.clone()}</span>
                    {note.map(|note| view! { <span class="kj-tree__note">{note}</span> })}
                </summary>
                <div class="kj-facet__list" role="group" aria-label=label>
                    {children}
                </div>
            </details>
        </li>
    }
}
