//! The links to the dialogs: a menu in a row, buttons on the page.

use leptos::prelude::*;
use ui::{ButtonVariant, Icon, IconName, LinkButton, Menu, MenuLink, MenuSection};

use super::{Act, Target, asking};

fn icon(act: Act) -> IconName {
    match act {
        Act::Suspend => IconName::Stop,
        Act::Resume | Act::Restore => IconName::Retry,
        Act::Tier => IconName::Sparkles,
        Act::Delete => IconName::Trash,
    }
}

/// The address of "View as owner"; that page asks for a reason and a password, and leads back here.
fn viewing(target: &Target, base: &str) -> String {
    kit::with_query("/god-dashboard/view-as", &[("organization", target.id.to_string()), ("from", base.to_owned())])
}

/// The row's menu.
#[component]
pub(crate) fn ActMenu(target: Target, #[prop(into)] base: String) -> impl IntoView {
    let view_as = (target.state == domain::organizations::OrganizationState::Live).then(|| {
        view! {
            <MenuLink href=viewing(&target, &base) icon=IconName::Eye>
                "View as owner"
            </MenuLink>
        }
    });
    let acts = Act::ALL
        .into_iter()
        .filter(|act| act.applies_to(target.state))
        .map(|act| {
            view! {
                <MenuLink href=asking(&base, act, target.id) icon=icon(act)>
                    {act.label()}
                    "…"
                </MenuLink>
            }
        })
        .collect_view();
    view! {
        <Menu
            id=format!("acts-{}", target.id)
            label=format!("Actions for {}", target.name)
            trigger=|| view! { <Icon name=IconName::Dots /> }
        >
            <MenuSection>{view_as} {acts}</MenuSection>
        </Menu>
    }
}

/// The page's buttons.
#[component]
pub(crate) fn ActButtons(target: Target, #[prop(into)] base: String) -> impl IntoView {
    let view_as = (target.state == domain::organizations::OrganizationState::Live).then(|| {
        view! {
            <LinkButton href=viewing(&target, &base) icon=IconName::Eye>
                "View as owner"
            </LinkButton>
        }
    });
    let acts = Act::ALL
        .into_iter()
        .filter(|act| act.applies_to(target.state))
        .map(|act| {
            let variant = if act == Act::Delete { ButtonVariant::Danger } else { ButtonVariant::Secondary };
            view! {
                <LinkButton href=asking(&base, act, target.id) icon=icon(act) variant>
                    {act.label()}
                </LinkButton>
            }
        })
        .collect_view();
    view! { <div class="flex flex-wrap gap-2.5">{view_as} {acts}</div> }
}
