//! A point in time in a table.

use domain::Moment;
use leptos::prelude::*;

/// Short, with the whole of it as a tooltip.
#[component]
pub(crate) fn Time(moment: Moment) -> impl IntoView {
    view! {
        <time datetime=moment.iso title=moment.long class="whitespace-nowrap">
            {moment.short}
        </time>
    }
}
