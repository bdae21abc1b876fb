//! The pages of chat, within a frame of their own.

use chat::{ChatLayout, ChatStartPage, ConversationPage};
use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::components::{ParentRoute, Route};
use leptos_router::{SsrMode::Async, path};

use super::fetched::fetched_together;

fetched_together! {
    /// Conversations with agents.
    Chat in chat {
        Layout => ChatLayout,
        Start => ChatStartPage,
        Conversation => ConversationPage,
    }
}

/// The address of each page.
#[component(transparent)]
pub(super) fn ChatRoutes() -> AnyNestedRoute {
    view! {
        <ParentRoute path=path!("/chat") view=Chat::Layout ssr=Async>
            <Route path=path!("") view=Chat::Start ssr=Async />
            <Route path=path!("/:id") view=Chat::Conversation ssr=Async />
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
