//! The devices that a person is signed in on, and the way to sign them out.

use domain::AppResult;
use domain::accounts::SessionRow;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Badge, Button, ButtonSize, ButtonVariant, ConfirmDialog, FormSection, ListSkeleton, Load, Toast, Tone, use_toasts,
};

use super::activity::Activity;
use crate::api::{EndOtherSessions, RevokeSession, SignOutEverywhere, list_sessions};
use crate::parts::FormAlert;

const EVERYWHERE: &str = "sign-out-everywhere";
const OTHERS: &str = "sign-out-others";

/// The list and what signs a device out, shared by the rows and by the password form.
#[derive(Clone, Copy)]
pub struct Devices {
    pub sessions: Resource<AppResult<Vec<SessionRow>>>,
    revoke: ServerAction<RevokeSession>,
}

impl Devices {
    /// Creates the list; stands once, at the top of the page.
    pub fn provide() -> Self {
        let sessions = Resource::new_blocking(|| (), |()| list_sessions());
        let devices = Self { sessions, revoke: ServerAction::new() };
        provide_context(devices);
        devices
    }
}

/// One row a device, and one button for all of them.
#[component]
pub fn DevicesSection(devices: Devices) -> impl IntoView {
    let (Devices { sessions, revoke }, toasts, activity) = (devices, use_toasts(), use_context::<Activity>());
    Effect::new(move |_| {
        if revoke.value().with(|value| matches!(value, Some(Ok(())))) {
            toasts.show(Toast::success("The device is signed out."));
            sessions.refetch();
            if let Some(activity) = activity {
                activity.read_again();
            }
        }
    });
    view! {
        <FormSection title="Devices" description="Where you are signed in. Sign out whatever you do not recognise.">
            <FormAlert error=kit::form_error(revoke) />
            <Load resource=sessions fallback=|| view! { <ListSkeleton rows=2 /> } view=device_list />
            <div class="flex flex-wrap gap-3">
                <Button opens=OTHERS>"Sign out all others"</Button>
                <Button opens=EVERYWHERE variant=ButtonVariant::Ghost>
                    "Sign out everywhere"
                </Button>
            </div>
            <ConfirmDialog
                id=OTHERS
                title="Sign out all other devices?"
                consequence="Every device but this one is signed out at once. Whoever sits there has to sign in again."
                confirm_label="Sign out all others"
                action=EndOtherSessions::PATH
            />
            <ConfirmDialog
                id=EVERYWHERE
                title="Sign out everywhere?"
                consequence="Every device is signed out at once, this one too. You can sign in again with your password."
                confirm_label="Sign out everywhere"
                action=SignOutEverywhere::PATH
            />
        </FormSection>
    }
}

fn device_list(sessions: Vec<SessionRow>) -> AnyView {
    let rows = sessions.into_iter().map(|session| view! { <Device session /> }).collect_view();
    view! { <ul class="divide-y divide-line rounded-xl border border-line bg-surface">{rows}</ul> }.into_any()
}

#[component]
fn Device(session: SessionRow) -> impl IntoView {
    let SessionRow { id, device, address, signed_in, last_seen, is_current } = session;
    let spoken = format!("Sign out {device}");
    let end = if is_current {
        view! { <Badge tone=Tone::Success>"This device"</Badge> }.into_any()
    } else {
        view! { <RevokeForm id=id.to_string() label=spoken /> }.into_any()
    };
    view! {
        <li class="flex items-center justify-between gap-4 px-4 py-3">
            <div class="min-w-0">
                <p class="truncate text-sm font-medium text-ink">{device}</p>
                <p class="mt-0.5 text-[13px] text-muted">
                    "Last seen " <time datetime=last_seen.iso title=last_seen.long>
                        {last_seen.short}
                    </time> ", signed in " <time datetime=signed_in.iso title=signed_in.long>
                        {signed_in.short}
                    </time> {address.map(|address| format!(" from {address}"))}
                </p>
            </div>
            {end}
        </li>
    }
}

#[component]
fn RevokeForm(id: String, label: String) -> impl IntoView {
    let revoke = use_context::<Devices>().map(|devices| devices.revoke);
    revoke.map(|action| {
        view! {
            <ActionForm action>
                <input type="hidden" name="form[id]" value=id />
                <Button submit=true size=ButtonSize::Sm variant=ButtonVariant::Ghost>
                    <span aria-hidden="true">"Sign out"</span>
                    <span class="sr-only">{label}</span>
                </Button>
            </ActionForm>
        }
    })
}
