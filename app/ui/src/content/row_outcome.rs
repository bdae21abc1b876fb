//! The result of an act on one row, in that row.

use leptos::prelude::*;

use crate::feedback::Spinner;

/// Shows a spinner while the act is in progress, and says why it was refused. A success needs no message: the list is
/// reloaded. Takes no room while it is empty.
#[component]
pub fn RowOutcome(
    /// Omitted where the pressed button itself shows a spinner.
    #[prop(into, optional)]
    pending: Signal<bool>,
    /// Why the last act on the row was refused.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <span role="status" class="block text-[13px] text-danger-ink empty:hidden">
            {move || match (pending.get(), error.get()) {
                (true, _) => {
                    Some(
                        view! {
                            <Spinner class="size-3.5 text-muted" />
                            <span class="sr-only">"Under way"</span>
                        }
                            .into_any(),
                    )
                }
                (false, error) => error.map(IntoAny::into_any),
            }}
        </span>
    }
}
