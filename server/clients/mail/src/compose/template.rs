//! Fills `{{name}}` placeholders in one pass, so that a value can neither open a tag nor a placeholder of its own.
//!
//! Values are inserted after MJML has become HTML: they never reach the MJML parser.

use std::{borrow::Cow, collections::BTreeMap};

use mrml::prelude::render::RenderOptions;

use crate::MailError;

/// The values of one letter by placeholder name.
#[derive(Clone, Debug, Default)]
pub struct Values<'a>(BTreeMap<&'static str, Cow<'a, str>>);

impl<'a> Values<'a> {
    pub fn set(&mut self, place: &'static str, value: impl Into<Cow<'a, str>>) {
        self.0.insert(place, value.into());
    }

    fn get(&self, place: &str) -> Result<&str, MailError> {
        let value = self.0.get(place.trim()).map(Cow::as_ref);
        value.ok_or_else(|| MailError::Message(format!("a template names the unknown place {place}")))
    }
}

/// Renders MJML and fills it, every value escaped for HTML text and quoted attributes.
pub fn html(mjml: &str, values: &Values<'_>) -> Result<String, MailError> {
    let broken = |reason: String| MailError::Message(format!("a template is not valid MJML: {reason}"));
    let document = mrml::parse(mjml).map_err(|error| broken(error.to_string()))?;
    // No web fonts: a mail must not call a third party when it is opened.
    let options = RenderOptions { fonts: std::iter::empty().collect(), ..RenderOptions::default() };
    let skeleton = document.element.render(&options).map_err(|error| broken(error.to_string()))?;
    fill(&skeleton, values, escape)
}

/// Fills a plain-text template; the values are inserted unescaped.
pub fn text(template: &str, values: &Values<'_>) -> Result<String, MailError> {
    fill(template, values, as_it_is)
}

fn as_it_is(value: &str) -> Cow<'_, str> {
    Cow::Borrowed(value)
}

fn fill(template: &str, values: &Values<'_>, write: fn(&str) -> Cow<'_, str>) -> Result<String, MailError> {
    let mut filled = String::with_capacity(template.len() + 1024);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (place, behind) =
            after.split_once("}}").ok_or_else(|| MailError::Message("a template leaves a place open".into()))?;
        filled.push_str(before);
        filled.push_str(&write(values.get(place)?));
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn escape(value: &str) -> Cow<'_, str> {
    if !value.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(value);
    }
    let mut escaped = String::with_capacity(value.len() + 16);
    for c in value.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_looks_like_a_place_stays_text() {
        let mut values = Values::default();
        values.set("name", "{{link}}");
        values.set("link", "https://secret.example");
        assert_eq!(text("Hello {{name}}!", &values), Ok("Hello {{link}}!".into()));
    }

    #[test]
    fn unknown_and_open_places_are_errors() {
        assert!(text("{{nobody}}", &Values::default()).is_err());
        assert!(text("{{open", &Values::default()).is_err());
    }

    #[test]
    fn values_are_inert_in_text_and_in_attributes() {
        assert_eq!(escape("<b>&\"'"), "&lt;b&gt;&amp;&quot;&#39;");
    }
}
