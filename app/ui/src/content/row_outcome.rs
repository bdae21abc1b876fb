//! What became of an act with one row, in that row.

use leptos::prelude::*;

use crate::feedback::Spinner;

/// Turns while the act is under way, and says in words why it was refused. What went well needs no words here: the list
/// is read again. Takes no room while there is nothing to tell.
#[component]
pub fn RowOutcome(
    /// Left out where the pressed button itself turns.
    #[prop(into, optional)]
    pending: Signal<bool>,
    /// Why the last act with the row was refused.
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
