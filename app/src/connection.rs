//! Says when the browser has lost its connection, and stops saying so when it is back.

use leptos::ev;
use leptos::prelude::*;
use ui::{Alert, Tone};

/// The notice below the top bar while the browser is offline; the bottom belongs to what is being written.
#[component]
pub fn ConnectionNotice() -> impl IntoView {
    let offline = RwSignal::new(false);
    Effect::new(move |_| {
        offline.set(!window().navigator().on_line());
        let lost = window_event_listener(ev::offline, move |_| offline.set(true));
        let back = window_event_listener(ev::online, move |_| offline.set(false));
        on_cleanup(move || {
            lost.remove();
            back.remove();
        });
    });
    view! {
        <div class="fixed inset-x-4 top-16 z-50 mx-auto max-w-md" role="status">
            <Show when=move || offline.get()>
                <Alert
                    tone=Tone::Warning
                    title="You are offline. What you see stays; sending works again once the connection is back."
                />
            </Show>
        </div>
    }
}
