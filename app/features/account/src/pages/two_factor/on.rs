//! While the second factor is on: the number of recovery codes left, new codes, and how to turn it off.

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Badge, Button, ButtonVariant, Dialog, DialogWidth, FormSection, ProofField, Tone};

use super::Steps;
use crate::api::{RenewRecoveryCodes, TurnOffTwoFactor};
use crate::parts::FormAlert;

/// The state and two sections with a form each.
#[component]
pub(super) fn TurnedOn(left: u32, steps: Steps) -> impl IntoView {
    let tone = if left > 2 { Tone::Neutral } else { Tone::Warning };
    let count = match left {
        0 => "No recovery code is left".to_owned(),
        1 => "1 recovery code is left".to_owned(),
        left => format!("{left} recovery codes are left"),
    };
    view! {
        <div>
            <FormSection title="Authenticator app" description="A sign-in asks for a code of your app.">
                <div>
                    <Badge tone=Tone::Success dot=true>
                        "On"
                    </Badge>
                </div>
                <TurnOff steps />
            </FormSection>
            <FormSection title="Recovery codes" description="Each works once in place of the app.">
                <div>
                    <Badge tone>{count}</Badge>
                </div>
                <Renew steps />
            </FormSection>
        </div>
    }
}

#[component]
fn Renew(steps: Steps) -> impl IntoView {
    let Steps { renew: action, renew_form: node_ref, .. } = steps;
    view! {
        <FormAlert error=kit::form_error(action) />
        <ActionForm action node_ref attr:class="flex flex-col items-start gap-4">
            <ProofField
                id=RenewRecoveryCodes::PATH.replace('/', "-")
                error=kit::field_error(action, "proof")
                class="w-full max-w-sm"
            />
            <Button submit=true loading=action.pending()>
                "Make new recovery codes"
            </Button>
        </ActionForm>
    }
}

#[component]
fn TurnOff(steps: Steps) -> impl IntoView {
    const ID: &str = "turn-off";
    let action = steps.turn_off;
    // Rendered open after a plain form that failed, so that its error is visible.
    let failed = Signal::derive(move || kit::form_error(action).with(Option::is_some));
    view! {
        <div>
            <Button opens=ID>"Turn off"</Button>
        </div>
        <Dialog
            id=ID
            title="Turn two-factor sign-in off?"
            description="Your password alone will then open your account, and your recovery codes stop working."
            width=DialogWidth::Sm
            open=failed
        >
            <FormAlert error=kit::form_error(action) />
            <ActionForm action attr:class="flex flex-col gap-5">
                <ProofField id=TurnOffTwoFactor::PATH.replace('/', "-") error=kit::field_error(action, "proof") />
                <Button submit=true variant=ButtonVariant::Danger loading=action.pending()>
                    "Turn off"
                </Button>
            </ActionForm>
        </Dialog>
    }
}
