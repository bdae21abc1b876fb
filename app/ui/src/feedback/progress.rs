//! The progress of an operation.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// A native `<progress>` with a label; omit `value` while the end is unknown.
#[component]
pub fn Progress(
    #[prop(into)] label: String,
    /// Between 0 and 100.
    #[prop(into, optional)]
    value: Signal<Option<u8>>,
    /// Shows label and percentage above the bar.
    #[prop(optional)]
    detailed: bool,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let shown = label.clone();
    view! {
        <div class=tw_join!(
            "flex flex-col gap-1.5", class
        )>
            {detailed
                .then(|| {
                    view! {
                        <div class="flex justify-between gap-4 text-[13px]" aria-hidden="true">
                            <span class="text-ink">{shown}</span>
                            <span class="text-muted tabular-nums">
                                {move || value.get().map(|percent| format!("{} %", percent.min(100)))}
                            </span>
                        </div>
                    }
                })}
            <progress
                class="progress"
                aria-label=label
                max="100"
                value=move || value.get().map(|percent| percent.min(100).to_string())
            ></progress>
        </div>
    }
}
