//! The text typed into a form that a plain HTML post brought back with an error, so that nothing is lost.

/// What the server kept of the failed post, as [`crate::keep`] returned it; never a password, token or secret.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TypedForm {
    /// The path that the form was sent to.
    pub action: String,
    /// Field names with their values as they were sent; checkboxes share a name.
    pub fields: Vec<(String, Vec<String>)>,
}

/// The earlier value of `field` in the form that posts to `action_path`; empty when there is none.
pub fn typed(action_path: &str, field: &str) -> String {
    typed_all(action_path, field).into_iter().next().unwrap_or_default()
}

/// The same for a field that shows a stored value: that is used unless a failed post brought another one.
pub fn typed_or(action_path: &str, field: &str, stored: String) -> String {
    typed_all(action_path, field).into_iter().next().unwrap_or(stored)
}

/// Every earlier value of `field`, such as the checkboxes of a list that share its name.
pub fn typed_all(action_path: &str, field: &str) -> Vec<String> {
    read(action_path, field).unwrap_or_default()
}

#[cfg(feature = "ssr")]
fn read(action_path: &str, field: &str) -> Option<Vec<String>> {
    let parts = leptos::prelude::use_context::<axum::http::request::Parts>()?;
    let form = parts.extensions.get::<TypedForm>().filter(|form| form.action == action_path)?;
    form.fields.iter().find(|(name, _)| name == field).map(|(_, values)| values.clone())
}

#[cfg(not(feature = "ssr"))]
fn read(_action_path: &str, _field: &str) -> Option<Vec<String>> {
    None
}
