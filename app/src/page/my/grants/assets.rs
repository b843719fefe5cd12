//! `/my/grants/{id}/assets`: 財産管理台帳 (法22条): things of value, and leave to dispose of them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::grant_case::{AssetForm, AssetState, AssetStep};
use domain::permit::Action;
use domain::value::GrantAssetId;
use domain::{Lang, Problems};
use leptos::prelude::*;
use store::{Refusal, StoredAsset, StoredGrant};

use super::{back, get_for, head, may, path, version};
use crate::component::{ErrorSummary, FieldError, Notice, NoticeTone};
use crate::document::respond;
use crate::page::FormPairs;
use crate::page::grant::control::{Kind, input};
use crate::page::grant::{asset_table, error, errors, heading, sentence, yen};
use crate::text::grant_field;
use crate::{Failure, Site, Visit};

/// What was asked about a thing of the register, when that was refused.
#[derive(Clone, Debug, Default)]
struct Wish {
    asset: Option<GrantAssetId>,
    reason: String,
}

impl Wish {
    /// The id of the input of a thing's reason.
    fn field(asset: GrantAssetId) -> String {
        format!("reason-{asset}")
    }

    /// The list above the page, with links to the fields as they are called here.
    fn errors(&self, lang: Lang, problems: &Problems) -> Vec<FieldError> {
        match self.asset {
            None => errors(lang, problems),
            Some(asset) => problems
                .iter()
                .map(|found| FieldError::new(&Self::field(asset), sentence(lang, found)))
                .collect(),
        }
    }
}

/// Shows the register.
///
/// # Errors
/// Leads to the sign-in page; 403; 404 for what is not the visitor's.
pub async fn get(State(site): State<Site>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = get_for(&site, &visit, &id, Action::EditGrant).await?;
    show(&site, &visit, whole, Default::default(), Problems::new()).await
}

/// Enters a thing, asks to dispose of one, or records its disposal.
///
/// # Errors
/// As [`get`]; 409 when that is not possible now.
pub async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    pairs: FormPairs,
) -> Result<Response, Failure> {
    let whole = get_for(&site, &visit, &id, Action::EditGrant).await?;
    let (store, actor, seen) = (&site.store, &visit.actor, pairs.seen_version()?);
    let mut form = AssetForm::default();
    let mut wish = Wish::default();
    let done = if let Some(step) = AssetStep::from_code(pairs.text("do")) {
        let asset: GrantAssetId = pairs.text("asset").parse().map_err(|_| Failure::NotFound)?;
        wish = Wish {
            asset: Some(asset),
            reason: pairs.text("reason").to_owned(),
        };
        store
            .step_asset(actor, (whole.id, seen), asset, step, pairs.text("reason"))
            .await
    } else {
        form.replace(AssetForm::FIELDS, pairs.iter());
        match form.check(visit.today) {
            Ok(asset) => store.register_asset(actor, whole.id, seen, &asset).await.map(|_| ()),
            Err(problems) => Err(problems.into()),
        }
    };
    match done {
        Ok(()) => Ok(Redirect::to(&visit.href(&format!("{}/assets?done", path(whole.id)))).into_response()),
        Err(Refusal::Problems(problems)) => show(&site, &visit, whole, (form, wish), problems).await,
        Err(refusal) => Err(refusal.into()),
    }
}

async fn show(
    site: &Site,
    visit: &Visit,
    whole: StoredGrant,
    typed: (AssetForm, Wish),
    problems: Problems,
) -> Result<Response, Failure> {
    let assets = site.store.list_grant_assets(whole.id).await?;
    let head = head(visit, &whole, Some(visit.text().grant.assets)).refused_if(!problems.is_empty());
    let (shown, all) = (visit.clone(), Arc::new((whole, assets, typed, problems)));
    respond(site, visit, head, move || view(&shown, &all.0, &all.1, &all.2, &all.3)).await
}

fn view(
    visit: &Visit,
    whole: &StoredGrant,
    assets: &[StoredAsset],
    (form, wish): &(AssetForm, Wish),
    problems: &Problems,
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().grant);
    let done = (visit.query == "done")
        .then(|| view! { <Notice lang tone=NoticeTone::Success title=text.done announced=true /> });
    let action = visit.href(&format!("{}/assets", path(whole.id)));
    let from = yen(lang, whole.call.call.costs.purchase.asset_from);
    let table = (!assets.is_empty()).then(|| {
        view! {
            <h2 class="kj-section__title">{text.register}</h2>
            {asset_table(visit, assets, |one| dispose(visit, whole, one, (&action, wish, problems)))}
        }
    });
    view! {
        <div class="kj-form-page">
            {back(visit, whole)}
            <ErrorSummary lang errors=wish.errors(lang, problems) />
            {done}
            {heading(visit, whole, text.assets)}
            <p>{(text.assets_lead)(&from)}</p>
            {table}
            <section class="kj-section">
                <h2 class="kj-section__title">{text.asset_new}</h2>
                <form class="kj-form" method="post" action=action.clone() novalidate=true>
                    {version(whole)}
                    {input(lang, ("name", &form.name, Kind::Line), true, problems)}
                    {input(lang, ("acquired_on", &form.acquired_on, Kind::Day), true, problems)}
                    {input(lang, ("price", &form.price, Kind::Money), true, problems)}
                    {input(lang, ("place", &form.place, Kind::Line), true, problems)}
                    {input(lang, ("purpose", &form.purpose, Kind::Line), true, problems)}
                    {input(lang, ("restricted_until", &form.restricted_until, Kind::Day), true, problems)}
                    <p><button class="kj-button" data-tone="primary" type="submit" name="do" value="add">{text.asset_add}</button></p>
                </form>
            </section>
        </div>
    }
}

/// What can be done with a thing: before the end of its restriction one asks, after it one tells.
fn dispose(
    visit: &Visit,
    whole: &StoredGrant,
    one: &StoredAsset,
    (action, wish, problems): (&str, &Wish, &Problems),
) -> AnyView {
    if one.state != AssetState::Used || !may(visit, whole, Action::SubmitGrant) {
        return ().into_any();
    }
    let asset_from = whole.call.call.costs.purchase.asset_from;
    let step = if one.asset.is_restricted(visit.today, asset_from) {
        AssetStep::Ask
    } else {
        AssetStep::Dispose
    };
    let lang = visit.lang;
    let id = Wish::field(one.id);
    let is_refused = wish.asset == Some(one.id);
    let wrong = is_refused.then(|| error(lang, problems, "reason")).flatten();
    let typed = if is_refused { wish.reason.clone() } else { String::new() };
    let error_id = format!("{id}-error");
    let described = wrong.as_ref().map(|_| error_id.clone());
    let invalid = wrong.as_ref().map(|_| "true");
    view! {
        <form class="kj-actions" method="post" action=action.to_owned()>
            {version(whole)}
            <input type="hidden" name="asset" value=one.id.to_string() />
            <label for=id.clone()>{grant_field::label(lang, "reason")}</label>
            <input
                class="kj-input"
                type="text"
                id=id
                name="reason"
                value=typed
                data-width="medium"
                aria-describedby=described
                aria-invalid=invalid
            />
            {wrong.map(|words| view! { <p class="kj-field__error" id=error_id>"＊"{words}</p> })}
            <button class="kj-button" data-tone="outline" type="submit" name="do" value=step.code()>{step.name(lang)}</button>
        </form>
    }
    .into_any()
}
