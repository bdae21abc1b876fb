//! The platform's name on both sides: the server reads it from its settings, the page from a meta tag.

/// The name that appears in titles.
pub fn platform_name() -> String {
    read().unwrap_or_else(|| "SoloOS".to_owned())
}

#[cfg(feature = "ssr")]
fn read() -> Option<String> {
    leptos::prelude::use_context::<crate::RequestContext>()
        .map(|context| context.backend.settings.platform_name.clone())
}

#[cfg(not(feature = "ssr"))]
fn read() -> Option<String> {
    let tag = leptos::prelude::document().query_selector("meta[name=application-name]").ok()??;
    tag.get_attribute("content")
}
