//! `/invitations/{token}`: the invited person sees who invites to what, and accepts or declines. The token in the address
//! is the proof that the person reads the mailbox; without a good one the page says whom to ask and nothing else.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Lang;
use domain::invitation::{Invitation, InvitationState, REASON_CHARS};
use domain::normalise::{char_count, single_line, text as clean_text};
use domain::password::words_in;
use domain::session::Factor;
use http::StatusCode;
use leptos::prelude::*;
use store::{Acceptance, Refusal};

use super::FormPairs;
use crate::component::{
    DescriptionList, ErrorSummary, Fact, Field, FieldError, InputKind, InputWidth, Notice, NoticeTone, TextArea,
    TextInput,
};
use crate::document::{Head, respond};
use crate::page::{label, new_password};
use crate::{Failure, Site, Visit, sign_in};

/// Longest name, characters.
const NAME_CHARS: usize = 60;

/// What was typed and what is wrong with it.
#[derive(Clone, Default)]
struct Typed {
    name: String,
    reason: String,
    errors: Vec<(&'static str, &'static str)>,
}

/// How the invited person stands to the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    /// Signed in with the invited address.
    Invited,
    /// Signed in with another address.
    Other(String),
    /// Not signed in, but the address has an account.
    Known,
    /// Not signed in, and the address is new.
    New,
}

/// Shows the invitation.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let Some(invitation) = site.store.find_invitation(&token).await? else {
        return gone(&site, &visit, StatusCode::NOT_FOUND).await;
    };
    match invitation.state {
        InvitationState::Waiting => {
            let standing = standing(&site, &visit, &invitation).await?;
            let name = invitation.name.clone();
            let typed = Typed {
                name,
                ..Typed::default()
            };
            show(&site, &visit, invitation, standing, typed).await
        }
        InvitationState::Accepted | InvitationState::Declined => answered(&site, &visit).await,
        InvitationState::Expired | InvitationState::Withdrawn => gone(&site, &visit, StatusCode::GONE).await,
    }
}

/// Accepts or declines.
///
/// # Errors
/// Leads to the sign-in page when the address has an account; 403 for another person; when the database fails.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(token): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let Some(invitation) = site.store.find_invitation(&token).await? else {
        return gone(&site, &visit, StatusCode::NOT_FOUND).await;
    };
    if invitation.state != InvitationState::Waiting {
        return match invitation.state {
            InvitationState::Accepted | InvitationState::Declined => answered(&site, &visit).await,
            _ => gone(&site, &visit, StatusCode::GONE).await,
        };
    }
    let standing = standing(&site, &visit, &invitation).await?;
    match (pairs.text("answer"), &standing) {
        ("decline", _) => decline(&site, &visit, &token, invitation, standing, &pairs).await,
        ("accept", Standing::Invited) => {
            let by = Acceptance::Known(visit.require_user()?);
            match site.store.accept_invitation(&token, by).await {
                Ok(_) => Ok(Redirect::to(&visit.href("/my?joined")).into_response()),
                Err(refusal) => refused(&site, &visit, refusal).await,
            }
        }
        ("accept", Standing::New) => register(&site, &visit, &token, invitation, &pairs).await,
        ("accept", Standing::Known) => Err(Failure::SignIn {
            back: visit.same_page(visit.lang),
        }),
        ("accept", Standing::Other(_)) => Err(Failure::Forbidden),
        _ => Err(Failure::Http(StatusCode::BAD_REQUEST)),
    }
}

async fn standing(site: &Site, visit: &Visit, invitation: &Invitation) -> Result<Standing, Failure> {
    if let Some(user) = visit.user() {
        return Ok(if user.email.key() == invitation.email.key() {
            Standing::Invited
        } else {
            Standing::Other(user.email.to_string())
        });
    }
    Ok(if site.store.has_account(&invitation.email).await? {
        Standing::Known
    } else {
        Standing::New
    })
}

async fn decline(
    site: &Site,
    visit: &Visit,
    token: &str,
    invitation: Invitation,
    standing: Standing,
    pairs: &FormPairs,
) -> Result<Response, Failure> {
    let reason = clean_text(pairs.text("reason"));
    if char_count(&reason) > usize::try_from(REASON_CHARS).unwrap_or(usize::MAX) {
        let typed = Typed {
            name: pairs.text("name").to_owned(),
            reason: pairs.text("reason").to_owned(),
            errors: vec![("reason", visit.text().invitation.reason_long)],
        };
        return show(site, visit, invitation, standing, typed).await;
    }
    match site.store.decline_invitation(&visit.actor, token, &reason).await {
        Ok(()) => Ok(Redirect::to(&visit.same_page(visit.lang)).into_response()),
        Err(refusal) => refused(site, visit, refusal).await,
    }
}

