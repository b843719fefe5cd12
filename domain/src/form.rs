//! The shape all typed forms share: named fields that hold exactly what was typed, so that a draft can always be saved
//! and shown again. A form knows nothing about what is right; its `check` does.

/// Declares a form: fields under `one` hold a text, fields under `many` the ticked values in the order they came.
///
/// The field's Rust name is its name in HTML, in imports and in [`crate::Problem`].
macro_rules! form {
    (
        $(#[$meta:meta])* pub struct $name:ident;
        one { $($(#[$one_meta:meta])* $one:ident,)* }
        many { $($(#[$many_meta:meta])* $many:ident,)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$one_meta])* pub $one: String,)*
            $($(#[$many_meta])* pub $many: Vec<String>,)*
        }

        impl $name {
            /// Every field's name, single-valued ones first.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($one),)* $(stringify!($many),)*];

            /// The text of a single-valued field; empty when there is no such field.
            pub fn text(&self, field: &str) -> &str {
                match field {
                    $(stringify!($one) => &self.$one,)*
                    _ => "",
                }
            }

            /// All values of a field; a single-valued field has one unless it is empty.
            pub fn values(&self, field: &str) -> &[String] {
                match field {
                    $(stringify!($one) if self.$one.is_empty() => &[],)*
                    $(stringify!($one) => std::slice::from_ref(&self.$one),)*
                    $(stringify!($many) => &self.$many,)*
                    _ => &[],
                }
            }

            /// Replaces the named fields by what the pairs hold. A named field without a pair becomes empty, which is
            /// how browsers send a group of checkboxes with none ticked; pairs of other fields are ignored.
            pub fn replace<'a>(&mut self, fields: &[&str], pairs: impl IntoIterator<Item = (&'a str, &'a str)>) {
                for field in fields {
                    match *field {
                        $(stringify!($one) => self.$one.clear(),)*
                        $(stringify!($many) => self.$many.clear(),)*
                        _ => {}
                    }
                }
                for (field, value) in pairs {
                    if !fields.contains(&field) {
                        continue;
                    }
                    match field {
                        $(stringify!($one) => self.$one = value.to_owned(),)*
                        $(stringify!($many) if !value.is_empty() => self.$many.push(value.to_owned()),)*
                        _ => {}
                    }
                }
            }
        }
    };
}

pub(crate) use form;
