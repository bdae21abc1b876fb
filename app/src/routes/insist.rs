//! Fetches the files of a group in the browser, whatever the network does.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::location::Url;

use super::fetched::Fetching;

/// Retries while the browser is offline, until it succeeds. If the server no longer has the file (a newer build has
/// replaced it since the page was opened), the address is loaded again from the server. A page that the server has just
/// rendered stays as it is: its links and forms work without code.
pub(super) async fn insist<Attempt, Failure>(fetch: impl Fn() -> Attempt)
where
    Attempt: Future<Output = Result<(), Failure>>,
{
    let _bar = Underway::begin();
    let wanted = use_context::<ArcRwSignal<Url>>();
    while fetch().await.is_err() {
        if window().navigator().on_line() {
            return open_afresh(wanted).await;
        }
        back_online().await;
    }
    breathe().await;
}

/// Lets the browser paint and handle input before it runs the fetched code.
async fn breathe() {
    let (tell, told) = futures::channel::oneshot::channel();
    let heard = move || {
        let _gone = tell.send(());
    };
    set_timeout(heard, Duration::ZERO);
    let _told = told.await;
}

/// Never returns: either the document is replaced, or its page stays without code.
async fn open_afresh(wanted: Option<ArcRwSignal<Url>>) {
    let here = window().location();
    let shown = here.pathname().unwrap_or_default() + &here.search().unwrap_or_default();
    if let Some(address) = wanted.map(|url| address_of(&url.get_untracked())).filter(|address| *address != shown) {
        drop(here.assign(&address));
    }
    std::future::pending::<()>().await;
}

fn address_of(url: &Url) -> String {
    match url.search() {
        "" => url.path().to_owned(),
        query => format!("{}?{query}", url.path()),
    }
}

/// Returns when the browser reports that it is online again.
async fn back_online() {
    let (tell, told) = futures::channel::oneshot::channel();
    let tell = std::cell::Cell::new(Some(tell));
    let listener = window_event_listener(leptos::ev::online, move |_| {
        if let Some(tell) = tell.take() {
            let _gone = tell.send(());
        }
    });
    let _told = told.await;
    listener.remove();
}

/// Shows the bar for as long as it lives.
struct Underway(Option<Fetching>);

impl Underway {
    fn begin() -> Self {
        let fetching = use_context::<Fetching>();
        if let Some(Fetching(fetching)) = fetching {
            fetching.set(true);
        }
        Self(fetching)
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        if let Some(Fetching(fetching)) = self.0 {
            let _gone = fetching.try_set(false);
        }
    }
}
