//! `/settings/leave`: the whole organisation as a download, and its deletion.

mod delete;
mod deleted;
mod export;

use std::time::Duration;

use domain::{AppResult, Permission};
use kit::PageTitle;
use leptos::prelude::*;
use organization_domain::offboarding::OffboardingView;
use ui::{Load, Page, PageHeader, TextSkeleton};

use crate::api::{DeleteOrganization, RequestExport, get_offboarding};
use crate::permitted::Permitted;
use delete::DeleteSection;
pub use deleted::DeletedOrganizations;
use export::ExportSection;

/// How often the page checks the progress of an export.
const LOOK: Duration = Duration::from_secs(2);

/// For owners: export everything, or delete the organisation.
#[component]
pub fn LeavePage() -> impl IntoView {
    view! {
        <PageTitle title="Export and delete" />
        <Permitted needed=Permission::CloseOrganization>
            <Whole />
        </Permitted>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let (request, delete) = (ServerAction::<RequestExport>::new(), ServerAction::<DeleteOrganization>::new());
    // A closed organisation has no page to stay on: the browser loads a new one.
    kit::go_on(delete, "/account?done=deleted");
    let asked = kit::successes(request);
    let offboarding = Resource::new_blocking(move || asked.get(), |_| get_offboarding());
    look_again(offboarding);
    view! {
        <Page>
            <PageHeader
                title="Export and delete"
                description="Take everything along whenever you like. Whoever leaves for good has a month to think again."
            />
            <Load
                resource=offboarding
                fallback=|| view! { <TextSkeleton lines=6 /> }
                view=move |offboarding: OffboardingView| {
                    view! {
                        <div>
                            <ExportSection exports=offboarding.exports request />
                            <DeleteSection organization=offboarding.organization delete />
                        </div>
                    }
                        .into_any()
                }
            />
        </Page>
    }
}

/// Reloads the list for as long as an export is in progress.
fn look_again(offboarding: Resource<AppResult<OffboardingView>>) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        let goes_on = offboarding.with(|offboarding| match offboarding {
            Some(Ok(offboarding)) => offboarding.exports.iter().any(|export| export.status.is_open()),
            _ => false,
        });
        stop();
        if goes_on {
            timer.set_value(set_timeout_with_handle(move || offboarding.refetch(), LOOK).ok());
        }
    });
    on_cleanup(stop);
}