/// Makes the account of somebody new, accepts, and signs in.
async fn register(
    site: &Site,
    visit: &Visit,
    token: &str,
    invitation: Invitation,
    pairs: &FormPairs,
) -> Result<Response, Failure> {
    let text = visit.text().invitation;
    let (name, typed_password) = (single_line(pairs.text("name")), pairs.text("password"));
    let mut errors = Vec::new();
    if name.is_empty() {
        errors.push(("name", text.name_missing));
    } else if char_count(&name) > NAME_CHARS {
        errors.push(("name", text.name_long));
    }
    let about = words_in([invitation.email.as_str(), &name]);
    let hash = match new_password::accept(visit.text().account, typed_password, about).await? {
        Ok(hash) => Some(hash),
        Err(sentence) => {
            errors.push(("password", sentence));
            None
        }
    };
    let Some(password_hash) = hash.filter(|_| errors.is_empty()) else {
        let typed = Typed {
            name: pairs.text("name").to_owned(),
            errors,
            ..Typed::default()
        };
        return show(site, visit, invitation, Standing::New, typed).await;
    };
    let by = Acceptance::New {
        name: &name,
        password_hash,
    };
    match site.store.accept_invitation(token, by).await {
        Ok(user) => sign_in::complete(site, visit, user, Factor::Password, &visit.href("/my?joined")).await,
        // Somebody made an account with this address in the meantime.
        Err(Refusal::Problems(_)) => Err(Failure::SignIn {
            back: visit.same_page(visit.lang),
        }),
        Err(refusal) => refused(site, visit, refusal).await,
    }
}

/// The invitation has changed while its page was open.
async fn refused(site: &Site, visit: &Visit, refusal: Refusal) -> Result<Response, Failure> {
    match refusal {
        Refusal::NotFound | Refusal::NotNow => gone(site, visit, StatusCode::GONE).await,
        other => Err(other.into()),
    }
}

async fn gone(site: &Site, visit: &Visit, status: StatusCode) -> Result<Response, Failure> {
    let text = visit.text().invitation;
    let head = Head::new(text.gone).here(text.title).status(status).private();
    respond(site, visit, head, move || {
        view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{text.gone}</h1>
                <p>{text.gone_body}</p>
            </div>
        }
    })
    .await
}

async fn answered(site: &Site, visit: &Visit) -> Result<Response, Failure> {
    let text = visit.text().invitation;
    let head = Head::new(text.answered).here(text.title).private();
    let my = visit.href("/my");
    respond(site, visit, head, move || {
        view! {
            <div class="kj-narrow">
                <h1 class="kj-title">{text.answered}</h1>
                <p>{text.answered_body}</p>
                <p class="kj-actions">
                    <a class="kj-button" data-tone="outline" href=my.clone()>{text.to_my}</a>
                </p>
            </div>
        }
    })
    .await
}

async fn show(
    site: &Site,
    visit: &Visit,
    invitation: Invitation,
    standing: Standing,
    typed: Typed,
) -> Result<Response, Failure> {
    let text = visit.text().invitation;
    let name = title(visit, &invitation);
    let refused = !typed.errors.is_empty();
    let head = Head::new(name).here(text.title).refused_if(refused).private();
    let shown = visit.clone();
    respond(site, visit, head, move || view(&shown, &invitation, &standing, &typed)).await
}

fn title(visit: &Visit, invitation: &Invitation) -> String {
    let text = visit.text().invitation;
    match &invitation.organisation {
        Some((_, name)) => (text.to_organisation)(name),
        None => text.to_platform.to_owned(),
    }
}

