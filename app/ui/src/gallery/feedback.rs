//! Alerts, toasts, waiting, emptiness.

use domain::{AppError, AppResult};
use leptos::prelude::*;

use super::pieces::{Area, Sample};
use crate::{
    Alert, Button, ButtonSize, Card, EmptyState, IconName, ListSkeleton, Load, Progress, Spinner, TableSkeleton,
    TextSkeleton, Toast, ToastCard, Tone, use_toasts,
};

#[component]
pub fn Feedback() -> impl IntoView {
    view! {
        <Area id="feedback" title="Feedback">
            <Alerts />
            <Toasting />
            <div class="grid gap-5 lg:grid-cols-2">
                <Card title="Text and list loading">
                    <div class="flex flex-col gap-6">
                        <TextSkeleton />
                        <ListSkeleton rows=2 />
                    </div>
                </Card>
                <Card title="Nothing yet" flush=true>
                    <EmptyState
                        icon=IconName::Inbox
                        title="No conversations"
                        text="Ask your first question; it will be kept here."
                    />
                </Card>
            </div>
            <TableSkeleton rows=3 />
            <Sample title="Spinner and progress">
                <Spinner />
                <Spinner class="size-6 text-accent" />
                <Progress label="Uploading handbook.pdf" value=Some(64) detailed=true class="w-64" />
                <Progress label="Indexing" class="w-64" />
            </Sample>
            <Loading />
        </Area>
    }
}

#[component]
fn Alerts() -> impl IntoView {
    view! {
        <div class="flex flex-col gap-3">
            <Alert title="Your trial includes 500 messages.">"You can change the plan at any time."</Alert>
            <Alert tone=Tone::Info title="A new model is available." />
            <Alert tone=Tone::Success title="Your e-mail address is verified." />
            <Alert
                tone=Tone::Warning
                title="Verify your e-mail address"
                action=|| view! { <Button size=ButtonSize::Sm>"Send again"</Button> }
            >
                "Until then you cannot invite people."
            </Alert>
            <Alert tone=Tone::Danger title="The answer broke off. Nothing you wrote is lost." />
        </div>
    }
}

#[component]
fn Toasting() -> impl IntoView {
    let toasts = use_toasts();
    let nothing = Callback::new(|()| ());
    let show = Callback::new(move |()| toasts.show(Toast::new("Conversation deleted").action("Undo", nothing)));
    view! {
        <Sample title="Toasts">
            <Button on_press=show>"Delete something"</Button>
            <div class="toast-still flex w-full flex-wrap gap-3">
                <ToastCard toast=Toast::new("Conversation deleted").action("Undo", nothing) close=nothing />
                <ToastCard toast=Toast::success("Changes saved") close=nothing />
                <ToastCard toast=Toast::danger("The message could not be sent") close=nothing />
            </div>
        </Sample>
    }
}

#[component]
fn Loading() -> impl IntoView {
    let done = Resource::new(|| (), |()| async { AppResult::Ok("Three agents".to_owned()) });
    let limited = Resource::new(
        || (),
        |()| async { AppResult::<String>::Err(AppError::RateLimited { retry_after_seconds: 40 }) },
    );
    view! {
        <Card title="Load: an answer and an error">
            <div class="flex flex-col gap-4">
                <Load
                    resource=done
                    fallback=|| view! { <TextSkeleton lines=1 /> }
                    view=|text: String| view! { <p>{text}</p> }.into_any()
                />
                <Load
                    resource=limited
                    fallback=|| view! { <TextSkeleton lines=1 /> }
                    view=|text: String| view! { <p>{text}</p> }.into_any()
                />
            </div>
        </Card>
    }
}
