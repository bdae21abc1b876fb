//! System, light or dark: a form of three buttons that takes effect at once when hydrated.

use domain::viewer::Theme;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlButtonElement, UrlSearchParams};

use crate::icons::{Icon, IconName};
use crate::overlay::InMenu;

const CHOICES: [(Theme, IconName, &str); 3] = [
    (Theme::System, IconName::Monitor, "Same as the system"),
    (Theme::Light, IconName::Sun, "Light"),
    (Theme::Dark, IconName::Moon, "Dark"),
];

/// Posts `theme=system|light|dark` to `action`; hydrated, it repaints first and posts in the background.
/// Inside a [`crate::Menu`] the buttons are radio items of the menu.
#[component]
pub fn ThemeSwitch(
    /// A plain form endpoint that stores the choice and redirects back.
    #[prop(into)]
    action: String,
    #[prop(optional)] current: Theme,
    /// Name of the form value, for server functions that take a struct.
    #[prop(into, default = "theme".to_owned())]
    name: String,
) -> impl IntoView {
    let chosen = RwSignal::new(current);
    let in_menu = use_context::<InMenu>().is_some();
    let (target, field) = (action.clone(), name.clone());
    let switch = move |event: SubmitEvent| {
        if let Some(theme) = pressed(&event)
            && post(&target, &field, theme)
        {
            event.prevent_default();
            chosen.set(theme);
            repaint(theme);
        }
    };
    let buttons = CHOICES
        .into_iter()
        .map(|(theme, icon, label)| {
            view! {
                <button
                    type="submit"
                    name=name.clone()
                    value=theme.as_str()
                    aria-label=label
                    title=label
                    role=in_menu.then_some("menuitemradio")
                    aria-checked=move || in_menu.then(|| truth(chosen.get() == theme))
                    aria-pressed=move || (!in_menu).then(|| truth(chosen.get() == theme))
                    class="flex h-7 w-8 cursor-pointer items-center justify-center rounded-md text-muted transition-colors hover:text-ink focus-ring aria-checked:bg-surface aria-checked:text-ink aria-checked:shadow-sm aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-sm"
                >
                    <Icon name=icon class="size-4" />
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=action on:submit=switch>
            <fieldset class="inline-flex gap-0.5 rounded-lg border border-line bg-sunken p-0.5">
                <legend class="sr-only">"Colours"</legend>
                {buttons}
            </fieldset>
        </form>
    }
}

const fn truth(state: bool) -> &'static str {
    if state { "true" } else { "false" }
}

fn pressed(event: &SubmitEvent) -> Option<Theme> {
    event.submitter()?.dyn_into::<HtmlButtonElement>().ok()?.value().parse().ok()
}

/// Sends the choice without waiting; false if the browser refuses it, so that the form is sent the usual way.
fn post(action: &str, name: &str, theme: Theme) -> bool {
    let Ok(body) = UrlSearchParams::new() else { return false };
    body.append(name, theme.as_str());
    window().navigator().send_beacon_with_opt_url_search_params(action, Some(&body)).unwrap_or(false)
}

fn repaint(theme: Theme) {
    let Some(root) = document().document_element() else { return };
    let _gone = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.as_str()),
    };
}
