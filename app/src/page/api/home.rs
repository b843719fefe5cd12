//! `/api`: how to use the public API, drawn from its OpenAPI document, so that it cannot say anything else than the
//! document does.

use axum::extract::State;
use axum::response::Response;
use domain::Lang;
use leptos::prelude::*;
use serde_json::Value;

use super::v1::openapi;
use crate::document::{Head, respond};
use crate::text::api;
use crate::{Failure, Site, Visit, link};

/// Shows the page.
///
/// # Errors
/// When the document cannot be made.
pub async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Failure> {
    let title = visit.text().api.title;
    let document = openapi::document(&site, visit.lang)?;
    let root = link::absolute(&site, &visit.href("/api/v1/programs"));
    let shown = visit.clone();
    respond(&site, &visit, Head::new(title).here(title), move || {
        view(&shown, &document, &root)
    })
    .await
}

fn view(visit: &Visit, document: &Value, root: &str) -> impl IntoView + use<> {
    let (lang, text) = (visit.lang, visit.text().api);
    let rules = text.rules.iter().map(|rule| view! { <li>{*rule}</li> }).collect_view();
    let mut operations: Vec<(String, Value)> = members(&document["paths"])
        .into_iter()
        .filter_map(|(path, item)| Some((path, item.get("get")?.clone())))
        .collect();
    operations.sort_by_key(|(_, operation)| api::place(operation["operationId"].as_str().unwrap_or_default()));
    let operations = operations
        .iter()
        .map(|(path, operation)| operation_view(lang, path, operation))
        .collect_view();
    let schemas = schemas(lang, document);
    let document_href = visit.href("/api/v1/openapi.json");
    view! {
        <h1 class="kj-title">{text.title}</h1>
        <div class="kj-prose kj-api">
            <p>{text.lead}</p>
            <ul>{rules}</ul>
            <p><a href=document_href>{text.document}</a></p>
            <h2 class="kj-section__title">{text.example}</h2>
            <pre class="kj-api__code" tabindex="0"><code>{format!("curl '{root}?acceptance=1&limit=5'")}</code></pre>
        </div>
        {operations}
        {schemas}
    }
}

fn operation_view(lang: Lang, path: &str, operation: &Value) -> impl IntoView + use<> {
    let text = crate::text::Text::of(lang).api;
    let name = operation["operationId"].as_str().unwrap_or_default().to_owned();
    let heading = name.clone();
    let summary = operation["summary"].as_str().unwrap_or_default().to_owned();
    let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let parameters = parameters
        .iter()
        .map(|parameter| Row {
            name: parameter["name"].as_str().unwrap_or_default().to_owned(),
            kind: kind(lang, &parameter["schema"]),
            is_required: parameter["required"] == true,
            meaning: parameter["description"].as_str().unwrap_or_default().to_owned(),
        })
        .collect();
    let answers = members(&operation["responses"])
        .into_iter()
        .map(|(status, answer)| {
            let words = answer["description"].as_str().unwrap_or_default().to_owned();
            let schema = kind(lang, &answer["content"]["application/json"]["schema"]);
            view! {
                <tr>
                    <td>{status}</td>
                    <td>{words}</td>
                    <td><code>{schema}</code></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="kj-section kj-api" aria-labelledby=heading>
            <h2 class="kj-section__title" id=name>{summary}</h2>
            <pre class="kj-api__code" tabindex="0"><code>{format!("GET {path}")}</code></pre>
            {table(lang, text.parameters.to_owned(), parameters)}
            <div class="kj-table-frame" tabindex="0" role="group" aria-label=text.answers>
                <table class="kj-table">
                    <caption class="kj-api__caption">{text.answers}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text.status}</th>
                            <th scope="col">{text.meaning}</th>
                            <th scope="col">{text.kind}</th>
                        </tr>
                    </thead>
                    <tbody>{answers}</tbody>
                </table>
            </div>
        </section>
    }
}

fn schemas(lang: Lang, document: &Value) -> impl IntoView + use<> {
    let text = crate::text::Text::of(lang).api;
    let mut schemas = members(&document["components"]["schemas"]);
    schemas.retain(|(_, schema)| schema["properties"].is_object());
    let first = |(name, schema): &(String, Value)| {
        let fields = members(&schema["properties"]).into_iter();
        fields.map(|(field, _)| api::place(&format!("{name}.{field}"))).min()
    };
    schemas.sort_by_key(first);
    schemas
        .into_iter()
        .map(|(name, schema)| {
            let mut fields = members(&schema["properties"]);
            fields.sort_by_key(|(field, _)| api::place(&format!("{name}.{field}")));
            let rows = fields
                .into_iter()
                .map(|(field, value)| Row {
                    kind: kind(lang, &value),
                    is_required: false,
                    meaning: value["description"].as_str().unwrap_or_default().to_owned(),
                    name: field,
                })
                .collect();
            table(lang, (text.fields)(&name), rows)
        })
        .collect_view()
}

struct Row {
    name: String,
    kind: String,
    is_required: bool,
    meaning: String,
}

fn table(lang: Lang, caption: String, rows: Vec<Row>) -> impl IntoView + use<> {
    let text = crate::text::Text::of(lang).api;
    let name = caption.clone();
    let rows = rows
        .into_iter()
        .map(|row| {
            let required = row.is_required.then(|| format!(" ({})", text.required));
            view! {
                <tr>
                    <td><code>{row.name}</code></td>
                    <td>{row.kind}{required}</td>
                    <td>{row.meaning}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="kj-table-frame" tabindex="0" role="group" aria-label=name>
            <table class="kj-table">
                <caption class="kj-api__caption">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text.name}</th>
                        <th scope="col">{text.kind}</th>
                        <th scope="col">{text.meaning}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The type of a value in words: the names of JSON, and of the choices where there are only some.
fn kind(lang: Lang, schema: &Value) -> String {
    let text = crate::text::Text::of(lang).api;
    let or = format!(" {} ", text.or);
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        if let Some(kinds) = schema[several].as_array() {
            let kinds: Vec<_> = kinds
                .iter()
                .map(|one| kind(lang, one))
                .filter(|one| !one.is_empty())
                .collect();
            return kinds.join(&or);
        }
    }
    if let Some(choices) = schema["enum"].as_array() {
        let choices: Vec<_> = choices.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        return choices.join(&or);
    }
    let one = |name: &str| match name {
        "null" => text.none.to_owned(),
        "array" => (text.list_of)(&kind(lang, &schema["items"])),
        other => other.to_owned(),
    };
    match &schema["type"] {
        Value::String(name) => one(name),
        Value::Array(names) => {
            let names: Vec<_> = names.iter().filter_map(Value::as_str).map(one).collect();
            names.join(&or)
        }
        _ => String::new(),
    }
}

fn members(value: &Value) -> Vec<(String, Value)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.clone(), value.clone())).collect()
}
