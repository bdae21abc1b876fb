//! The viewer of the page: one blocking resource at the top of the app, and the same as a plain signal that is correct
//! from the first render on, for the shell, whose parts must not wait.

use domain::AppResult;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The viewer for everything below the app; refetch it after signing in or out and after a switch.
#[derive(Clone, Copy)]
pub struct Viewing(pub Resource<AppResult<Option<Viewer>>>);

#[derive(Clone, Copy)]
struct KnownViewer(RwSignal<Option<Viewer>>);

/// The signed-in person; none is a valid answer, not an error.
#[server(prefix = "/api", endpoint = "viewer/get", input = GetUrl)]
pub async fn get_viewer() -> AppResult<Option<Viewer>> {
    Ok(crate::request()?.signed_in.map(|signed_in| signed_in.viewer().clone()))
}

/// Creates the resource; called once, in the app, above the routes.
pub fn provide_viewer() -> Viewing {
    let viewing = Viewing(Resource::new_blocking(|| (), |()| get_viewer()));
    // Server and browser start from the same value, so following the resource afterwards keeps them in step.
    let known = RwSignal::new(SharedValue::new(requesting_viewer).into_inner());
    Effect::new(move |_| {
        if let Some(Ok(viewer)) = viewing.0.get()
            && known.with_untracked(|known| *known != viewer)
        {
            known.set(viewer);
        }
    });
    provide_context(viewing);
    provide_context(KnownViewer(known));
    viewing
}

/// The viewer of the page, as a resource.
pub fn use_viewer() -> Resource<AppResult<Option<Viewer>>> {
    use_context::<Viewing>().unwrap_or_else(provide_viewer).0
}

/// The viewer of the page, as far as is known now; never needs to be awaited.
pub fn known_viewer() -> Signal<Option<Viewer>> {
    use_context::<KnownViewer>().map_or_else(|| Signal::stored(None), |known| known.0.into())
}

/// The viewer of the current request; always none in the browser.
pub fn requesting_viewer() -> Option<Viewer> {
    #[cfg(feature = "ssr")]
    return use_context::<crate::RequestContext>()?.signed_in.map(|signed_in| signed_in.viewer().clone());
    #[cfg(not(feature = "ssr"))]
    None
}
