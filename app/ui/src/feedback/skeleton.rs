//! Grey placeholders for content that is loading, so that nothing jumps when it arrives.

use leptos::prelude::*;

/// One grey block; give it size classes.
#[component]
pub fn Skeleton(#[prop(into, default = "h-4 w-full".to_owned())] class: String) -> impl IntoView {
    view! { <span class=format!("skeleton block {class}") aria-hidden="true"></span> }
}

/// The text for screen readers while placeholders are shown.
#[component]
fn Waiting(children: Children) -> impl IntoView {
    view! {
        <div role="status">
            <span class="sr-only">"Loading"</span>
            {children()}
        </div>
    }
}

/// Lines of text, the last one shorter.
#[component]
pub fn TextSkeleton(#[prop(default = 3)] lines: usize) -> impl IntoView {
    let rows = (1..=lines)
        .map(|line| view! { <Skeleton class=if line == lines { "h-3.5 w-2/5" } else { "h-3.5 w-full" } /> })
        .collect_view();
    view! {
        <Waiting>
            <div class="flex flex-col gap-2.5">{rows}</div>
        </Waiting>
    }
}

/// Rows with a round picture and two lines.
#[component]
pub fn ListSkeleton(#[prop(default = 5)] rows: usize) -> impl IntoView {
    let rows = (0..rows)
        .map(|_| {
            view! {
                <div class="flex items-center gap-3 py-2.5">
                    <Skeleton class="size-9 shrink-0 rounded-full" />
                    <div class="flex flex-1 flex-col gap-2">
                        <Skeleton class="h-3.5 w-1/3" />
                        <Skeleton class="h-3 w-3/5" />
                    </div>
                </div>
            }
        })
        .collect_view();
    view! { <Waiting>{rows}</Waiting> }
}

/// A table's frame with grey cells.
#[component]
pub fn TableSkeleton(#[prop(default = 5)] rows: usize, #[prop(default = 4)] columns: usize) -> impl IntoView {
    let row = move |cell: &'static str| {
        let cells = (0..columns).map(|_| view! { <Skeleton class=cell /> }).collect_view();
        view! { <div class="flex gap-8 border-b border-line px-4 py-3.5 last:border-0">{cells}</div> }
    };
    let body = (0..rows).map(|_| row("h-3.5 flex-1")).collect_view();
    view! {
        <Waiting>
            <div class="overflow-hidden rounded-xl border border-line bg-surface">
                {row("h-3 flex-1 opacity-60")} {body}
            </div>
        </Waiting>
    }
}
