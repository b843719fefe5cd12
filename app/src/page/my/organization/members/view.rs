//! Parts that several pages about members share: roles in words and as boxes, the state as a chip.

use domain::code::OrgRole;
use domain::{Lang, Problems};
use leptos::prelude::*;
use store::Member;

use super::error;
use crate::Visit;
use crate::component::{Checkboxes, ChipLook, ChipTone, Choice, Field, Icon};
use crate::page::label;

/// Roles in a row.
pub fn roles(lang: Lang, roles: &[OrgRole]) -> String {
    label::list(lang, roles.iter().map(|role| role.name(lang)))
}

/// Boxes to choose roles.
pub fn role_boxes(visit: &Visit, ticked: &[String], hint: &str, problems: &Problems) -> AnyView {
    let lang = visit.lang;
    let field = Field::new("roles", visit.text().member.roles)
        .required()
        .hint(hint)
        .values(ticked.to_vec())
        .error(error(lang, problems, "roles"));
    let choices = OrgRole::ALL
        .iter()
        .map(|role| Choice::new(role.code(), role.name(lang)))
        .collect();
    view! { <Checkboxes lang field choices /> }.into_any()
}

/// Whether the person's roles count.
pub fn state(visit: &Visit, member: &Member) -> ChipLook {
    let text = visit.text().member;
    if member.disabled_at.is_some() {
        ChipLook::new(ChipTone::Gray, Icon::Cross, text.disabled)
    } else if member.suspended_at.is_some() {
        ChipLook::new(ChipTone::Orange, Icon::Hourglass, text.suspended)
    } else {
        ChipLook::new(ChipTone::Green, Icon::Check, text.active)
    }
}

/// When the person last signed in.
pub fn signed_in(visit: &Visit, at: Option<domain::value::Instant>) -> AnyView {
    match at {
        Some(at) => view! { <time datetime=at.iso_jst()>{at.format_jst(visit.lang)}</time> }.into_any(),
        None => visit.text().member.never.into_any(),
    }
}
