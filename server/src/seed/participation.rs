//! Demo requests to join in several states, and a question to an organiser. What somebody has done on the site is left
//! alone: a society that has asked before is skipped.

use anyhow::{Context as _, Result, bail};
use domain::Lang;
use domain::code::OrgRole;
use domain::participation::{
    CleanAnswer, ConsentForm, InquiryForm, JoinRequestForm, ParticipationState, ParticipationStep,
};
use domain::permit::Actor;
use domain::value::{Day, InsurerNumber, OrganisationId, ParticipationId};
use serde::Deserialize;
use store::{Draft, Refusal, Store};

use super::file::SeedUser;

const FILE: &str = include_str!("../../../seeds/participations.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    participation: Vec<Participation>,
    inquiry: Vec<Inquiry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Participation {
    lead: String,
    program: String,
    society: String,
    state: String,
    people: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inquiry {
    lead: String,
    program: String,
    name: String,
    organisation: String,
    email: String,
    text: String,
}

/// Somebody of a society who can take every step for it.
struct Approver {
    society: OrganisationId,
    actor: Actor,
    name: String,
    email: String,
}

/// Loads what is not there yet.
///
/// # Errors
/// Mistakes in the file; faults of the database.
pub async fn load_participations(store: &Store, users: &[SeedUser], today: Day) -> Result<()> {
    let file: File = toml::from_str(FILE).context("seeds/participations.toml")?;
    for wanted in &file.participation {
        let place = || format!("seeds/participations.toml: {} in {}", wanted.society, wanted.program);
        let lead = find_approver(store, users, &wanted.lead).await.with_context(place)?;
        let society = find_approver(store, users, &wanted.society).await.with_context(place)?;
        let program = find_program(store, lead.society, &wanted.program)
            .await?
            .with_context(place)?;
        if store
            .find_participation_of(program.id, society.society)
            .await?
            .is_none()
        {
            join(store, &lead, &society, &program, wanted, today)
                .await
                .with_context(place)?;
        }
    }
    for wanted in &file.inquiry {
        let lead = find_approver(store, users, &wanted.lead).await?;
        let program = find_program(store, lead.society, &wanted.program)
            .await?
            .with_context(|| wanted.program.clone())?;
        if store.list_inquiries(program.id).await?.is_empty() {
            let form = InquiryForm {
                name: wanted.name.clone(),
                organisation: wanted.organisation.clone(),
                email: wanted.email.clone(),
                text: wanted.text.clone(),
                ..InquiryForm::default()
            };
            let facts = form.check().map_err(|problems| anyhow::anyhow!("{problems}"))?;
            let sent = store.send_inquiry(&Actor::Anonymous, program.id, &facts, Lang::Ja);
            sent.await.context("a demo question was refused")?;
        }
    }
    Ok(())
}

async fn find_approver(store: &Store, users: &[SeedUser], number: &str) -> Result<Approver> {
    let number = InsurerNumber::parse(number).map_err(|fault| anyhow::anyhow!("{number}: {fault:?}"))?;
    let insurer = store.find_insurer_by_number(&number).await?;
    let society = insurer.with_context(|| format!("no insurer {number}"))?.id;
    let is_approver = |user: &&SeedUser| user.membership == Some((number.clone(), OrgRole::Approver));
    let user = users.iter().find(is_approver);
    let user = user.with_context(|| format!("no demo approver in {number}"))?;
    let known = store.find_user_by_email(&user.email).await?;
    Ok(Approver {
        society,
        actor: Actor::User(known.with_context(|| user.email.to_string())?),
        name: user.name.clone(),
        email: user.email.to_string(),
    })
}

async fn find_program(store: &Store, lead: OrganisationId, title: &str) -> Result<Option<Draft>> {
    let programs = store.list_programs_of(&[lead]).await?;
    Ok(programs.into_iter().find(|program| program.form.title == title))
}

/// The steps that lead from a request to a state.
fn steps_to(state: ParticipationState) -> Option<&'static [ParticipationStep]> {
    use ParticipationStep::{Confirm, Consent, Decline, Offer, Waitlist};
    Some(match state {
        ParticipationState::Requested => &[],
        ParticipationState::Waitlisted => &[Waitlist],
        ParticipationState::Declined => &[Decline],
        ParticipationState::Offered => &[Offer],
        ParticipationState::Consented => &[Offer, Consent],
        ParticipationState::Confirmed => &[Offer, Consent, Confirm],
        _ => return None,
    })
}

async fn join(
    store: &Store,
    lead: &Approver,
    society: &Approver,
    program: &Draft,
    wanted: &Participation,
    today: Day,
) -> Result<()> {
    let state = ParticipationState::from_code(&wanted.state);
    let Some(steps) = state.and_then(steps_to) else {
        bail!("{} is no state to begin with", wanted.state);
    };
    let form = JoinRequestForm {
        department: "保健事業課".to_owned(),
        name: society.name.clone(),
        email: society.email.clone(),
        people: wanted.people.clone(),
        note: wanted.note.clone(),
        understood: "1".to_owned(),
        ..JoinRequestForm::default()
    };
    let request = form.check().map_err(|problems| anyhow::anyhow!("{problems}"))?;
    let asked = store
        .request_participation(&society.actor, program.id, society.society, &request)
        .await;
    let id = match asked {
        Ok(id) => id,
        // The program was changed or ended on the site.
        Err(Refusal::NotNow | Refusal::NotEligible) => return Ok(()),
        Err(refusal) => return Err(refusal.into()),
    };
    for step in steps {
        take(store, lead, society, program, wanted, today, (id, *step)).await?;
    }
    Ok(())
}

async fn take(
    store: &Store,
    lead: &Approver,
    society: &Approver,
    program: &Draft,
    wanted: &Participation,
    today: Day,
    (id, step): (ParticipationId, ParticipationStep),
) -> Result<()> {
    let found = store.find_participation(id).await?.context("it is gone")?;
    if step == ParticipationStep::Consent {
        let content = program.form.check().map_err(|problems| anyhow::anyhow!("{problems}"))?;
        let form = ConsentForm {
            body: "board".to_owned(),
            decided_on: today.iso(),
            approver: society.name.clone(),
            cost_agreed: "yes".to_owned(),
            cost_yen: content
                .cost
                .yen
                .map_or_else(|| "0".to_owned(), |yen| yen.get().to_string()),
            data_accepted: "1".to_owned(),
            ..ConsentForm::default()
        };
        let consent = form.check(today, content.cost.sharing);
        let consent = consent.map_err(|problems| anyhow::anyhow!("{problems}"))?;
        let done = store.consent_to_join(&society.actor, id, found.version, &consent);
        return Ok(done.await?);
    }
    let answer = CleanAnswer {
        step,
        reason: wanted.reason.clone(),
    };
    let done = store.step_participation(&lead.actor, id, found.version, &answer);
    Ok(done.await?)
}
