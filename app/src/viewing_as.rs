//! The banner above every page while the operator views as somebody.

use domain::impersonation::{ViewingAs, time_left};
use god::ExitView;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Button, ButtonSize, ViewingAsBanner};

const SECOND: std::time::Duration = std::time::Duration::from_secs(1);

/// Everything below the banner, which exists only while the operator views as somebody. Beginning and end are whole
/// page loads, so the rendered state stays correct.
#[component]
pub fn UnderBanner(children: Children) -> impl IntoView {
    let viewing =
        kit::known_viewer().with_untracked(|viewer| viewer.as_ref().and_then(|viewer| viewer.viewing_as.clone()));
    let offset = if viewing.is_some() { "[--strip:2.5rem] [--shell-top:2.5rem]" } else { "contents" };
    view! {
        {viewing.map(|viewing| view! { <Banner viewing /> })}
        <div class=offset>{children()}</div>
    }
}

#[component]
fn Banner(viewing: ViewingAs) -> impl IntoView {
    let ViewingAs { organization, person, seconds_left, .. } = viewing;
    let left = RwSignal::new(seconds_left);
    count_down(left);
    view! {
        <div data-strip="" class="sticky top-0 z-30 h-10">
            <ViewingAsBanner name=organization>
                <bdi class="hidden min-w-0 shrink truncate font-normal sm:inline">{person}</bdi>
                <span role="timer" aria-label="Time left" class="shrink-0 font-normal tabular-nums">
                    {move || time_left(left.get())}
                </span>
                <form method="post" action=ExitView::PATH class="shrink-0">
                    <Button submit=true size=ButtonSize::Sm class="h-7">
                        <span>"Exit" <span class="max-sm:sr-only">" impersonation"</span></span>
                    </Button>
                </form>
            </ViewingAsBanner>
        </div>
    }
}

/// Ticks by the browser's clock and not by the number of ticks, and reloads the page at the end.
fn count_down(left: RwSignal<u32>) {
    Effect::new(move |_| {
        let (whole, begun) = (left.get_untracked(), kit::now_seconds());
        let tick = move || {
            let passed = (kit::now_seconds() - begun).max(0.0);
            let rest = (f64::from(whole) - passed).max(0.0);
            let over = rest <= 0.0 && left.get_untracked() > 0;
            left.set(whole_seconds(rest));
            if over {
                // By then the server has ended the view; if the browser refuses to reload, the server refuses its
                // requests.
                let _stays = window().location().reload();
            }
        };
        if let Ok(ticking) = set_interval_with_handle(tick, SECOND) {
            on_cleanup(move || ticking.clear());
        }
    });
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 3600")]
fn whole_seconds(seconds: f64) -> u32 {
    seconds.ceil().clamp(0.0, 3600.0) as u32
}
