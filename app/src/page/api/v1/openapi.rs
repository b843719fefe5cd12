//! `/api/v1/openapi.json`: the API as an OpenAPI 3.1 document. Paths, parameters and types come from the code; the words
//! come from the texts, in the language of the address.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::Lang;
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use utoipa::OpenApi;

use super::{marked, program, programs};
use crate::edition::Edition;
use crate::text::{Text, api};
use crate::{Failure, Site, Visit, link};

#[derive(OpenApi)]
#[openapi(paths(programs::get, program::get))]
struct Document;

/// Answers the document.
///
/// # Errors
/// When the database fails.
pub async fn get(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let visit = visit.as_anonymous();
    let edition = Edition::of(&site, &visit, "").await?;
    if edition.is_known(&headers) {
        return Ok(marked(&edition, StatusCode::NOT_MODIFIED));
    }
    Ok(marked(&edition, Json(document(&site, visit.lang)?)))
}

/// The document in a language.
///
/// # Errors
/// Never in practice: the document is made of plain values.
pub fn document(site: &Site, lang: Lang) -> Result<Value, Failure> {
    let mut document =
        serde_json::to_value(Document::openapi()).map_err(|error| Failure::fault(format!("OpenAPI: {error}")))?;
    let text = Text::of(lang);
    document["info"] = json!({
        "title": format!("{} API", text.site.name),
        "version": "1.0",
        "description": std::iter::once(text.api.lead).chain(text.api.rules.iter().copied()).collect::<Vec<_>>().join("\n\n"),
    });
    document["servers"] = json!([{ "url": link::absolute(site, link::in_language(lang, "/").trim_end_matches('/')) }]);
    document["externalDocs"] = json!({ "url": link::absolute(site, &link::in_language(lang, "/api")) });
    let items = document["paths"]
        .as_object_mut()
        .into_iter()
        .flat_map(|paths| paths.values_mut());
    for operation in items
        .flat_map(|item| item.as_object_mut())
        .flat_map(|item| item.values_mut())
    {
        explain_operation(operation, lang);
    }
    let schemas = document["components"]["schemas"].as_object_mut();
    for (name, schema) in schemas.into_iter().flatten() {
        for (field, value) in schema["properties"].as_object_mut().into_iter().flatten() {
            explain(value, lang, &format!("{name}.{field}"));
        }
        if let Some(schema) = schema.as_object_mut() {
            schema.remove("description");
        }
    }
    Ok(document)
}

fn explain_operation(operation: &mut Value, lang: Lang) {
    let name = operation["operationId"].as_str().unwrap_or_default().to_owned();
    if let Some(operation) = operation.as_object_mut() {
        operation.remove("description");
        operation.remove("tags");
    }
    operation["summary"] = json!(api::meaning(lang, &name));
    for parameter in operation["parameters"].as_array_mut().into_iter().flatten() {
        let key = format!("{name}.{}", parameter["name"].as_str().unwrap_or_default());
        explain(parameter, lang, &key);
    }
    for (status, answer) in operation["responses"].as_object_mut().into_iter().flatten() {
        explain(answer, lang, status);
    }
}

fn explain(value: &mut Value, lang: Lang, name: &str) {
    if let (Some(value), Some(words)) = (value.as_object_mut(), api::meaning(lang, name)) {
        value.insert("description".to_owned(), json!(words));
    }
}
