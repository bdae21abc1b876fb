//! The one place that waits for a resource and shows the placeholder, the content or the error.
//!
//! The error is matched inside the `Suspend` instead of through an `ErrorBoundary`: server and browser then
//! branch on the same typed [`AppError`], and nothing about it is erased, re-ordered or serialised a second time.

use domain::{AppError, AppResult};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::ErrorView;

/// Context for the server: called with each error that [`Load`] is about to render, so that the app can
/// set the HTTP status. It must not render or create anything.
#[derive(Clone, Copy)]
pub struct LoadErrorHook(pub fn(&AppError));

/// Shows `fallback` until `resource` has its first answer, then `view` of the value or a fitting error with
/// "Try again"; while it loads again the old content stays.
///
/// Rules (they keep server and browser in step): create the resource at the top of the page component and hand
/// it in; never create a resource inside `view`; read one resource in one `Load`; two resources that belong
/// together become one server function or two `Load`s side by side, never one inside the other.
#[component]
pub fn Load<T, F>(
    resource: Resource<AppResult<T>>,
    #[prop(into)] fallback: ViewFnOnce,
    /// Where "Sign in" leads when the session has ended.
    #[prop(into, default = "/sign-in".to_owned())]
    sign_in: String,
    view: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    let hook = use_context::<LoadErrorHook>();
    let retry = Callback::new(move |()| resource.refetch());
    // Each future that waits keeps it alive: a person who leaves in the middle of a page disposes the rest of the page.
    let loading = ArcResource::from(resource);
    view! {
        <Transition fallback=fallback>
            {move || {
                let (loading, show, sign_in) = (loading.clone(), view.clone(), sign_in.clone());
                Suspend::new(async move {
                    match loading.await {
                        _ if resource.is_disposed() => ().into_any(),
                        Ok(value) => show(value),
                        Err(error) => failed(hook, error, retry, sign_in),
                    }
                })
            }}
        </Transition>
    }
}

fn failed(hook: Option<LoadErrorHook>, error: AppError, retry: Callback<()>, sign_in: String) -> AnyView {
    if let Some(LoadErrorHook(notice)) = hook {
        notice(&error);
    }
    view! { <ErrorView error retry=retry sign_in=sign_in /> }.into_any()
}
