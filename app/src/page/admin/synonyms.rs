//! `/admin/synonyms`: synonyms and corrections of the search, changed by the secretariat after seeing what changes
//! (SRCH-12).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::synonym::{self, Fault, LineFault, SynonymLine};
use leptos::prelude::*;
use search_index::SynonymChange;
use store::{Refusal, SynonymVersion};

use super::search::require;
use crate::component::{ErrorSummary, Field, FieldError, Notice, NoticeTone, TextArea, TextInput, plain_table};
use crate::document::{Head, respond};
use crate::page::FormPairs;
use crate::synonyms::{built_in, table_of};
use crate::{Failure, Site, Visit};

/// Versions that are listed.
const VERSIONS: u64 = 30;

/// Most searches that are tried at once.
const SAMPLES: usize = 20;

/// Most changed words that are shown.
const CHANGES: usize = 200;

/// What was typed.
#[derive(Clone, Default)]
struct Typed {
    content: String,
    note: String,
    samples: String,
    /// Number of the table it was made from.
    seen: i64,
}

/// What a change would do.
#[derive(Clone)]
struct Preview {
    added: Vec<String>,
    removed: Vec<String>,
    changes: Vec<SynonymChange>,
    samples: Vec<(String, u32, u32)>,
}

/// Shows the editor; `?version=` loads an earlier table into it.
///
/// # Errors
/// Leads to the sign-in page; 403; when the database fails.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    require(&visit)?;
    let seen = site.store.last_synonyms().await?;
    let wanted = form_urlencoded::parse(visit.query.as_bytes())
        .find(|(name, _)| name == "version")
        .and_then(|(_, value)| value.parse::<i64>().ok());
    let content = content_of(&site, wanted.unwrap_or(seen)).await?;
    let typed = Typed {
        content,
        seen,
        ..Typed::default()
    };
    show(&site, &visit, typed, Vec::new(), None).await
}

