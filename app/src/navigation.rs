//! The places of the app by group: one list for the sidebar, the bar of a phone and the command palette.

use domain::Permission;
use domain::viewer::Viewer;
use ui::{IconName, PaletteEntry};

/// How many places the bar of a phone has, besides "More".
const BAR: usize = 4;
/// The path of the operator's pages.
const PLATFORM: &str = "/god-dashboard";

/// A place to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub title: &'static str,
    pub href: &'static str,
    pub icon: IconName,
    /// Keywords that also find it in the palette.
    keywords: &'static str,
    /// Whether pages below it are places of their own.
    pub exact: bool,
    /// Pages below it that belong to another place.
    pub apart: &'static str,
}

const fn place(title: &'static str, href: &'static str, icon: IconName, keywords: &'static str) -> Place {
    Place { title, href, icon, keywords, exact: false, apart: "" }
}

/// Places that belong together; each group has a heading, except the one for daily use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub title: Option<&'static str>,
    pub places: Vec<Place>,
}

const HOME: Place = place("Home", "/", IconName::Home, "start overview new");
const CHAT: Place = place("Chat", "/chat", IconName::Chat, "conversations messages talk ask");
const AGENTS: Place = place("Agents", "/agents", IconName::Bot, "assistants models prompts");
const MEMBERS: Place = place("Members", "/settings/members", IconName::Users, "people team invite roles");
const SETTINGS: Place = Place {
    apart: MEMBERS.href,
    ..place("Settings", "/settings", IconName::Settings, "organisation name colour time zone general")
};
const GENERAL: Place = Place { title: "General", exact: true, apart: "", ..SETTINGS };
const BRANDING: Place =
    place("Branding", "/settings/branding", IconName::Palette, "logo icon favicon picture sender welcome look");
const SIGN_IN: Place = place("Sign-in", "/settings/sign-in", IconName::Key, "security two-factor 2fa require policy");
const PLAN: Place =
    place("Plan and usage", "/settings/plan", IconName::Sparkles, "tier limits price upgrade billing seats");
const AUDIT: Place = place("Audit log", "/settings/audit", IconName::Shield, "trail history who did what security");
const LEAVE: Place =
    place("Export and delete", "/settings/leave", IconName::Inbox, "leave download backup take along close end");
const ACCOUNT: Place =
    place("Your account", "/account", IconName::User, "profile password email sessions devices two-factor");
const API_KEYS: Place = place("API keys", "/account/api-keys", IconName::Key, "token program access bearer");
const ORGANIZATIONS: Place = Place {
    exact: true,
    ..place("Organisations", PLATFORM, IconName::Building, "operator god dashboard tenants customers")
};
const INVITES: Place =
    place("Owner invites", "/god-dashboard/invites", IconName::Users, "operator invitations owners sign-up");
const MAILBOX: Place = place("Mailbox", "/god-dashboard/mailbox", IconName::Mail, "operator mails outbox");
const REVENUE: Place = place("Revenue", "/god-dashboard/revenue", IconName::ArrowUp, "operator mrr churn income money");
const PLANS: Place = place("Plans", "/god-dashboard/plans", IconName::Sparkles, "operator tiers limits prices seats");
const PLATFORM_AUDIT: Place =
    place("Audit log", "/god-dashboard/audit", IconName::Shield, "operator trail history who did what");

/// A place, with the permission that is needed to see it.
type Guarded = (Place, Permission);

/// The groups of an organisation's sidebar.
const GROUPS: [(Option<&str>, &[Guarded]); 3] = [
    (None, &[(HOME, Permission::Chat), (CHAT, Permission::Chat)]),
    (Some("Build"), &[(AGENTS, Permission::EditAgents)]),
    (Some("Run"), &[(MEMBERS, Permission::ManageMembers), (SETTINGS, Permission::EditOrganization)]),
];

/// The groups of the operator's sidebar.
const OPERATOR: [(&str, &[Place]); 4] = [
    ("Watch", &[MAILBOX]),
    ("Customers", &[ORGANIZATIONS, INVITES]),
    ("Money", &[REVENUE, PLANS]),
    ("Records", &[PLATFORM_AUDIT]),
];

/// The operator's most used place.
const OPERATOR_BAR: [Place; 4] = [ORGANIZATIONS, MAILBOX, INVITES, REVENUE];

/// The pages of the settings.
const PAGES: [Guarded; 6] = [
    (GENERAL, Permission::EditOrganization),
    (BRANDING, Permission::EditOrganization),
    (SIGN_IN, Permission::EditOrganization),
    (PLAN, Permission::ManagePlan),
    (AUDIT, Permission::SeeAudit),
    (LEAVE, Permission::CloseOrganization),
];

/// Whether the page has the operator's sidebar. The two never mix: pages of an organisation have the organisation's.
pub fn is_platform(viewer: &Viewer, path: &str) -> bool {
    viewer.is_god && (viewer.current.is_none() || path.starts_with(PLATFORM))
}

/// The groups in the sidebar of this page.
pub fn groups(viewer: &Viewer, path: &str) -> Vec<Group> {
    if is_platform(viewer, path) { operator_groups() } else { organization_groups(viewer) }
}

/// The places in the bar of a phone: at most four, those that are used daily. "More" opens the rest.
pub fn bar(viewer: &Viewer, path: &str) -> Vec<Place> {
    if is_platform(viewer, path) {
        return OPERATOR_BAR.to_vec();
    }
    let daily = organization_groups(viewer).into_iter().filter(|group| group.title.is_none());
    daily.flat_map(|group| group.places).take(BAR).collect()
}

/// The pages of the settings that the viewer may use.
pub fn settings_pages(viewer: &Viewer) -> Vec<Place> {
    allowed(viewer, &PAGES)
}

fn organization_groups(viewer: &Viewer) -> Vec<Group> {
    let groups = GROUPS.iter().map(|(title, places)| Group { title: *title, places: allowed(viewer, places) });
    groups.filter(|group| !group.places.is_empty()).collect()
}

fn operator_groups() -> Vec<Group> {
    OPERATOR.iter().map(|(title, places)| Group { title: Some(*title), places: places.to_vec() }).collect()
}

fn allowed(viewer: &Viewer, places: &[Guarded]) -> Vec<Place> {
    places.iter().filter(|(_, permission)| viewer.may(*permission)).map(|(place, _)| *place).collect()
}

/// Every place for the palette, with the actions that can be started from anywhere.
pub fn palette(viewer: Option<&Viewer>) -> Vec<PaletteEntry> {
    let Some(viewer) = viewer else { return Vec::new() };
    let mut entries = Vec::new();
    if viewer.may(Permission::Chat) {
        entries.push(PaletteEntry::new("New conversation", "/chat", IconName::Plus).keywords("start ask message"));
    }
    let own = organization_groups(viewer).into_iter().flat_map(|group| group.places);
    // For members it is not a place of their own, but they may read it too.
    let members = viewer.may(Permission::SeeMembers) && !viewer.may(Permission::ManageMembers);
    let platform = if viewer.is_god { operator_groups() } else { Vec::new() };
    let places = own
        .chain(members.then_some(MEMBERS))
        .chain(settings_pages(viewer).into_iter().filter(|page| *page != GENERAL))
        .chain([ACCOUNT])
        .chain(viewer.may(Permission::UseApiKeys).then_some(API_KEYS))
        .chain(platform.into_iter().flat_map(|group| group.places));
    entries.extend(places.map(|place| PaletteEntry::new(place.title, place.href, place.icon).keywords(place.keywords)));
    entries
}
