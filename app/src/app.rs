//! The app: what every page shares, around the route table.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;
use ui::{LoadErrorHook, ToastProvider};

use crate::appearance::follow_viewer;
use crate::connection::ConnectionNotice;
use crate::routes::{AppRoutes, FetchProgress};
use crate::session_watch::watch_session;
use crate::viewing_as::UnderBanner;

/// The root that server and browser both render.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(LoadErrorHook(kit::status_of));
    kit::provide_viewer();
    kit::provide_leaving();
    follow_viewer();
    kit::forget_others();
    watch_session();
    view! {
        <kit::PlatformTitle />
        <Router>
            <ToastProvider>
                <UnderBanner>
                    <FetchProgress>
                        <AppRoutes />
                    </FetchProgress>
                </UnderBanner>
            </ToastProvider>
        </Router>
        <ConnectionNotice />
    }
}
