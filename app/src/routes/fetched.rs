//! Pages whose code the browser fetches when the first of them is opened. The server renders each page whole, and lists
//! the files that the browser will need in the head of the document.

use leptos::prelude::*;

/// Whether the code of a page is being fetched; a context.
#[derive(Clone, Copy)]
pub(super) struct Fetching(pub(super) RwSignal<bool>);

/// Draws a bar along the top of the window while the code of a page takes longer than a moment.
#[component]
pub fn FetchProgress(children: Children) -> impl IntoView {
    let fetching = Fetching(RwSignal::new(false));
    provide_context(fetching);
    view! {
        {children()}
        <Show when=move || fetching.0.get()>
            <div
                class="fixed inset-x-0 top-0 z-50 h-0.5 late bg-accent"
                role="progressbar"
                aria-label="Loading the page"
            ></div>
        </Show>
    }
}

/// Defines a group of pages whose code is fetched together: `Group in file { Page => Component }`. A value of the group
/// is what the route table takes as a view.
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
                        // Unreachable: a view is chosen only after `preload` has ended well.
                        Err(_) => std::future::pending().await,
                    }
                }

                async fn preload(&self) {
                    #[cfg(feature = "split")]
                    $crate::routes::insist::insist(fetch).await;
                }
            }
        };
    };
}
pub(super) use fetched_together;
