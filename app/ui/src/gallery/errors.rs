//! Error pages.

use leptos::prelude::*;

use super::pieces::Area;
use crate::{Card, ErrorKind, ErrorPage};

#[component]
pub fn Errors() -> impl IntoView {
    let kinds = [
        ErrorKind::SignedOut,
        ErrorKind::Forbidden,
        ErrorKind::NotFound,
        ErrorKind::Gone,
        ErrorKind::Internal(Some("7F3K-22QD".to_owned())),
        ErrorKind::Unavailable("The model provider does not answer.".to_owned()),
        ErrorKind::Offline,
    ];
    let retry = Callback::new(|()| ());
    let pages = kinds
        .into_iter()
        .map(|kind| {
            let retryable = matches!(kind, ErrorKind::Internal(_) | ErrorKind::Unavailable(_) | ErrorKind::Offline);
            view! {
                <Card flush=true>
                    <ErrorPage kind retry=retryable.then_some(retry) />
                </Card>
            }
        })
        .collect_view();
    view! {
        <Area id="errors" title="Error pages">
            <div class="grid gap-5 md:grid-cols-2 xl:grid-cols-3">{pages}</div>
        </Area>
    }
}
