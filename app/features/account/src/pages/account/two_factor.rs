//! Whether the second factor is on, and the link to its page.

use leptos::prelude::*;
use ui::{Badge, FormSection, LinkButton, Tone};

/// The state, and a link.
#[component]
pub fn TwoFactorSection() -> impl IntoView {
    let viewer = kit::known_viewer();
    let is_on = Memo::new(move |_| viewer.with(|viewer| viewer.as_ref().is_some_and(|viewer| viewer.has_two_factor)));
    let badge = move || {
        let (tone, word) = if is_on.get() { (Tone::Success, "On") } else { (Tone::Neutral, "Off") };
        view! {
            <Badge tone dot=true>
                {word}
            </Badge>
        }
    };
    view! {
        <FormSection
            title="Two-factor sign-in"
            description="Besides your password, a sign-in asks for a code of your phone."
        >
            <div class="flex items-center gap-4">
                {badge}
                <LinkButton href="/account/two-factor">
                    {move || if is_on.get() { "Look after it" } else { "Set up" }}
                </LinkButton>
            </div>
        </FormSection>
    }
}
