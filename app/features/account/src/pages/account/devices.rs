//! The devices that a person is signed in on, and the way to sign them out.

use domain::AppResult;
use domain::accounts::SessionRow;
use kit::{Acts, RowState};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Badge, Button, ButtonSize, ButtonVariant, ConfirmDialog, FieldErrorsSummary, FormSection, ListSkeleton, Load,
    RowOutcome, Time, Toast, Tone, use_toasts,
};

use super::activity::Activity;
use crate::api::{EndOtherSessions, RevokeSession, SignOutEverywhere, list_sessions};

const EVERYWHERE: &str = "sign-out-everywhere";
const OTHERS: &str = "sign-out-others";

/// The list and the act that signs a device out, shared by the rows and the password form.
#[derive(Clone, Copy)]
pub struct Devices {
    pub sessions: Resource<AppResult<Vec<SessionRow>>>,
    acts: Acts,
    revoke: ServerAction<RevokeSession>,
    end_others: ServerAction<EndOtherSessions>,
}

impl Devices {
    /// Creates the list; called once, at the top of the page.
    pub fn provide() -> Self {
        let (toasts, acts) = (use_toasts(), Acts::new());
        let revoke = acts.with_rows(|act: &RevokeSession| act.form.id);
        let end_others = acts.form::<EndOtherSessions>();
        kit::outcome(revoke, move |()| toasts.show(Toast::success("The device is signed out.")));
        kit::outcome(end_others, move |()| toasts.show(Toast::success("Every other device is signed out.")));
        let sessions = Resource::new_blocking(move || acts.done(), |_| list_sessions());
        let devices = Self { sessions, acts, revoke, end_others };
        provide_context(devices);
        devices
    }
}

/// One row per device, and one button for all of them.
#[component]
pub fn DevicesSection(devices: Devices) -> impl IntoView {
    let Devices { sessions, revoke, end_others, .. } = devices;
    let list = move |sessions| view! { <DeviceList sessions devices /> }.into_any();
    if let Some(activity) = use_context::<Activity>() {
        kit::outcome(revoke, move |()| activity.read_again());
        kit::outcome(end_others, move |()| activity.read_again());
    }
    view! {
        <FormSection title="Devices" description="Where you are signed in. Sign out whatever you do not recognise.">
            <Load resource=sessions fallback=|| view! { <ListSkeleton rows=2 /> } view=list />
            <FieldErrorsSummary error=kit::form_error(end_others) />
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
                action=end_others
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

#[component]
fn DeviceList(sessions: Vec<SessionRow>, devices: Devices) -> impl IntoView {
    let strays = devices.acts.strays(sessions.iter().map(|session| session.id));
    let rows = sessions.into_iter().map(|session| view! { <Device session devices /> }).collect_view();
    view! {
        <FieldErrorsSummary error=strays />
        <ul class="divide-y divide-line rounded-xl border border-line bg-surface">{rows}</ul>
    }
}

#[component]
fn Device(session: SessionRow, devices: Devices) -> impl IntoView {
    let SessionRow { id, device, address, signed_in, last_seen, is_current } = session;
    let spoken = format!("Sign out {device}");
    let RowState { pending, error, .. } = devices.acts.row(id);
    let end = if is_current {
        view! { <Badge tone=Tone::Success>"This device"</Badge> }.into_any()
    } else {
        view! { <RevokeForm id=id.to_string() label=spoken action=devices.revoke pending /> }.into_any()
    };
    view! {
        <li class="flex items-center justify-between gap-4 px-4 py-3">
            <div class="min-w-0">
                <p class="truncate text-sm font-medium text-ink">{device}</p>
                <p class="mt-0.5 text-[13px] text-muted">
                    "Last seen " <Time moment=last_seen /> ", signed in " <Time moment=signed_in /> {address.map(|address| format!(" from {address}"))}
                </p>
                <RowOutcome error />
            </div>
            {end}
        </li>
    }
}

#[component]
fn RevokeForm(id: String, label: String, action: ServerAction<RevokeSession>, pending: Signal<bool>) -> impl IntoView {
    view! {
        <ActionForm action>
            <input type="hidden" name="form[id]" value=id />
            <Button submit=true size=ButtonSize::Sm variant=ButtonVariant::Ghost loading=pending>
                <span aria-hidden="true">"Sign out"</span>
                <span class="sr-only">{label}</span>
            </Button>
        </ActionForm>
    }
}
