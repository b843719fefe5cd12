//! Who is told what of an application.

use domain::Lang;
use domain::application::ApplicationNews;
use domain::code::OrgRole;
use domain::letter::Letter;
use domain::notice::Notice;
use domain::value::{Instant, OrganisationId};

use crate::notice::To;
use crate::query::Application;
use crate::write::Write;
use crate::{Refusal, decode};

/// Those who write and those who approve.
const READERS: &[OrgRole] = &[OrgRole::Editor, OrgRole::Approver];

/// Tells those with these roles in the lead society.
pub(super) async fn tell_lead(
    write: &mut Write,
    whole: &Application,
    roles: &[OrgRole],
    news: ApplicationNews,
) -> Result<(), Refusal> {
    write
        .tell(To::Organisation(whole.lead, roles), &notice(whole, news))
        .await?;
    Ok(())
}

/// Tells all who work on it in the lead society.
pub(super) async fn tell_all(write: &mut Write, whole: &Application, news: ApplicationNews) -> Result<(), Refusal> {
    tell_lead(write, whole, READERS, news).await
}

/// Tells the other societies of the consortium.
pub(super) async fn tell_members(write: &mut Write, whole: &Application, news: ApplicationNews) -> Result<(), Refusal> {
    let notice = notice(whole, news);
    let others = whole.consortium.places.iter();
    for place in others.filter(|place| place.organisation != whole.lead && place.is_present_insurer()) {
        write
            .tell(To::Organisation(place.organisation, READERS), &notice)
            .await?;
    }
    Ok(())
}

/// Tells of a decision: the lead, or the other societies, as the news says. The lead gets a letter of its own beside it,
/// so that nothing about it is mailed twice.
pub(crate) async fn tell_decided(write: &mut Write, whole: &Application, news: ApplicationNews) -> Result<(), Refusal> {
    if news.is_for_members() {
        tell_members(write, whole, news).await
    } else {
        let lead = To::Organisation(whole.lead, READERS);
        write.tell_beside_letter(lead, &notice(whole, news)).await?;
        Ok(())
    }
}

/// Mails that a decision is there to everybody who works for the lead society, whatever else they want mailed.
pub(crate) async fn mail_decided(write: &mut Write, whole: &Application) -> Result<(), Refusal> {
    let people = write.people_of(To::Organisation(whole.lead, READERS)).await?;
    for person in people.into_values() {
        let letter = Letter::ApplicationDecided {
            name: person.name.clone(),
            number: whole.number.clone().unwrap_or_default(),
            title: whole.title(),
            call: whole.call.call.title.clone(),
            path: format!("/my/applications/{}", whole.id),
        };
        let to = decode::email(person.id, &person.email)?;
        write.post(&to, Lang::Ja, &letter).await?;
    }
    Ok(())
}

/// Tells all societies of the consortium but one.
pub(super) async fn tell_others(
    write: &mut Write,
    whole: &Application,
    not: OrganisationId,
    news: ApplicationNews,
) -> Result<(), Refusal> {
    let notice = notice(whole, news);
    let members = whole
        .consortium
        .places
        .iter()
        .filter(|place| place.is_present_insurer());
    let mut societies: Vec<_> = members.map(|place| place.organisation).collect();
    societies.push(whole.lead);
    societies.sort_unstable();
    societies.dedup();
    for society in societies.into_iter().filter(|society| *society != not) {
        write.tell(To::Organisation(society, READERS), &notice).await?;
    }
    Ok(())
}

/// Mails the receipt to everybody who works for the lead society, whatever else they want mailed.
pub(super) async fn mail_receipt(
    write: &mut Write,
    whole: &Application,
    number: &str,
    at: Instant,
) -> Result<(), Refusal> {
    for person in write
        .people_of(To::Organisation(whole.lead, READERS))
        .await?
        .into_values()
    {
        let letter = Letter::ApplicationReceived {
            name: person.name.clone(),
            number: number.to_owned(),
            title: whole.title(),
            call: whole.call.call.title.clone(),
            at,
            path: format!("/my/applications/{}/submitted", whole.id),
        };
        let to = decode::email(person.id, &person.email)?;
        write.post(&to, Lang::Ja, &letter).await?;
    }
    Ok(())
}

fn notice(whole: &Application, news: ApplicationNews) -> Notice {
    Notice::Application {
        application: whole.id,
        consortium: whole.consortium.id,
        news,
        title: whole.title(),
        number: whole.number.clone().unwrap_or_default(),
    }
}
