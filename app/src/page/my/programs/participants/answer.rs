//! What the organiser answers to one request or to many: first the page that shows exactly whom it reaches and what the
//! mail says (decision 14), then the answer itself.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::code::OrgRole;
use domain::notice::Notice;
use domain::participation::{AnswerForm, CleanAnswer, ParticipationStep, Side};
use domain::permit::{Action, Subject};
use domain::value::ParticipationId;
use domain::{Lang, ProblemCode, Problems};
use leptos::prelude::*;
use store::{Draft, Participation, Refusal, Skipped};

use super::{head, list, list_path, load};
use crate::component::{DescriptionList, Fact, Notice as Banner, NoticeTone};
use crate::document::respond;
use crate::page::FormPairs;
use crate::text::joining::{choice, field as words_of};
use crate::text::notice::letter;
use crate::{Failure, Site, Visit};

/// A participation as the visitor has seen it: id and version.
pub(super) fn seen(one: &Participation) -> String {
    format!("{}-{}", one.id, one.version)
}

/// Previews an answer, or gives it when it was previewed.
///
/// # Errors
/// Leads to the sign-in page; 403, 404; when the database fails.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let (draft, found) = load(&site, &visit, &id).await?;
    let owner = Subject::Organisation(draft.owner.id);
    if !visit.may(Action::AnswerJoin, owner) {
        return Err(Failure::Forbidden);
    }
    let mut form = AnswerForm::default();
    form.replace(AnswerForm::FIELDS, pairs.iter());
    let mut offered = ParticipationStep::ANSWERS.to_vec();
    if visit.may(Action::RemoveParticipant, owner) {
        offered.push(ParticipationStep::Remove);
    }
    let chosen = chosen(&form);
    let mut problems = Problems::new();
    if chosen.is_empty() {
        problems.push("id", ProblemCode::Empty);
    }
    let answer = form.check(&offered).map_err(|more| problems.extend(more)).ok();
    let Some(answer) = answer.filter(|_| problems.is_empty()) else {
        return list::show(&site, &visit, draft, found, form, problems).await;
    };
    if pairs.text("sure") != "1" {
        let reached: Vec<_> = found
            .into_iter()
            .filter(|one| chosen.iter().any(|(id, _)| *id == one.id))
            .filter(|one| one.state.next(answer.step).is_some())
            .collect();
        return preview(&site, &visit, draft, reached, form, answer).await;
    }
    let skipped = match site
        .store
        .answer_participations(&visit.actor, draft.id, &chosen, &answer)
        .await
    {
        Ok(skipped) => skipped,
        Err(Refusal::Problems(problems)) => return list::show(&site, &visit, draft, found, form, problems).await,
        Err(refusal) => return Err(refusal.into()),
    };
    site.wait_for_index().await?;
    let answered = chosen.len() - skipped.len();
    if skipped.is_empty() {
        let path = format!("{}?answered={answered}", list_path(&draft));
        return Ok(Redirect::to(&visit.href(&path)).into_response());
    }
    show_skipped(&site, &visit, draft, found, skipped, answered).await
}

/// Ids and versions that were sent; a broken one counts as none.
fn chosen(form: &AnswerForm) -> Vec<(ParticipationId, i64)> {
    let mut chosen: Vec<(ParticipationId, i64)> = form
        .id
        .iter()
        .filter_map(|pair| {
            let (id, version) = pair.split_once('-')?;
            Some((id.parse().ok()?, version.parse().ok()?))
        })
        .collect();
    chosen.sort_unstable();
    chosen.dedup_by_key(|(id, _)| *id);
    chosen
}

/// Somebody who will be told, with the society.
type Reader = (String, String);

async fn preview(
    site: &Site,
    visit: &Visit,
    draft: Draft,
    reached: Vec<Participation>,
    form: AnswerForm,
    answer: CleanAnswer,
) -> Result<Response, Failure> {
    let mut readers: Vec<Reader> = Vec::new();
    for one in &reached {
        let members = site.store.list_members(one.society.id).await?;
        let told = members.into_iter().filter(|member| {
            let works = |role: &OrgRole| matches!(role, OrgRole::Editor | OrgRole::Approver);
            member.is_active() && member.roles.iter().any(works)
        });
        readers.extend(told.map(|member| (one.society.name.clone(), member.name)));
    }
    let title = (visit.text().joining.bulk_title)(reached.len());
    let head = head(visit, &draft, Some(&title));
    let shown = visit.clone();
    respond(site, visit, head, move || {
        preview_view(&shown, &draft, &reached, &readers, &form, &answer)
    })
    .await
}

