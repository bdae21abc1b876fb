//! The sidebar and the bar of a phone: the current organisation, and the places of the app.

use account::SwitchOrganization;
use domain::Permission;
use domain::viewer::{CurrentOrganization, Viewer};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_location;
use ui::{BarItem, Brand, IconName, MenuItem, MenuLink, MenuSection, NavItem, NavSection, OrgSwitcher};

use crate::navigation::{Group, Place, bar, groups, is_platform};

/// The organisation's menu; the platform's name on the operator's pages and for people in no organisation.
#[component]
pub fn Switcher() -> impl IntoView {
    let (viewer, path) = (kit::known_viewer(), use_location().pathname);
    // A page of the same organisation does not change the menu.
    let shown = Memo::new(move |_| {
        let shows = |viewer: &Viewer| viewer.current.is_some() && path.with(|path| !is_platform(viewer, path));
        viewer.get().filter(shows)
    });
    move || {
        let viewer = shown.get();
        match viewer.as_ref().and_then(|viewer| Some((viewer, viewer.current.as_ref()?))) {
            Some((viewer, current)) => organization_menu(viewer, current),
            None => view! { <Brand name=kit::platform_name() /> }.into_any(),
        }
    }
}

fn organization_menu(viewer: &Viewer, current: &CurrentOrganization) -> AnyView {
    let others: Vec<AnyView> = viewer
        .organizations
        .iter()
        .filter(|card| card.id != current.id)
        .map(|card| {
            let (id, name) = (card.id.to_string(), card.name.clone());
            view! {
                <MenuItem submit=true icon=IconName::Building name="form[organization]" value=id>
                    {name}
                </MenuItem>
            }
            .into_any()
        })
        .collect();
    let switch = (!others.is_empty()).then(|| {
        view! {
            <MenuSection label="Switch to">
                <form method="post" action=SwitchOrganization::PATH>
                    {others}
                </form>
            </MenuSection>
        }
    });
    let pages = own_pages(viewer);
    view! {
        <OrgSwitcher name=current.name.clone() detail=current.role.label() picture=current.logo.clone()>
            {pages}
            {switch}
        </OrgSwitcher>
    }
    .into_any()
}

/// The menu's links; an operator who is in an organisation finds the platform here.
fn own_pages(viewer: &Viewer) -> impl IntoView + use<> {
    let settings = viewer.may(Permission::EditOrganization).then(|| {
        view! {
            <MenuLink href="/settings" icon=IconName::Settings>
                "Settings"
            </MenuLink>
        }
    });
    let platform = viewer.is_god.then(|| {
        view! {
            <MenuLink href="/god-dashboard" icon=IconName::Building>
                "Platform"
            </MenuLink>
        }
    });
    view! {
        <MenuSection>
            {settings} <MenuLink href="/settings/members" icon=IconName::Users>
                "Members"
            </MenuLink> {platform}
        </MenuSection>
    }
}

/// The places that the viewer may see, by group.
#[component]
pub fn Places() -> impl IntoView {
    let shown = beside_page(groups);
    move || shown.get().into_iter().map(section).collect_view()
}

/// The places in the bar at the bottom of a phone.
#[component]
pub fn BarPlaces() -> impl IntoView {
    let shown = beside_page(bar);
    move || {
        let item =
            |place: Place| view! { <BarItem href=place.href icon=place.icon label=place.title exact=place.exact /> };
        shown.get().into_iter().map(item).collect_view()
    }
}

/// The part of the navigation for the page of this address, reactively.
fn beside_page<T>(of: fn(&Viewer, &str) -> Vec<T>) -> Memo<Vec<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (viewer, path) = (kit::known_viewer(), use_location().pathname);
    Memo::new(move |_| {
        path.with(|path| viewer.with(|viewer| viewer.as_ref().map(|viewer| of(viewer, path)))).unwrap_or_default()
    })
}

fn section(group: Group) -> AnyView {
    let items = group
        .places
        .into_iter()
        .map(|place| {
            view! {
                <NavItem href=place.href icon=place.icon label=place.title exact=place.exact apart=place.apart />
            }
        })
        .collect_view();
    match group.title {
        Some(label) => view! { <NavSection label>{items}</NavSection> }.into_any(),
        None => view! { <NavSection>{items}</NavSection> }.into_any(),
    }
}
