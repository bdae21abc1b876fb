//! Colours and the tab's icon by person and organisation: rendered into the document by the server, updated when
//! somebody signs in or changes organisation without a reload.

use domain::viewer::{Theme, Viewer};
use leptos::prelude::*;
use ui::Accent;

/// The id of the style element that holds the accent.
pub const ACCENT: &str = "accent";

/// The id of the link to the icon in the browser's tab.
pub const ICON: &str = "favicon";
/// The platform's own icon.
const PLATFORM_ICON: &str = "/favicon.svg";

/// The value of `data-theme`; none follows the system's setting.
pub fn theme_attribute(theme: Theme) -> Option<&'static str> {
    (theme != Theme::System).then(|| theme.as_str())
}

/// The accent of the viewer's organisation as custom properties; empty for the platform's default.
pub fn accent_css(viewer: Option<&Viewer>) -> String {
    let current = viewer.and_then(|viewer| viewer.current.as_ref());
    current.and_then(|current| Accent::from_hex(&current.accent)).map(|accent| accent.css()).unwrap_or_default()
}

/// The address of the organisation's icon, or of the platform's.
pub fn icon_href(viewer: Option<&Viewer>) -> String {
    let current = viewer.and_then(|viewer| viewer.current.as_ref());
    current.and_then(|current| current.favicon.clone()).unwrap_or_else(|| PLATFORM_ICON.to_owned())
}

/// Updates the document whenever the viewer changes.
pub fn follow_viewer() {
    let viewer = kit::known_viewer();
    Effect::new(move |before: Option<()>| {
        viewer.with(|viewer| {
            // The first run sees what the server rendered.
            if before.is_some() {
                repaint(viewer.as_ref());
            }
        });
    });
}

fn repaint(viewer: Option<&Viewer>) {
    let document = document();
    if let Some(style) = document.get_element_by_id(ACCENT) {
        style.set_text_content(Some(&accent_css(viewer)));
    }
    if let Some(icon) = document.get_element_by_id(ICON) {
        let _set = icon.set_attribute("href", &icon_href(viewer));
    }
    let Some(root) = document.document_element() else { return };
    let _gone = match viewer.and_then(|viewer| theme_attribute(viewer.theme)) {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}
