//! The QR code to scan, the same secret to type, and the app's first code.

use domain::accounts::{Enrolment, QrPicture};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, ButtonVariant, Card, CopyButton, Field, TextInput};

use super::Steps;
use crate::parts::FormAlert;

/// Two steps side by side.
#[component]
pub(super) fn Pending(enrolment: Enrolment, steps: Steps) -> impl IntoView {
    let (confirm, cancel) = (steps.confirm, steps.cancel);
    let Enrolment { key, address, qr } = enrolment;
    view! {
        <Card title=format!("1. Add {} to the app", kit::platform_name())>
            <div class="flex flex-col gap-6 sm:flex-row">
                <a
                    href=address
                    class="shrink-0 self-start rounded-lg focus-ring"
                    aria-label="Open in an authenticator app on this device"
                >
                    <Qr qr />
                </a>
                <div class="min-w-0 text-sm text-muted">
                    <p>"Scan the picture with your authenticator app. On this phone itself, tap it."</p>
                    <p class="mt-4">"You cannot scan it? Enter this key by hand, as a time-based one:"</p>
                    <p class="mt-2 font-mono break-words text-ink" data-key="">
                        {key.clone()}
                    </p>
                    <CopyButton text=key label="Copy the key" class="mt-2" />
                </div>
            </div>
        </Card>
        <Card title="2. Enter the code that it shows">
            <FormAlert error=kit::form_error(confirm) />
            <ActionForm action=confirm attr:class="flex flex-col items-start gap-5">
                <Field
                    name="form[code]"
                    label="Code"
                    hint="Six digits. They change every 30 seconds."
                    required=true
                    error=kit::field_error(confirm, "code")
                    class="w-full max-w-xs"
                >
                    <TextInput autocomplete="one-time-code" max_length=12_u32 />
                </Field>
                <Button submit=true variant=ButtonVariant::Primary loading=confirm.pending()>
                    "Turn on"
                </Button>
            </ActionForm>
            <p class="mt-4 text-[13px] text-muted">"Every other device is then signed out."</p>
        </Card>
        <ActionForm action=cancel>
            <Button submit=true variant=ButtonVariant::Ghost loading=cancel.pending()>
                "Cancel"
            </Button>
        </ActionForm>
    }
}

/// Always dark on light, as scanners expect.
#[component]
fn Qr(qr: QrPicture) -> impl IntoView {
    let view_box = format!("0 0 {0} {0}", qr.size);
    view! {
        <svg
            viewBox=view_box
            class="size-48 rounded-lg border border-line"
            shape-rendering="crispEdges"
            role="img"
            aria-label="QR code for an authenticator app"
        >
            <rect width="100%" height="100%" fill="#ffffff" />
            <path d=qr.path fill="#000000" />
        </svg>
    }
}
