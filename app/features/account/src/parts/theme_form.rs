//! System, light or dark, stored with the account.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::ThemeSwitch;

use crate::api::SetTheme;

/// The theme switch with the viewer's choice, for the account page and the shell's menu.
#[component]
pub fn ThemeForm() -> impl IntoView {
    let current =
        kit::known_viewer().with_untracked(|viewer| viewer.as_ref().map(|viewer| viewer.theme)).unwrap_or_default();
    view! { <ThemeSwitch action=SetTheme::PATH name="form[theme]" current=current /> }
}
