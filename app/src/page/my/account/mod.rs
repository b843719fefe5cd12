//! `/my/account` and below: what one signs in with, and where one is signed in.

pub mod email;
pub mod factors;
pub mod home;
pub mod name;
pub mod notices;
pub mod password;
pub mod sessions;

use crate::Visit;
use crate::document::Head;

/// The way to a page below the account; `wrong` when it is shown again with a problem.
fn head(visit: &Visit, page: &str, wrong: bool) -> Head {
    let text = visit.text();
    Head::new(page)
        .refused_if(wrong)
        .crumb(text.site.nav_my, visit.href("/my"))
        .crumb(text.account.title, visit.href("/my/account"))
        .here(page)
        .private()
}
