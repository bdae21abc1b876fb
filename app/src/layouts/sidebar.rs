//! The sidebar: which organisation one is in, and the places of the app.

use account::SwitchOrganization;
use domain::viewer::{CurrentOrganization, Viewer};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Brand, IconName, MenuItem, MenuLink, MenuSection, NavItem, NavSection, OrgSwitcher};

use crate::navigation::{Place, operator_places, organization_places};

/// The organisation's menu, or the platform's name for one who belongs to none.
#[component]
pub fn Switcher() -> impl IntoView {
    let viewer = kit::known_viewer();
    move || {
        let viewer = viewer.get();
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
    view! {
        <OrgSwitcher name=current.name.clone() detail=current.role.label() picture=current.logo.clone()>
            <MenuSection>
                <MenuLink href="/settings" icon=IconName::Settings>
                    "Settings"
                </MenuLink>
                <MenuLink href="/settings/members" icon=IconName::Users>
                    "Members"
                </MenuLink>
            </MenuSection>
            {switch}
        </OrgSwitcher>
    }
    .into_any()
}

/// The places that the viewer may see.
#[component]
pub fn Places() -> impl IntoView {
    let viewer = kit::known_viewer();
    let organization =
        Memo::new(move |_| viewer.with(|viewer| viewer.as_ref().map(organization_places)).unwrap_or_default());
    let operator = Memo::new(move |_| viewer.with(|viewer| viewer.as_ref().map(operator_places)).unwrap_or_default());
    view! {
        {move || section(None, organization.get())}
        {move || section(Some("Operator"), operator.get())}
    }
}

fn section(label: Option<&str>, places: Vec<Place>) -> Option<AnyView> {
    if places.is_empty() {
        return None;
    }
    let items = places
        .into_iter()
        .map(|place| view! { <NavItem href=place.href icon=place.icon label=place.title exact=place.exact /> })
        .collect_view();
    let label = label.map(str::to_owned);
    Some(match label {
        Some(label) => view! { <NavSection label>{items}</NavSection> }.into_any(),
        None => view! { <NavSection>{items}</NavSection> }.into_any(),
    })
}
