//! `/account/two-factor`: setting up, managing and turning off an authenticator app.

mod codes;
mod off;
mod on;
mod pending;

use domain::AppResult;
use domain::accounts::{RecoveryCodes, TwoFactorStatus};
use leptos::html::Form;
use leptos::prelude::*;
use ui::{Alert, Crumb, Load, Page, PageHeader, PageWidth, TextSkeleton, Tone};

use crate::api::{
    BeginTwoFactor, CancelTwoFactor, ConfirmTwoFactor, RenewRecoveryCodes, TurnOffTwoFactor, two_factor_status,
};
use crate::parts::DoneNotice;
use codes::FreshCodes;
use off::BeginForm;
use on::TurnedOn;
use pending::Pending;

const DONE: &[(&str, &str)] = &[
    ("on", "Two-factor sign-in is on. Every other device is signed out."),
    ("codes", "The old recovery codes no longer work."),
    ("off", "Two-factor sign-in is off."),
];

/// The page's forms and what they change.
#[derive(Clone, Copy)]
struct Steps {
    status: Resource<AppResult<TwoFactorStatus>>,
    /// New recovery codes.
    codes: RwSignal<Option<RecoveryCodes>>,
    begin: ServerAction<BeginTwoFactor>,
    cancel: ServerAction<CancelTwoFactor>,
    confirm: ServerAction<ConfirmTwoFactor>,
    renew: ServerAction<RenewRecoveryCodes>,
    /// Empty again after new codes were created: another click would invalidate the codes on the page.
    renew_form: NodeRef<Form>,
    turn_off: ServerAction<TurnOffTwoFactor>,
}

impl Steps {
    fn new() -> Self {
        let renew = ServerAction::new();
        let shown = kit::revealed().map(|text| RecoveryCodes(text.lines().map(str::to_owned).collect()));
        let steps = Self {
            status: Resource::new_blocking(|| (), |()| two_factor_status()),
            codes: RwSignal::new(shown),
            begin: ServerAction::new(),
            cancel: ServerAction::new(),
            confirm: ServerAction::new(),
            renew,
            renew_form: kit::cleared_after(renew),
            turn_off: ServerAction::new(),
        };
        steps.follow();
        steps
    }

    /// Updates the page after its forms have succeeded.
    fn follow(self) {
        let viewer = kit::use_viewer();
        let versions = move || {
            [self.begin.version(), self.cancel.version(), self.confirm.version(), self.turn_off.version()]
                .iter()
                .map(Get::get)
                .sum::<usize>()
        };
        Effect::new(move |before: Option<usize>| {
            let now = versions();
            if before.is_some_and(|before| before != now) {
                self.status.refetch();
                viewer.refetch();
            }
            now
        });
        let (confirmed, renewed) = (self.confirm.value(), self.renew.value());
        Effect::new(move |_| {
            if let Some(Ok(codes)) = confirmed.get() {
                self.codes.set(Some(codes));
            }
        });
        Effect::new(move |_| {
            if let Some(Ok(codes)) = renewed.get() {
                self.codes.set(Some(codes));
                self.status.refetch();
            }
        });
    }
}

/// The page where people set up an authenticator app.
#[component]
pub fn TwoFactorPage() -> impl IntoView {
    let steps = Steps::new();
    let crumbs = vec![Crumb::link("Your account", "/account"), Crumb::here("Two-factor sign-in")];
    view! {
        <kit::PageTitle title="Two-factor sign-in" />
        <Page width=PageWidth::Narrow>
            <PageHeader
                title="Two-factor sign-in"
                description="Besides your password, a sign-in asks for a code that only your phone knows."
                crumbs
            />
            <DoneNotice words=DONE />
            {move || steps.codes.get().map(|codes| view! { <FreshCodes codes /> })}
            <Load
                resource=steps.status
                fallback=|| view! { <TextSkeleton lines=6 /> }
                view=move |status| view! { <Status status steps /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Status(status: TwoFactorStatus, steps: Steps) -> impl IntoView {
    let needed = status.is_needed.then(|| {
        view! {
            <Alert tone=Tone::Warning title="Two-factor sign-in is asked for here">
                "Set it up to go on. Until then only your own account is open."
            </Alert>
        }
    });
    let part = match (status.is_on, status.enrolment) {
        (true, _) => view! { <TurnedOn left=status.recovery_codes_left steps /> }.into_any(),
        (false, Some(enrolment)) => view! { <Pending enrolment steps /> }.into_any(),
        (false, None) => view! { <BeginForm has_password=status.has_password steps /> }.into_any(),
    };
    view! {
        {needed}
        {part}
    }
}
