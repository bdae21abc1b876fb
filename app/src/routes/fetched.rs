//! Pages whose code the browser fetches when the first of them is opened. The server renders each page at
//! once, and names the files that the browser will want in the head of the document.

use leptos::prelude::*;
#[cfg(feature = "split")]
use leptos_router::location::Url;

/// Whether the code of a page is on its way; a context.
#[derive(Clone, Copy)]
struct Fetching(RwSignal<bool>);

/// Draws a bar along the top of the window while the code of a page takes longer than a moment.
#[component]
pub fn FetchProgress(children: Children) -> impl IntoView {
    let fetching = RwSignal::new(false);
    provide_context(Fetching(fetching));
    view! {
        {children()}
        <Show when=move || fetching.get()>
            <div
                class="fixed inset-x-0 top-0 z-50 h-0.5 late bg-accent"
                role="progressbar"
                aria-label="Loading the page"
            ></div>
        </Show>
    }
}

/// Shows the bar for as long as it lives.
pub(super) struct Underway(Option<Fetching>);

impl Underway {
    pub(super) fn begin() -> Self {
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

/// Defines a group of pages that travel together: `Group in file { Page => Component }`. A value of the
/// group is what the route table takes as a view.
macro_rules! fetched_together {
    ($(#[$doc:meta])+ $group:ident in $file:ident { $($page:ident => $component:ident),+ $(,)? }) => {
        $(#[$doc])+
        #[derive(Clone, Copy)]
        pub enum $group { $($page),+ }

        const _: () = {
            use leptos::prelude::{AnyView, IntoAny};

            #[cfg(feature = "split")]
            type View = Result<AnyView, leptos::wasm_split::SplitLoaderError>;
            #[cfg(not(feature = "split"))]
            type View = Result<AnyView, std::convert::Infallible>;

            #[cfg_attr(
                feature = "split",
                leptos::wasm_split::wasm_split($file, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)
            )]
            fn $file(page: $group) -> View {
                Ok(match page {
                    $($group::$page => {
                        leptos::view! { <$crate::code::CodeOf group=stringify!($file) /> <$component /> }.into_any()
                    }),+
                })
            }

            impl leptos_router::ChooseView for $group {
                async fn choose(self) -> AnyView {
                    #[cfg(feature = "split")]
                    let view = $file(self).await;
                    #[cfg(not(feature = "split"))]
                    let view = $file(self);
                    match view {
                        Ok(view) => view,
                        // Not reached: `preload` has ended well before a view is chosen.
                        Err(_) => std::future::pending().await,
                    }
                }

                async fn preload(&self) {
                    let _underway = $crate::routes::fetched::Underway::begin();
                    #[cfg(feature = "split")]
                    $crate::routes::fetched::insist(fetch).await;
                }
            }
        };
    };
}
pub(super) use fetched_together;

/// Fetches until it succeeds while the browser is offline. Where the server has no such file any more (it
/// was replaced by a newer one since the page was opened), the address is opened afresh. A page that the
/// server has just rendered stays as it is: its links and forms work without code.
#[cfg(feature = "split")]
pub(super) async fn insist<Attempt, Failure>(fetch: impl Fn() -> Attempt)
where
    Attempt: Future<Output = Result<(), Failure>>,
{
    let wanted = use_context::<ArcRwSignal<Url>>();
    while fetch().await.is_err() {
        if window().navigator().on_line() {
            return open_afresh(wanted).await;
        }
        back_online().await;
    }
}

/// Does not end: either the document goes, or its page stays without code.
#[cfg(feature = "split")]
async fn open_afresh(wanted: Option<ArcRwSignal<Url>>) {
    let here = window().location();
    let shown = here.pathname().unwrap_or_default() + &here.search().unwrap_or_default();
    if let Some(address) = wanted.map(|url| address_of(&url.get_untracked())).filter(|address| *address != shown) {
        drop(here.assign(&address));
    }
    std::future::pending::<()>().await;
}

#[cfg(feature = "split")]
fn address_of(url: &Url) -> String {
    match url.search() {
        "" => url.path().to_owned(),
        query => format!("{}?{query}", url.path()),
    }
}

/// Ends with the event by which the browser says that it has a connection again.
#[cfg(feature = "split")]
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
