//! A new password for people who know the old one.

use leptos::form::ActionForm;
use leptos::html::Input;
use leptos::prelude::*;
use ui::{Button, Field, FormActions, FormSection, PasswordInput, Toast, use_toasts};

use super::activity::Activity;
use super::devices::Devices;
use crate::api::ChangePassword;
use crate::parts::{FormAlert, NewPasswordField};

/// The form; both fields are empty again after a success.
#[component]
pub fn PasswordSection() -> impl IntoView {
    let action = ServerAction::<ChangePassword>::new();
    let (toasts, devices, activity) = (use_toasts(), use_context::<Devices>(), use_context::<Activity>());
    let (current, new) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    Effect::new(move |_| {
        if action.value().with(|value| matches!(value, Some(Ok(())))) {
            toasts.show(Toast::success("Your password is changed, and every other device is signed out."));
            for field in [current, new].iter().filter_map(|field| field.get_untracked()) {
                field.set_value("");
            }
            if let Some(Devices { sessions, .. }) = devices {
                sessions.refetch();
            }
            if let Some(activity) = activity {
                activity.read_again();
            }
        }
    });
    view! {
        <FormSection title="Password" description="A change signs out every other device.">
            <FormAlert error=kit::form_error(action) />
            <ActionForm action attr:class="flex flex-col gap-5">
                <Field
                    name="form[current_password]"
                    label="Current password"
                    required=true
                    error=kit::field_error(action, "current_password")
                >
                    <PasswordInput autocomplete="current-password" node_ref=current />
                </Field>
                <NewPasswordField
                    name="form[new_password]"
                    label="New password"
                    error=kit::field_error(action, "new_password")
                    node_ref=new
                />
                <FormActions>
                    <Button submit=true loading=action.pending()>
                        "Change password"
                    </Button>
                </FormActions>
            </ActionForm>
        </FormSection>
    }
}
