//! The rows of the pages: what each caller's browser is answered. A page says who may not see it: it leads away (302), says
//! that it is not for them (403, though its status is that of a page), or does not exist (404).

/// One page with what each caller is answered.
pub struct PageRow {
    /// The path as the router has it.
    pub path: &'static str,
    /// What stands in the place of `{id}` or `{token}`, or else the query: words of the scene, as in the matrix.
    pub part: &'static str,
    pub answers: [u16; 7],
}

const fn page(path: &'static str, answers: [u16; 7]) -> PageRow {
    PageRow { path, part: "", answers }
}

const fn one(path: &'static str, part: &'static str, answers: [u16; 7]) -> PageRow {
    PageRow { path, part, answers }
}

const ALL: [u16; 7] = [200; 7];
/// For who is in an organisation. The operator is in none and is led to where they begin.
const MEMBERS: [u16; 7] = [302, 200, 200, 200, 200, 302, 200];
const ADMINS: [u16; 7] = [302, 200, 403, 200, 200, 302, 200];
const OWNERS: [u16; 7] = [302, 200, 403, 403, 200, 302, 200];
/// One's own, wherever one is.
const PERSONS: [u16; 7] = [302, 200, 200, 200, 200, 200, 200];
const OPERATOR: [u16; 7] = [404, 404, 404, 404, 404, 200, 404];

pub fn pages() -> Vec<PageRow> {
    vec![
        page("/", MEMBERS),
        // Who is signed in is led on.
        page("/sign-in", [200, 302, 302, 302, 302, 302, 302]),
        page("/sign-in/code", ALL),
        page("/sign-up", ALL),
        one("/invite/{token}", "none", ALL),
        one("/signup/{token}", "none", ALL),
        page("/forgot-password", ALL),
        one("/reset-password/{token}", "none", ALL),
        one("/verify-email/{token}", "none", ALL),
        one("/confirm-email/{token}", "none", ALL),
        // Shows everybody how a refusal looks, and so counts as one.
        page("/dev/ui", [403; 7]),
        page("/chat", MEMBERS),
        one("/chat/{id}", "{conversation}", [302, 404, 200, 404, 404, 302, 404]),
        page("/agents", MEMBERS),
        one("/agents/{id}", "{agent}", [302, 404, 200, 200, 200, 302, 200]),
        page("/settings", MEMBERS),
        page("/settings/branding", MEMBERS),
        page("/settings/leave", OWNERS),
        page("/settings/members", MEMBERS),
        page("/settings/sign-in", ADMINS),
        page("/settings/audit", ADMINS),
        page("/settings/plan", OWNERS),
        page("/settings/members/invites", ADMINS),
        page("/settings/members/tiers", MEMBERS),
        one("/settings/members/{id}", "{member}", [302, 404, 200, 200, 200, 302, 200]),
        page("/account", PERSONS),
        page("/account/api-keys", [302, 200, 200, 200, 200, 404, 200]),
        page("/account/two-factor", PERSONS),
        page("/god-dashboard", OPERATOR),
        one("/god-dashboard/organizations/{id}", "{organization}", OPERATOR),
        page("/god-dashboard/plans", OPERATOR),
        page("/god-dashboard/revenue", OPERATOR),
        page("/god-dashboard/mailbox", OPERATOR),
        one("/god-dashboard/mailbox/{id}", "{mail}", OPERATOR),
        one("/god-dashboard/view-as", "?organization={organization}", OPERATOR),
        page("/god-dashboard/audit", OPERATOR),
        page("/god-dashboard/invites", OPERATOR),
        page("/god-dashboard/invites/new", OPERATOR),
    ]
}
