//! The signed-in frame: sidebar (a drawer on phones, on the popover API), top bar, main, and a bar of places on phones.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;
use tailwind_fuse::tw_join;

use super::nav::BAR_ITEM;
use crate::actions::IconButton;
use crate::icons::{Icon, IconName};
use crate::overlay::{CommandPalette, PaletteButton, PaletteEntry, hide_popover};

const SIDEBAR: &str = "app-sidebar";
const SIDEBAR_CLASS: &str = "drawer drawer-start z-40 w-72 flex-col border-e border-line bg-canvas text-ink lg:sticky \
     lg:top-(--shell-top) lg:z-auto lg:flex lg:h-[calc(100dvh-var(--strip))] lg:w-60 lg:shrink-0";

/// Everything around a signed-in page. The page decides how it fills the frame: [`crate::Page`] scrolls with
/// the window, [`crate::FillPage`] takes exactly the height that is left (chat).
#[component]
pub fn AppShell(
    /// Top of the sidebar: a [`crate::Brand`] or [`crate::OrgSwitcher`].
    #[prop(into)]
    brand: ViewFnOnce,
    /// [`crate::NavSection`]s with [`crate::NavItem`]s.
    #[prop(into)]
    nav: ViewFnOnce,
    /// At most four [`crate::BarItem`]s for the bottom of a phone, where "More" opens the sidebar. A page that fills
    /// the frame has no bar: there a button in the top bar opens the sidebar.
    #[prop(into, optional)]
    bar: Option<ViewFnOnce>,
    /// End of the top bar: a [`crate::UserMenu`].
    #[prop(into)]
    user_menu: ViewFnOnce,
    /// Before the user menu in the top bar.
    #[prop(into, optional)]
    top: Option<ViewFnOnce>,
    /// Bottom of the sidebar.
    #[prop(into, optional)]
    sidebar_end: Option<ViewFnOnce>,
    /// A strip above everything, such as [`crate::ViewingAsBanner`].
    #[prop(into, optional)]
    banner: Option<ViewFnOnce>,
    #[prop(into)] palette: Signal<Vec<PaletteEntry>>,
    children: Children,
) -> impl IntoView {
    // Without a strip of its own, the frame fits below a strip that is rendered above it. A page that fills the frame
    // scrolls inside it, so that no space must be left free there.
    let height = if banner.is_some() {
        "[--strip:2.5rem] [--shell-top:2.5rem] min-h-dvh has-[[data-fill]]:h-dvh"
    } else {
        "min-h-[calc(100dvh-var(--strip))] has-[[data-fill]]:h-[calc(100dvh-var(--strip))] has-[[data-fill]]:[--shell-top:0px]"
    };
    view! {
        <div class=tw_join!("group/shell flex flex-col has-[[data-fill]]:overflow-hidden", height)>
            <a href="#main" rel="external" class="skip-link">
                "Skip to content"
            </a>
            {banner
                .map(|banner| {
                    view! { <div class="sticky top-0 z-30 h-10 shrink-0">{banner.run()}</div> }
                })}
            <div class="flex min-h-0 flex-1">
                <aside id=SIDEBAR popover="auto" class=SIDEBAR_CLASS on:click=close_on_navigation>
                    <div class="px-3 pt-3 pb-2">{brand.run()}</div>
                    <nav aria-label="Main" class="flex-1 overflow-y-auto px-3 py-2">
                        {nav.run()}
                    </nav>
                    {sidebar_end.map(|end| view! { <div class="border-t border-line p-3">{end.run()}</div> })}
                </aside>
                <div class="flex min-w-0 flex-1 flex-col bg-page">
                    <TopBar top user_menu has_bar=bar.is_some() />
                    <main id="main" tabindex="-1" class="flex min-h-0 flex-1 flex-col outline-none">
                        {children()}
                    </main>
                </div>
            </div>
            {bar.map(|places| view! { <PhoneBar places /> })}
            <CommandPalette entries=palette />
        </div>
    }
}

#[component]
fn TopBar(top: Option<ViewFnOnce>, user_menu: ViewFnOnce, has_bar: bool) -> impl IntoView {
    let opener =
        if has_bar { "lg:hidden max-md:hidden max-md:group-has-[[data-fill]]/shell:inline-flex" } else { "lg:hidden" };
    view! {
        <header class="sticky top-(--shell-top) z-20 flex h-14 shrink-0 items-center gap-2 border-b border-line bg-page/85 px-3 backdrop-blur-md sm:px-5">
            <IconButton icon=IconName::Menu label="Open navigation" toggles=SIDEBAR class=opener />
            <PaletteButton class="w-full max-w-72 min-w-0" />
            <div class="ms-auto flex items-center gap-1.5">{top.map(ViewFnOnce::run)} {user_menu.run()}</div>
        </header>
    }
}

#[component]
fn PhoneBar(places: ViewFnOnce) -> impl IntoView {
    view! {
        <nav
            aria-label="Places"
            class="sticky bottom-0 z-20 shrink-0 border-t border-line bg-page pb-[env(safe-area-inset-bottom)] group-has-[[data-fill]]/shell:hidden md:hidden print:hidden"
        >
            <ul class="flex h-14 items-stretch">
                {places.run()} <li class="flex min-w-0 flex-1">
                    <button type="button" class=BAR_ITEM popovertarget=SIDEBAR>
                        <Icon name=IconName::Menu class="size-5" />
                        <span class="max-w-full truncate">"More"</span>
                    </button>
                </li>
            </ul>
        </nav>
    }
}

/// The router swaps the page without a reload, so an open drawer must be closed explicitly.
fn close_on_navigation(event: MouseEvent) {
    let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if pressed.and_then(|pressed| pressed.closest("a[href]").ok().flatten()).is_some() {
        hide_popover(SIDEBAR);
    }
}
