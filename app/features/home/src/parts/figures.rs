//! Figures with their change.

use domain::home::Figure;
use leptos::prelude::*;

/// Up to four figures in a row, two on a phone.
#[component]
pub fn Figures(figures: Vec<Figure>) -> impl IntoView {
    let figures = figures.into_iter().map(|figure| view! { <One figure /> }).collect_view();
    view! {
        <section aria-label="Figures">
            <dl class="grid grid-cols-2 gap-x-6 gap-y-5 border-y border-line py-5 lg:grid-cols-4">{figures}</dl>
        </section>
    }
}

#[component]
fn One(figure: Figure) -> impl IntoView {
    let shade = if figure.value == 0 { "text-faint" } else { "text-ink" };
    let (text, change) = (figure.text(), figure.change());
    view! {
        <div class="flex min-w-0 flex-col gap-0.5">
            <dt class="text-[13px] text-muted">{figure.title}</dt>
            <dd class=format!("text-lg font-semibold tracking-tight tabular-nums {shade}")>{text}</dd>
            {change.map(|change| view! { <dd class="text-[13px] text-muted tabular-nums">{change}</dd> })}
        </div>
    }
}