/// Shows what would change, or puts the table in force.
///
/// # Errors
/// As [`get`]; 409 when somebody else has changed the table since.
pub async fn post(State(site): State<Site>, visit: Visit, pairs: FormPairs) -> Result<Response, Failure> {
    require(&visit)?;
    let typed = Typed {
        content: pairs.text("content").to_owned(),
        note: pairs.text("note").to_owned(),
        samples: pairs.text("samples").to_owned(),
        seen: pairs.text("seen").parse().map_err(|_| Failure::Stale)?,
    };
    let lines = match synonym::parse(&typed.content) {
        Ok(lines) => lines,
        Err(faults) => {
            let errors = faults
                .iter()
                .map(|fault| ("content", sentence(&visit, fault)))
                .collect();
            return show(&site, &visit, typed, errors, None).await;
        }
    };
    let table = table_of(&lines);
    if pairs.text("step") != "save" {
        let before = synonym::parse(&content_of(&site, typed.seen).await?).unwrap_or_default();
        let preview = preview(&site, &visit, &typed, &before, &lines);
        return show(&site, &visit, typed, Vec::new(), Some(preview)).await;
    }
    let content = synonym::write(&lines);
    match site
        .store
        .change_synonyms(&visit.actor, typed.seen, &content, &typed.note)
        .await
    {
        Ok(_) => {
            // Other servers take it over by themselves; here the next search already knows it.
            site.index.set_synonyms(&table);
            Ok(Redirect::to(&visit.href("/admin/synonyms?saved")).into_response())
        }
        Err(Refusal::Problems(_)) => {
            let text = visit.text().search_admin;
            let words = if typed.note.trim().is_empty() {
                text.note_empty
            } else {
                text.note_long
            };
            show(&site, &visit, typed, vec![("note", words.to_owned())], None).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The table of a version as it is written; the built-in one for 0 and for what does not exist.
async fn content_of(site: &Site, number: i64) -> Result<String, Failure> {
    let version = site.store.find_synonyms(number).await?;
    Ok(version.map_or_else(built_in, |version| version.content))
}

fn preview(site: &Site, visit: &Visit, typed: &Typed, before: &[SynonymLine], after: &[SynonymLine]) -> Preview {
    let only = |these: &[SynonymLine], others: &[SynonymLine]| -> Vec<String> {
        let gone: Vec<SynonymLine> = these.iter().filter(|line| !others.contains(line)).cloned().collect();
        synonym::write(&gone).lines().map(str::to_owned).collect()
    };
    let table = table_of(after);
    let scope = visit.actor.search_scope();
    let mut changes = site.index.preview_synonyms(&table, scope, visit.today);
    changes.truncate(CHANGES);
    let samples: Vec<String> = typed
        .samples
        .lines()
        .map(domain::normalise::single_line)
        .filter(|line| !line.is_empty())
        .take(SAMPLES)
        .collect();
    Preview {
        added: only(after, before),
        removed: only(before, after),
        changes,
        samples: site.index.preview_queries(&table, &samples, scope, visit.today),
    }
}

/// What is wrong with a line, as a sentence.
fn sentence(visit: &Visit, (line, fault): &Fault) -> String {
    let text = visit.text().search_admin;
    let words = match fault {
        LineFault::Repeated(first) => (text.repeated)(*first),
        LineFault::Unreadable => text.faults[0].to_owned(),
        LineFault::TooFew => text.faults[1].to_owned(),
        LineFault::TooMany => text.faults[2].to_owned(),
        LineFault::TooLong => text.faults[3].to_owned(),
        LineFault::Twice => text.faults[4].to_owned(),
        LineFault::Circular => text.faults[6].to_owned(),
        LineFault::TooManyLines => text.faults[7].to_owned(),
    };
    (text.fault)(*line, &words)
}

async fn show(
    site: &Site,
    visit: &Visit,
    typed: Typed,
    errors: Vec<(&'static str, String)>,
    preview: Option<Preview>,
) -> Result<Response, Failure> {
    let versions = site.store.list_synonyms(VERSIONS).await?;
    let text = visit.text();
    let name = text.search_admin.synonyms;
    let head = Head::new(name)
        .refused_if(!errors.is_empty())
        .crumb(text.admin.title, visit.href("/admin"))
        .here(name)
        .private();
    let shown = visit.clone();
    respond(site, visit, head, move || {
        view(&shown, &typed, &errors, preview.as_ref(), &versions)
    })
    .await
}

fn view(
    visit: &Visit,
    typed: &Typed,
    errors: &[(&'static str, String)],
    preview: Option<&Preview>,
    versions: &[SynonymVersion],
) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().search_admin);
    let in_force = if typed.seen == 0 {
        text.in_force_built_in.to_owned()
    } else {
        (text.in_force)(typed.seen)
    };
    let summary: Vec<_> = errors
        .iter()
        .map(|(field, words)| FieldError::new(field, words.clone()))
        .collect();
    let error = |name: &str| {
        let found: Vec<&str> = errors
            .iter()
            .filter(|(field, _)| *field == name)
            .map(|(_, words)| words.as_str())
            .collect();
        (!found.is_empty()).then(|| found.join(" "))
    };
    let content = Field::new("content", text.content)
        .hint(text.syntax.join("　"))
        .value(typed.content.clone())
        .error(error("content"));
    let samples = Field::new("samples", text.samples)
        .hint(text.samples_hint)
        .value(typed.samples.clone());
    let note = Field::new("note", text.note)
        .hint(text.note_hint)
        .value(typed.note.clone())
        .error(error("note"));
    let saved = visit.query == "saved";
    view! {
        {(!summary.is_empty()).then(|| view! { <ErrorSummary lang errors=summary /> })}
        {saved.then(|| view! { <Notice lang tone=NoticeTone::Success title=text.saved announced=true /> })}
        <h1 class="kj-title">{text.synonyms}</h1>
        <p>{text.synonyms_lead}" "{in_force}</p>
        {preview.map(|preview| preview_view(visit, preview))}
        <form class="kj-form" method="post" action=visit.href("/admin/synonyms") novalidate=true>
            <input type="hidden" name="seen" value=typed.seen.to_string() />
            <TextArea lang field=content rows=20 />
            <TextArea lang field=samples rows=4 />
            <TextInput lang field=note />
            <div class="kj-actions">
                <button class="kj-button" data-tone="primary" type="submit" name="step" value="preview">
                    {text.preview}
                </button>
                <button class="kj-button" data-tone="outline" type="submit" name="step" value="save">{text.save}</button>
            </div>
        </form>
        {versions_view(visit, versions)}
    }
}

fn preview_view(visit: &Visit, preview: &Preview) -> AnyView {
    let text = visit.text().search_admin;
    let lines = |title: &'static str, lines: &[String]| {
        let items = lines
            .iter()
            .map(|line| view! { <li lang="ja">{line.clone()}</li> })
            .collect_view();
        (!lines.is_empty()).then(|| view! { <h3>{title}</h3><ul class="kj-prose">{items}</ul> })
    };
    let join = if visit.lang == domain::Lang::Ja { "、" } else { ", " };
    let rows = preview
        .changes
        .iter()
        .map(|change| {
            view! {
                <tr>
                    <th scope="row" lang="ja">{change.word.clone()}</th>
                    <td lang="ja">{change.before.join(join)}</td>
                    <td lang="ja">{change.after.join(join)}</td>
                    <td>{(text.count_change)(change.count_before, change.count_after)}</td>
                </tr>
            }
        })
        .collect_view();
    let changes = if preview.changes.is_empty() {
        view! { <p>{text.preview_none}</p> }.into_any()
    } else {
        plain_table(
            "preview-title",
            [text.col_word, text.col_before, text.col_after, text.col_count],
            rows,
        )
    };
    let samples = preview
        .samples
        .iter()
        .map(|(query, before, after)| {
            let counts = (text.count_change)(*before, *after);
            view! { <li><span lang="ja">{query.clone()}</span>" "{counts}</li> }
        })
        .collect_view();
    let samples = (!preview.samples.is_empty())
        .then(|| view! { <h3>{text.samples_title}</h3><ul class="kj-prose">{samples}</ul> });
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="preview-title">{text.preview_title}</h2>
            {lines(text.added, &preview.added)}
            {lines(text.removed, &preview.removed)}
            {changes}
            {samples}
        </section>
    }
    .into_any()
}

fn versions_view(visit: &Visit, versions: &[SynonymVersion]) -> AnyView {
    let (lang, text) = (visit.lang, visit.text().search_admin);
    let rows = versions
        .iter()
        .map(|version| {
            let href = visit.href(&format!("/admin/synonyms?version={}", version.number));
            view! {
                <tr>
                    <th scope="row">{version.number}</th>
                    <td>{version.created_at.format_jst(lang)}</td>
                    <td>{version.by.clone().unwrap_or_else(|| text.operator.to_owned())}</td>
                    <td>{version.note.clone()}</td>
                    <td><a href=href aria-label=(text.use_of)(version.number)>{text.use_version}</a></td>
                </tr>
            }
        })
        .collect_view();
    let body = if versions.is_empty() {
        view! { <p>{text.versions_none}</p> }.into_any()
    } else {
        plain_table(
            "versions-title",
            [
                text.col_number,
                text.col_when,
                text.col_who,
                text.col_note,
                visit.text().alert.col_actions,
            ],
            rows,
        )
    };
    view! {
        <section class="kj-section">
            <h2 class="kj-section__title" id="versions-title">{text.versions}</h2>
            {body}
        </section>
    }
    .into_any()
}
