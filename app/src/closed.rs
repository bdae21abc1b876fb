//! The page for people whose organisation is suspended or deleted.

use domain::closures::{ClosedOrganization, Closure};
use leptos::prelude::*;
use ui::{ErrorKind, ErrorPage};

/// Says what has happened, why, and that nothing is lost; the person's own account stays open.
#[component]
pub fn ClosedPage(closed: ClosedOrganization) -> impl IntoView {
    kit::set_status(410);
    let title = match closed.closure {
        Closure::Suspended { .. } => "Organisation suspended",
        Closure::Deleted => "Organisation deleted",
    };
    view! {
        <kit::PageTitle title />
        <ErrorPage
            kind=ErrorKind::Closed {
                title: title.to_owned(),
                text: words(&closed),
            }
            home="/account"
            home_label="Your account"
        />
    }
}

fn words(closed: &ClosedOrganization) -> String {
    let reason = closed.reason().map(|reason| format!(" Reason given: {reason}")).unwrap_or_default();
    let outlook = match closed.closure {
        Closure::Suspended { .. } => "Nothing is lost: everything is as it was once the suspension ends.",
        Closure::Deleted => {
            "It can be restored for thirty days after its deletion: by its owners on their account page, if one of them deleted it, and by the operator."
        }
    };
    let stop = if reason.is_empty() || reason.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{reason}{stop} {outlook}", closed.sentence())
}
