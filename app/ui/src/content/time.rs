//! A point in time as lists show it.

use domain::Moment;
use leptos::prelude::*;

/// In a few words that stay together, with the whole of it as a tooltip.
#[component]
pub fn Time(moment: Moment) -> impl IntoView {
    view! {
        <time datetime=moment.iso title=moment.long class="whitespace-nowrap">
            {moment.short}
        </time>
    }
}
