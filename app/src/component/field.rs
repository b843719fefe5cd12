//! What all form fields share (ux 3.5, form label): label with requirement, support text, control, error text, in this
//! order. A field shows exactly what was typed; it judges nothing.

use domain::Lang;
use leptos::prelude::*;

use crate::text::component::ComponentText;

/// Whether a field must be filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Requirement {
    /// ※必須.
    Required,
    /// ※任意.
    Optional,
    /// Not said, for fields outside of forms with a mixture.
    #[default]
    Unsaid,
}

/// A field: its names, what was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// The `name` attribute, also the `id` of the first control, so that an error link lands there.
    pub name: String,
    /// The label.
    pub label: String,
    /// Whether it must be filled in.
    pub requirement: Requirement,
    /// Support text.
    pub hint: Option<String>,
    /// What was typed or ticked, unchanged.
    pub values: Vec<String>,
    /// What to do about it.
    pub error: Option<String>,
}

impl Field {
    /// An empty field.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// Marked ※必須.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.requirement = Requirement::Required;
        self
    }

    /// Marked ※任意.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.requirement = Requirement::Optional;
        self
    }

    /// With support text.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With one typed value.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.values = vec![value.into()];
        self
    }

    /// With the ticked values.
    #[must_use]
    pub fn values<I: Into<String>>(mut self, values: impl IntoIterator<Item = I>) -> Self {
        self.values = values.into_iter().map(Into::into).collect();
        self
    }

    /// With what is wrong, if anything is.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// The typed value; empty if there is none.
    pub fn typed(&self) -> String {
        self.values.first().cloned().unwrap_or_default()
    }

    /// Whether a value is ticked.
    pub fn has(&self, value: &str) -> bool {
        self.values.iter().any(|ticked| ticked == value)
    }

    /// Id of the support text.
    pub fn hint_id(&self) -> String {
        format!("{}-hint", self.name)
    }

    /// Id of the error text.
    pub fn error_id(&self) -> String {
        format!("{}-error", self.name)
    }

    /// Id of the legend of a field with several controls.
    pub fn legend_id(&self) -> String {
        format!("{}-legend", self.name)
    }

    /// For `aria-describedby`: the error comes first, then the support text, then more ids.
    pub fn described_by(&self, more: Option<&str>) -> Option<String> {
        let error = self.error.as_ref().map(|_| self.error_id());
        let hint = self.hint.as_ref().map(|_| self.hint_id());
        let ids: Vec<_> = [error, hint, more.map(str::to_owned)].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// For `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }
}

/// The requirement mark beside a label.
#[component]
fn RequirementMark(lang: Lang, requirement: Requirement) -> impl IntoView {
    let text = ComponentText::of(lang);
    let (code, word) = match requirement {
        Requirement::Required => ("required", text.required),
        Requirement::Optional => ("optional", text.optional),
        Requirement::Unsaid => return None,
    };
    Some(view! { " "<span class="kj-requirement" data-kind=code>{word}</span> })
}

fn hint_view(field: &Field) -> impl IntoView + use<> {
    let id = field.hint_id();
    field
        .hint
        .clone()
        .map(|hint| view! { <p class="kj-field__hint" id=id>{hint}</p> })
}

fn error_view(field: &Field) -> impl IntoView + use<> {
    let id = field.error_id();
    field
        .error
        .clone()
        .map(|error| view! { <p class="kj-field__error" id=id>"＊"{error}</p> })
}

/// A field with one control, given as children. The control has `id` = the field's name.
#[component]
pub fn FormField(
    /// Language of the page.
    lang: Lang,
    /// The field.
    field: Field,
    /// The control.
    children: Children,
) -> impl IntoView {
    let hint = hint_view(&field);
    let error = error_view(&field);
    let invalid = field.invalid();
    view! {
        <div class="kj-field" data-invalid=invalid>
            <label class="kj-field__label" for=field.name>
                {field.label}
                <RequirementMark lang requirement=field.requirement />
            </label>
            {hint}
            {children()}
            {error}
        </div>
    }
}

/// A field with several controls, given as children. The first control has `id` = the field's name.
#[component]
pub fn FormFieldset(
    /// Language of the page.
    lang: Lang,
    /// The field.
    field: Field,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let hint = hint_view(&field);
    let error = error_view(&field);
    let (invalid, described_by) = (field.invalid(), field.described_by(None));
    let legend_id = field.legend_id();
    view! {
        <fieldset class="kj-field" data-invalid=invalid aria-describedby=described_by>
            <legend class="kj-field__label" id=legend_id>
                {field.label}
                <RequirementMark lang requirement=field.requirement />
            </legend>
            {hint}
            {children()}
            {error}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 説明の参照は誤りが先に来る() {
        let field = Field::new("title", "事業名")
            .required()
            .hint("例")
            .error(Some("入力してください".to_owned()));
        assert_eq!(
            field.described_by(Some("title-limit")).as_deref(),
            Some("title-error title-hint title-limit")
        );
        assert_eq!(Field::new("title", "事業名").described_by(None), None);
    }
}
