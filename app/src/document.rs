//! The document around the app, rendered by the server alone.

use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::App;
use crate::appearance::{ACCENT, ICON, accent_css, icon_href, theme_attribute};
use crate::code::Hydration;

/// The whole page: head with styles and scripts, and the app as its body.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let viewer = kit::requesting_viewer();
    let theme = viewer.as_ref().and_then(|viewer| theme_attribute(viewer.theme));
    let accent = accent_css(viewer.as_ref());
    let icon = icon_href(viewer.as_ref());
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta
                    name="viewport"
                    content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
                />
                <meta name="color-scheme" content="light dark" />
                <meta
                    name="description"
                    content="Agents, courses, bookings and a community for coaches and those they work with."
                />
                <meta name="application-name" content=kit::platform_name() />
                <link rel="icon" id=ICON href=icon />
                <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link
                    rel="preload"
                    href="/fonts/inter-latin.woff2"
                    r#as="font"
                    type="font/woff2"
                    crossorigin="anonymous"
                />
                <HashedStylesheet options=options.clone() id="leptos" />
                <style id=ACCENT nonce=use_nonce()>
                    {accent}
                </style>
                <AutoReload options=options.clone() />
                <Hydration options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