fn preview_view(
    visit: &Visit,
    draft: &Draft,
    reached: &[Participation],
    readers: &[Reader],
    form: &AnswerForm,
    answer: &CleanAnswer,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().joining);
    let back = visit.href(&list_path(draft));
    let count = reached.len();
    let hidden = reached
        .iter()
        .map(|one| view! { <input type="hidden" name="id" value=seen(one) /> })
        .collect_view();
    let societies = reached
        .iter()
        .map(|one| view! { <li>{one.society.name.clone()}</li> })
        .collect_view();
    let people = readers
        .iter()
        .map(|(society, name)| view! { <li>{format!("{society} {name}")}</li> })
        .collect_view();
    let mail = reached
        .first()
        .zip(readers.first())
        .map(|(one, (_, name))| mail(visit, one, name, answer.step));
    let mut facts = vec![Fact::text(words_of(lang, "step").label, choice(lang, answer.step))];
    if !answer.reason.is_empty() {
        facts.push(Fact::text(words_of(lang, "reason").label, answer.reason.clone()));
    }
    let button = (count > 0).then(|| {
        view! {
            <form method="post" action=back.clone()>
                {hidden}
                <input type="hidden" name="step" value=form.step.clone() />
                <input type="hidden" name="reason" value=form.reason.clone() />
                <input type="hidden" name="sure" value="1" />
                <button class="kj-button" data-tone="primary" type="submit">{(text.bulk_do)(count)}</button>
            </form>
        }
    });
    view! {
        <div class="kj-form-page">
            <h1 class="kj-title">{(text.bulk_title)(count)}</h1>
            <DescriptionList facts framed=true />
            <div class="kj-prose"><ul>{societies}</ul></div>
            <section class="kj-section" aria-labelledby="mails-title">
                <h2 class="kj-section__title" id="mails-title">{(text.bulk_mails)(readers.len())}</h2>
                <p>{text.bulk_digest}</p>
                <div class="kj-prose"><ul>{people}</ul></div>
                {mail}
            </section>
            <div class="kj-actions">
                {button}
                <a class="kj-button" data-tone="outline" href=back>{text.cancel}</a>
            </div>
        </div>
    }
}

/// The mail exactly as it is sent; all differ in the name only.
fn mail(visit: &Visit, one: &Participation, name: &str, step: ParticipationStep) -> AnyView {
    let text = visit.text().joining;
    let state = one.state.next(step).unwrap_or(one.state);
    let due = (state.awaits() == Some(Side::Society))
        .then(|| visit.today.plus_days(domain::participation::SILENCE_DAYS))
        .flatten();
    let notice = Notice::JoinStep {
        participation: one.id,
        program: one.program,
        to: Side::Society,
        step,
        state,
        society: one.society.name.clone(),
        title: one.title.clone(),
        due,
    };
    let words = letter(Lang::Ja, name, &notice);
    let lines = words
        .lines
        .into_iter()
        .map(|line| view! { <p>{line}</p> })
        .collect_view();
    view! {
        <div class="kj-box" lang="ja">
            <p><strong>{text.mail_subject}</strong>" "{words.subject}</p>
            <div class="kj-prose">{lines}</div>
        </div>
    }
    .into_any()
}

async fn show_skipped(
    site: &Site,
    visit: &Visit,
    draft: Draft,
    found: Vec<Participation>,
    skipped: Vec<Skipped>,
    answered: usize,
) -> Result<Response, Failure> {
    let text = visit.text().joining;
    let title = (text.bulk_done)(answered);
    let head = head(visit, &draft, Some(&title));
    let shown = visit.clone();
    let left: Vec<(String, &'static str)> = skipped
        .iter()
        .map(|one| {
            let name = found.iter().find(|known| known.id == one.id);
            let name = name.map(|known| known.society.name.clone()).unwrap_or_default();
            let why = if matches!(one.why, Refusal::Full) {
                text.full
            } else {
                text.stale
            };
            (name, why)
        })
        .collect();
    respond(site, visit, head, move || {
        let (lang, text) = (shown.lang, shown.text().joining);
        let items = left
            .iter()
            .map(|(name, why)| view! { <li>{name.clone()}" "{*why}</li> })
            .collect_view();
        view! {
            <div class="kj-form-page">
                <h1 class="kj-title">{title.clone()}</h1>
                <Banner lang tone=NoticeTone::Warning title=text.bulk_skipped announced=true />
                <div class="kj-prose"><ul>{items}</ul></div>
                <p><a class="kj-back" href=shown.href(&list_path(&draft))>{text.participants}</a></p>
            </div>
        }
    })
    .await
}
