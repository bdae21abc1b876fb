//! Organisations that the person deleted and can bring back, for their account page.

use domain::leaving::DeletedOrganization;
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, ButtonSize, FieldErrorsSummary, FormSection, Load, Name};

use crate::api::{RestoreOrganization, deleted_organizations};

/// What can be brought back; nothing at all when there is nothing.
#[component]
pub fn DeletedOrganizations() -> impl IntoView {
    let restore = ServerAction::<RestoreOrganization>::new();
    let deleted = Resource::new_blocking(move || restore.version().get(), |_| deleted_organizations());
    let viewer = kit::use_viewer();
    Effect::new(move |_| {
        if restore.value().with(|value| matches!(value, Some(Ok(())))) {
            viewer.refetch();
        }
    });
    view! {
        <FieldErrorsSummary error=kit::form_error(restore) />
        <Load resource=deleted fallback=|| () view=move |deleted| view! { <Deleted deleted restore /> }.into_any() />
    }
}

#[component]
fn Deleted(deleted: Vec<DeletedOrganization>, restore: ServerAction<RestoreOrganization>) -> impl IntoView {
    if deleted.is_empty() {
        return ().into_any();
    }
    let rows = deleted
        .into_iter()
        .map(|organization| {
            let spoken = format!("Bring {} back", organization.name);
            view! {
                <li class="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
                    <div class="min-w-0">
                        <Name text=organization.name class="text-sm font-medium text-ink" />
                        <p class="mt-0.5 text-[13px] text-muted">
                            "Gone for good on " <time datetime=organization.purged.iso title=organization.purged.long>
                                {organization.purged.short}
                            </time>
                        </p>
                    </div>
                    <ActionForm action=restore>
                        <input type="hidden" name="form[organization]" value=organization.id.to_string() />
                        <Button submit=true size=ButtonSize::Sm loading=restore.pending()>
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
            <ul class="divide-y divide-line rounded-xl border border-line bg-surface">{rows}</ul>
        </FormSection>
    }
    .into_any()
}
