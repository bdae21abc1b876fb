//! The places of the app: one list for the sidebar and the command palette.

use domain::Permission;
use domain::viewer::Viewer;
use ui::{IconName, PaletteEntry};

/// A place to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub title: &'static str,
    pub href: &'static str,
    pub icon: IconName,
    /// Words that also find it in the palette.
    keywords: &'static str,
    /// Whether pages below it are places of their own.
    pub exact: bool,
}

const fn place(title: &'static str, href: &'static str, icon: IconName, keywords: &'static str) -> Place {
    Place { title, href, icon, keywords, exact: false }
}

const CHAT: Place = place("Chat", "/chat", IconName::Chat, "conversations messages talk ask");
const AGENTS: Place = place("Agents", "/agents", IconName::Bot, "assistants models prompts");
const MEMBERS: Place = place("Members", "/settings/members", IconName::Users, "people team invite roles");
const SETTINGS: Place =
    Place { exact: true, ..place("Settings", "/settings", IconName::Settings, "organisation name colour time zone") };
const BRANDING: Place =
    place("Branding", "/settings/branding", IconName::Palette, "logo icon favicon picture sender welcome look");
const SIGN_IN: Place = place("Sign-in", "/settings/sign-in", IconName::Key, "security two-factor 2fa require policy");
const LEAVE: Place =
    place("Export and delete", "/settings/leave", IconName::Inbox, "leave download backup take along close end");
const ACCOUNT: Place =
    place("Your account", "/account", IconName::User, "profile password email sessions devices two-factor");
const API_KEYS: Place = place("API keys", "/account/api-keys", IconName::Key, "token program access bearer");
const DASHBOARD: Place = Place {
    exact: true,
    ..place("Organisations", "/god-dashboard", IconName::Building, "operator god dashboard tenants customers")
};
const AUDIT: Place = place("Audit log", "/settings/audit", IconName::Shield, "trail history who did what security");
const PLATFORM_AUDIT: Place =
    place("Audit log", "/god-dashboard/audit", IconName::Shield, "operator trail history who did what");
const REVENUE: Place = place("Revenue", "/god-dashboard/revenue", IconName::ArrowUp, "operator mrr churn income money");
const PLANS: Place = place("Plans", "/god-dashboard/plans", IconName::Sparkles, "operator tiers limits prices seats");
const PLAN: Place =
    place("Plan and usage", "/settings/plan", IconName::Sparkles, "tier limits price upgrade billing seats");
const INVITES: Place =
    place("Owner invites", "/god-dashboard/invites", IconName::Users, "operator invitations owners sign-up");
const MAILBOX: Place = place("Mailbox", "/god-dashboard/mailbox", IconName::Mail, "operator mails outbox");

/// The places of the organisation that the viewer may see.
pub fn organization_places(viewer: &Viewer) -> Vec<Place> {
    let places = [(CHAT, Permission::Chat), (AGENTS, Permission::Chat), (MEMBERS, Permission::SeeMembers)];
    let mut places: Vec<Place> =
        places.into_iter().filter(|(_, permission)| viewer.may(*permission)).map(|(place, _)| place).collect();
    if viewer.current.is_some() {
        places.push(SETTINGS);
    }
    if viewer.may(Permission::EditOrganization) {
        places.push(BRANDING);
        places.push(SIGN_IN);
    }
    if viewer.may(Permission::SeeAudit) {
        places.push(AUDIT);
    }
    if viewer.may(Permission::ManagePlan) {
        places.push(PLAN);
    }
    places
}

/// The places of the operator; none for everybody else.
pub fn operator_places(viewer: &Viewer) -> Vec<Place> {
    if viewer.is_god { vec![DASHBOARD, INVITES, REVENUE, PLANS, MAILBOX, PLATFORM_AUDIT] } else { Vec::new() }
}

/// Every place as the palette lists it, with the things one can start from anywhere.
pub fn palette(viewer: Option<&Viewer>) -> Vec<PaletteEntry> {
    let Some(viewer) = viewer else { return Vec::new() };
    let mut entries = Vec::new();
    if viewer.may(Permission::Chat) {
        entries.push(PaletteEntry::new("New conversation", "/chat", IconName::Plus).keywords("start ask message"));
    }
    let places = organization_places(viewer)
        .into_iter()
        .chain(viewer.may(Permission::CloseOrganization).then_some(LEAVE))
        .chain([ACCOUNT])
        .chain(viewer.may(Permission::UseApiKeys).then_some(API_KEYS))
        .chain(operator_places(viewer));
    entries.extend(places.map(|place| PaletteEntry::new(place.title, place.href, place.icon).keywords(place.keywords)));
    entries
}
