//! `/dev/ui`: every component in every state. Debug builds only.

mod actions;
mod chat;
mod content;
mod errors;
mod feedback;
mod forms;
mod icons;
mod overlays;
mod pieces;
pub mod samples;
mod theme;

use leptos::prelude::*;

use crate::{Page, PageHeader, PageWidth, Tab, Tabs};

/// The whole catalogue on one page; used inside the app's own [`crate::ToastProvider`].
#[component]
pub fn Gallery() -> impl IntoView {
    let areas = ["actions", "icons", "forms", "content", "feedback", "errors", "overlays", "chat", "theme"];
    let tabs: Vec<Tab> = areas.into_iter().map(|area| Tab::new(area, format!("#{area}"), false)).collect();
    view! {
        <main id="main">
            <Page width=PageWidth::Wide>
                <PageHeader
                    title="Design system"
                    description="Every component in every state. Change the colours at the bottom, or your system's."
                />
                <Tabs label="Areas" tabs=tabs />
                <actions::Actions />
                <icons::Icons />
                <forms::Forms />
                <content::Content />
                <feedback::Feedback />
                <errors::Errors />
                <overlays::Overlays />
                <chat::Chat />
                <theme::Themes />
            </Page>
        </main>
    }
}
