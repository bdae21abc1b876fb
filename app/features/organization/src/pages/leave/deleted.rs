//! Organisations that the person deleted and can restore, for their account page.

use kit::{Acts, RowState};
use leptos::form::ActionForm;
use leptos::prelude::*;
use organization_domain::offboarding::DeletedOrganization;
use ui::{Button, ButtonSize, FieldErrorsSummary, FormSection, Load, Name, RowOutcome, Time};

use crate::api::{RestoreOrganization, deleted_organizations};

/// The organisations that can be restored; empty if there are none.
#[component]
pub fn DeletedOrganizations() -> impl IntoView {
    let (acts, viewer) = (Acts::new(), kit::use_viewer());
    let restore = acts.with_rows(|act: &RestoreOrganization| act.form.organization);
    let deleted = Resource::new_blocking(move || acts.done(), |_| deleted_organizations());
    kit::outcome(restore, move |()| viewer.refetch());
    view! {
        <Load
            resource=deleted
            fallback=|| ()
            view=move |deleted| view! { <Deleted deleted acts restore /> }.into_any()
        />
    }
}

#[component]
fn Deleted(deleted: Vec<DeletedOrganization>, acts: Acts, restore: ServerAction<RestoreOrganization>) -> impl IntoView {
    let strays = acts.strays(deleted.iter().map(|organization| organization.id));
    if deleted.is_empty() {
        return view! { <FieldErrorsSummary error=strays /> }.into_any();
    }
    let rows = deleted
        .into_iter()
        .map(|organization| {
            let spoken = format!("Bring {} back", organization.name);
            let RowState { pending, error, .. } = acts.row(organization.id);
            view! {
                <li class="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
                    <div class="min-w-0">
                        <Name text=organization.name class="text-sm font-medium text-ink" />
                        <p class="mt-0.5 text-[13px] text-muted">
                            "Gone for good on " <Time moment=organization.purged />
                        </p>
                        <RowOutcome error />
                    </div>
                    <ActionForm action=restore>
                        <input type="hidden" name="form[organization]" value=organization.id.to_string() />
                        <Button submit=true size=ButtonSize::Sm loading=pending>
                            <span aria-hidden="true">"Bring back"</span>
                            <span class="sr-only">{spoken}</span>
                        </Button>
                    </ActionForm>
                </li>
            }
        })
        .collect_view();
    view! {
        <FormSection title="Deleted organisations" description="You can bring them back for 30 days, as they were.">
            <FieldErrorsSummary error=strays />
            <ul class="divide-y divide-line rounded-xl border border-line bg-surface">{rows}</ul>
        </FormSection>
    }
    .into_any()
}
