//! The link to the API keys.

use domain::Permission;
use leptos::prelude::*;
use ui::{FormSection, LinkButton};

/// A link, for people who are in an organisation.
#[component]
pub fn ProgramsSection() -> impl IntoView {
    let viewer = kit::known_viewer();
    let shown = Memo::new(move |_| {
        viewer.with(|viewer| viewer.as_ref().is_some_and(|viewer| viewer.may(Permission::UseApiKeys)))
    });
    move || {
        shown.get().then(|| {
            view! {
                <FormSection title="API keys" description="Let programs of yours do a part of what you may.">
                    <div>
                        <LinkButton href="/account/api-keys">"Look after API keys"</LinkButton>
                    </div>
                </FormSection>
            }
        })
    }
}
