//! Who is told what of a grant.

use domain::code::{OrgRole, PlatformRole};
use domain::grant_case::{GrantNews, ReportKind};
use domain::notice::{Matter, Notice};
use domain::permit::Actor;

use crate::Refusal;
use crate::notice::To;
use crate::query::StoredGrant;
use crate::write::Write;

/// Those who write and those who approve.
const READERS: &[OrgRole] = &[OrgRole::Editor, OrgRole::Approver];

/// Tells the side that the news is for; a proposal goes to the approving officers.
pub(super) async fn tell(write: &mut Write, whole: &StoredGrant, news: GrantNews) -> Result<(), Refusal> {
    let notice = Notice::Grant {
        grant: whole.id,
        news,
        title: whole.file.title.clone(),
        number: whole.file.number.clone(),
    };
    let to = match news {
        GrantNews::Proposed => To::Platform(PlatformRole::OfficerApprover),
        news if news.is_for_office() => To::Platform(PlatformRole::Officer),
        _ => To::Organisation(whole.lead, READERS),
    };
    write.tell(to, &notice).await?;
    Ok(())
}

/// What was to be done is done; then the news.
pub(super) async fn settle_and_tell(
    write: &mut Write,
    actor: &Actor,
    whole: &StoredGrant,
    news: GrantNews,
) -> Result<(), Refusal> {
    write.settle(actor, Matter::Grant(whole.id)).await?;
    if whole.asked.is_some() && !whole.takes(ReportKind::Status) {
        // Nobody reports how a program goes that is over.
        write.settle(actor, Matter::GrantReport(whole.id)).await?;
    }
    tell(write, whole, news).await
}
