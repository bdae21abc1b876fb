//! Tells people when the browser has lost its connection, until it is back.

use leptos::prelude::*;
use ui::{Alert, Tone};

/// The notice below the top bar while the browser is offline; the bottom of the page is for writing.
#[component]
pub fn ConnectionNotice() -> impl IntoView {
    let facts = live::facts();
    view! {
        <div class="fixed inset-x-4 top-16 z-50 mx-auto max-w-md" role="status">
            <Show when=move || !facts.get().online>
                <Alert
                    tone=Tone::Warning
                    title="You are offline. What you see stays; sending works again once the connection is back."
                />
            </Show>
        </div>
    }
}
