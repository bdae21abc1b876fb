//! A point in time as lists show it.

use domain::Moment;
use leptos::prelude::*;

/// A short text that never wraps, with the full time as a tooltip.
#[component]
pub fn Time(moment: Moment) -> impl IntoView {
    view! {
        <time datetime=moment.iso title=moment.long class="whitespace-nowrap">
            {moment.short}
        </time>
    }
}