fn view(visit: &Visit, invitation: &Invitation, standing: &Standing, typed: &Typed) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().invitation);
    let errors: Vec<_> = typed
        .errors
        .iter()
        .map(|(field, sentence)| FieldError::new(field, *sentence))
        .collect();
    let mut facts = Vec::new();
    if let Some(inviter) = &invitation.invited_by {
        facts.push(Fact::text(text.inviter, inviter.clone()));
    }
    facts.push(Fact::text(text.address, invitation.email.to_string()));
    facts.push(Fact::text(text.roles, roles(lang, invitation)));
    facts.push(Fact::text(text.until, invitation.expires_at.format_jst(lang)));
    let accept = match standing {
        Standing::Invited => accept_view(visit),
        Standing::New => new_view(visit, typed),
        Standing::Known => known_view(visit),
        Standing::Other(email) => {
            let title = (text.wrong_person)(email);
            view! { <Notice lang tone=NoticeTone::Warning title>{text.wrong_person_body}</Notice> }.into_any()
        }
    };
    let decline = (!matches!(standing, Standing::Other(_))).then(|| decline_view(visit, typed));
    view! {
        <div class="kj-narrow">
            <ErrorSummary lang errors />
            <h1 class="kj-title">{title(visit, invitation)}</h1>
            <DescriptionList facts framed=true />
            {accept}
            {decline}
        </div>
    }
}

fn roles(lang: Lang, invitation: &Invitation) -> String {
    let here = invitation.roles.iter().map(|role| role.name(lang));
    label::list(
        lang,
        here.chain(invitation.platform.iter().map(|grant| grant.role.name(lang))),
    )
}

fn action(visit: &Visit) -> String {
    visit.href(&visit.path)
}

fn accept_view(visit: &Visit) -> AnyView {
    let text = visit.text().invitation;
    view! {
        <section class="kj-section" aria-labelledby="accept-title">
            <h2 class="kj-section__title" id="accept-title">{text.accept_title}</h2>
            <p>{text.accept_lead}</p>
            <form class="kj-actions" method="post" action=action(visit)>
                <button class="kj-button" data-tone="primary" name="answer" value="accept">{text.accept_button}</button>
            </form>
        </section>
    }
    .into_any()
}

fn known_view(visit: &Visit) -> AnyView {
    let text = visit.text().invitation;
    let back = visit.same_page(visit.lang);
    let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    view! {
        <section class="kj-section" aria-labelledby="accept-title">
            <h2 class="kj-section__title" id="accept-title">{text.accept_title}</h2>
            <p>{text.sign_in_lead}</p>
            <p class="kj-actions">
                <a class="kj-button" data-tone="primary" href=visit.href(&format!("/login?back={back}"))>
                    {text.sign_in_button}
                </a>
            </p>
        </section>
    }
    .into_any()
}

fn new_view(visit: &Visit, typed: &Typed) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().invitation);
    let name = Field::new("name", text.name)
        .required()
        .value(typed.name.clone())
        .error(error(typed, "name"));
    let password = Field::new("password", text.password)
        .required()
        .hint(text.password_hint)
        .error(error(typed, "password"));
    view! {
        <section class="kj-section" aria-labelledby="accept-title">
            <h2 class="kj-section__title" id="accept-title">{text.accept_title}</h2>
            <p>{text.new_lead}</p>
            <form class="kj-form" method="post" action=action(visit) novalidate=true>
                <TextInput lang field=name width=InputWidth::Full autocomplete="name" />
                <TextInput
                    lang
                    field=password
                    kind=InputKind::Password
                    width=InputWidth::Full
                    autocomplete="new-password"
                />
                <button class="kj-button" data-tone="primary" name="answer" value="accept">{text.new_button}</button>
            </form>
        </section>
    }
    .into_any()
}

fn decline_view(visit: &Visit, typed: &Typed) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().invitation);
    let reason = Field::new("reason", text.reason)
        .optional()
        .value(typed.reason.clone())
        .error(error(typed, "reason"));
    view! {
        <section class="kj-section" aria-labelledby="decline-title">
            <h2 class="kj-section__title" id="decline-title">{text.decline_title}</h2>
            <p>{text.decline_lead}</p>
            <form class="kj-form" method="post" action=action(visit) novalidate=true>
                <TextArea lang field=reason rows=3 limit=Some(REASON_CHARS) />
                <button class="kj-button" data-tone="outline" name="answer" value="decline">
                    {text.decline_button}
                </button>
            </form>
        </section>
    }
}

fn error(typed: &Typed, field: &str) -> Option<String> {
    let found = typed.errors.iter().find(|(named, _)| *named == field);
    found.map(|(_, sentence)| (*sentence).to_owned())
}
