//! Closes the account.

use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, ButtonVariant, FormActions, FormSection, ProofField};

use crate::api::CloseAccount;
use crate::parts::FormAlert;

/// The form that closes the account, with the password to confirm.
#[component]
pub fn ClosingSection() -> impl IntoView {
    let action = ServerAction::<CloseAccount>::new();
    let error = kit::form_error(action);
    kit::go_on(action, "/sign-in");
    view! {
        <FormSection
            title="Delete your account"
            description="Ends your sessions and memberships and removes your conversations and your picture, at once and for good. What you own alone must be handed over or deleted first."
        >
            <FormAlert error />
            <details
                class="rounded-xl border border-danger/40 bg-surface p-4"
                open=error.with_untracked(Option::is_some)
            >
                <summary class="cursor-pointer text-sm font-medium text-danger-ink focus-ring">
                    "Delete your account…"
                </summary>
                <ActionForm action attr:class="mt-4 flex flex-col gap-5">
                    <ProofField id="closing-proof" error=kit::field_error(action, "proof") />
                    <FormActions>
                        <Button submit=true variant=ButtonVariant::Danger loading=kit::working(action)>
                            "Delete your account"
                        </Button>
                    </FormActions>
                </ActionForm>
            </details>
        </FormSection>
    }
}
