//! Buttons and links.

use leptos::prelude::*;

use super::pieces::{Area, Sample};
use crate::{Button, ButtonSize, ButtonVariant, CopyButton, IconButton, IconLink, IconName, LinkButton};

const VARIANTS: [(ButtonVariant, &str); 4] = [
    (ButtonVariant::Primary, "Primary"),
    (ButtonVariant::Secondary, "Secondary"),
    (ButtonVariant::Ghost, "Ghost"),
    (ButtonVariant::Danger, "Danger"),
];

#[component]
pub fn Actions() -> impl IntoView {
    view! {
        <Area id="actions" title="Actions">
            <Variants />
            <States />
            <div class="grid gap-5 lg:grid-cols-2">
                <Sample title="Links">
                    <LinkButton href="#actions" variant=ButtonVariant::Primary icon=IconName::Plus>
                        "New agent"
                    </LinkButton>
                    <LinkButton href="#actions">"Open"</LinkButton>
                    <IconLink href="#actions" icon=IconName::ArrowLeft label="Back" />
                </Sample>
                <Sample title="Icons and copying">
                    <IconButton icon=IconName::Edit label="Edit" />
                    <IconButton icon=IconName::Trash label="Delete" variant=ButtonVariant::Danger />
                    <IconButton icon=IconName::Dots label="More" variant=ButtonVariant::Secondary />
                    <IconButton icon=IconName::Retry label="Retry" disabled=true />
                    <CopyButton text="cargo run".to_owned() />
                </Sample>
            </div>
        </Area>
    }
}

#[component]
fn Variants() -> impl IntoView {
    let row = |size: ButtonSize| {
        VARIANTS
            .map(|(variant, label)| {
                view! {
                    <Button variant size>
                        {label}
                    </Button>
                }
            })
            .collect_view()
    };
    view! { <Sample title="Variants and sizes">{row(ButtonSize::Sm)} {row(ButtonSize::Md)} {row(ButtonSize::Lg)}</Sample> }
}

#[component]
fn States() -> impl IntoView {
    let disabled = VARIANTS
        .map(|(variant, label)| {
            view! {
                <Button variant disabled=true>
                    {label}
                </Button>
            }
        })
        .collect_view();
    let loading = VARIANTS
        .map(|(variant, _)| {
            view! {
                <Button variant loading=true>
                    "Saving…"
                </Button>
            }
        })
        .collect_view();
    view! {
        <Sample title="With icon, loading, disabled">
            <Button variant=ButtonVariant::Primary icon=IconName::Plus>
                "Create"
            </Button>
            <Button icon=IconName::Mail>"Invite"</Button>
            {loading}
            {disabled}
        </Sample>
    }
}
