//! The rows: each endpoint with what it answers to whom.

use reqwest::Method;

/// One endpoint with what each caller is answered. Everything acted upon belongs to `member` of the first organisation.
pub struct Row {
    pub method: Method,
    /// The path; `{conversation}`, `{run}`, `{agent}`, `{organization}`, `{session}` and `{mail}` stand for the scene's.
    pub path: &'static str,
    /// The form or the query, with the same words.
    pub data: &'static str,
    pub answers: [u16; 7],
}

const fn get(path: &'static str, data: &'static str, answers: [u16; 7]) -> Row {
    Row { method: Method::GET, path, data, answers }
}

const fn post(path: &'static str, data: &'static str, answers: [u16; 7]) -> Row {
    Row { method: Method::POST, path, data, answers }
}

const ALL: [u16; 7] = [200; 7];
/// Signed in, wherever; an input that is refused shows that the door was open.
const SIGNED_IN: [u16; 7] = [401, 200, 200, 200, 200, 200, 200];
/// The same for what nobody may do in somebody else's place.
const OWN_PERSON: [u16; 7] = [401, 200, 200, 200, 200, 200, 403];
const SIGNED_IN_BAD_INPUT: [u16; 7] = [401, 422, 422, 422, 422, 422, 403];
/// In an organisation, each seeing their own.
const OWN_HOUSE: [u16; 7] = [401, 200, 200, 200, 200, 404, 200];
const ONLY_ITS_PERSON: [u16; 7] = [401, 404, 200, 404, 404, 404, 404];
/// The same for what is written in that person's name.
const ONLY_BY_ITS_PERSON: [u16; 7] = [401, 404, 200, 404, 404, 404, 403];
const OPERATOR: [u16; 7] = [404, 404, 404, 404, 404, 200, 404];
const READS_AUDIT: [u16; 7] = [401, 200, 403, 200, 200, 404, 200];
/// Not in the state that this ends.
const OPERATOR_CONFLICT: [u16; 7] = [404, 404, 404, 404, 404, 409, 404];
const ANYBODY_BAD_INPUT: [u16; 7] = [422; 7];
/// A link that was used, has expired or never existed: the same answer for all three.
const DEAD_LINK: [u16; 7] = [409; 7];
const AGENT_FORM: &str = "form[id]={agent}&form[version]=1&form[name]=A&form[system_prompt]=B&form[model]=&form[temperature]=1&form[max_tokens]=9";
const SETTINGS_FORM: &str = "form[name]=A&form[slug]=acme-two&form[time_zone]=UTC&form[accent]=%23112233";

pub fn matrix() -> Vec<Row> {
    vec![
        // kit
        get("/api/viewer/get", "", ALL),
        post("/api/viewer/switch", "form[organization]={organization}", [401, 404, 200, 200, 200, 404, 403]),
        // account: open doors
        post("/api/account/sign-in", "form[email]=x&form[password]=", ANYBODY_BAD_INPUT),
        post("/api/account/sign-in-code", "form[code]=", ANYBODY_BAD_INPUT),
        get("/api/account/sign-up-terms", "", ALL),
        post("/api/account/sign-up", "form[email]=x", [403; 7]),
        get("/api/account/invite", "query[token]=none", DEAD_LINK),
        post(
            "/api/account/accept-invite",
            "form[token]=none&form[name]=N&form[password]=a+long+enough+phrase",
            DEAD_LINK,
        ),
        post("/api/account/request-reset", "form[email]=x", ANYBODY_BAD_INPUT),
        post("/api/account/reset-password", "form[token]=none&form[password]=a+long+enough+phrase", DEAD_LINK),
        post("/api/account/verify-email", "form[token]=none&form[password]=a+long+enough+phrase", DEAD_LINK),
        post("/api/account/resend-verification", "form[email]=x", ANYBODY_BAD_INPUT),
        post("/api/account/confirm-email", "form[token]=none", DEAD_LINK),
        // account: owner invitations; a dead link is an answer
        get("/api/account/owner-invite", "query[token]=none", ALL),
        post("/api/account/open-owner-invite", "form[token]=none", ALL),
        post(
            "/api/account/accept-owner-invite",
            "form[token]=none&form[name]=N&form[password]=a+long+enough+phrase",
            DEAD_LINK,
        ),
        post("/api/account/join-as-owner", "form[token]=none", [401, 409, 409, 409, 409, 409, 403]),
        // account: one's own
        post("/api/account/join", "form[token]=none", [401, 409, 409, 409, 409, 409, 403]),
        get("/api/account/sessions", "", OWN_PERSON),
        get("/api/account/activity", "", OWN_PERSON),
        get("/api/account/pending-email", "", SIGNED_IN),
        post("/api/account/rename", "form[name]=", SIGNED_IN_BAD_INPUT),
        get("/api/account/deleted-organizations", "", OWN_PERSON),
        post(
            "/api/account/restore-organization",
            "form[organization]={organization}",
            [401, 404, 404, 404, 404, 404, 403],
        ),
        post("/api/account/close", "form[proof]=", SIGNED_IN_BAD_INPUT),
        post("/api/account/remove-picture", "", OWN_PERSON),
        post("/api/account/set-theme", "form[theme]=pink", SIGNED_IN_BAD_INPUT),
        post("/api/account/change-password", "form[current_password]=&form[new_password]=", SIGNED_IN_BAD_INPUT),
        post("/api/account/change-email", "form[email]=x&form[password]=", SIGNED_IN_BAD_INPUT),
        post("/api/account/revoke-session", "form[id]={session}", ONLY_BY_ITS_PERSON),
        get("/api/account/two-factor", "", OWN_PERSON),
        post("/api/account/begin-two-factor", "form[proof]=", SIGNED_IN_BAD_INPUT),
        post("/api/account/confirm-two-factor", "form[code]=", SIGNED_IN_BAD_INPUT),
        post("/api/account/cancel-two-factor", "", OWN_PERSON),
        post("/api/account/renew-recovery-codes", "form[proof]=", SIGNED_IN_BAD_INPUT),
        post("/api/account/turn-off-two-factor", "form[proof]=", SIGNED_IN_BAD_INPUT),
        get("/api/account/sign-in-providers", "", ALL),
        get("/api/account/sign-in-methods", "", OWN_PERSON),
        post("/api/account/begin-link", "form[proof]=", SIGNED_IN_BAD_INPUT),
        post(
            "/api/account/unlink-identity",
            "form[id]={identity}&form[proof]=a+quiet+blue+harbour",
            ONLY_BY_ITS_PERSON,
        ),
        get("/auth/{provider}", "", [404; 7]),
        get("/auth/{provider}/callback", "", [404; 7]),
        // API keys
        get("/api/api-keys/list", "", [401, 200, 200, 200, 200, 404, 403]),
        post("/api/api-keys/create", "form[name]=", [401, 422, 422, 422, 422, 404, 403]),
        post("/api/api-keys/revoke", "form[id]={api_key}", [401, 404, 200, 200, 200, 404, 403]),
        // organisation
        get("/api/organization/sign-in-policy", "", [401, 200, 403, 200, 200, 404, 200]),
        post("/api/organization/edit-sign-in-policy", "form[proof]=", [401, 422, 403, 403, 422, 404, 403]),
        get("/api/organization/settings", "", OWN_HOUSE),
        get("/api/organization/members", "", OWN_HOUSE),
        post("/api/organization/edit", SETTINGS_FORM, [401, 200, 403, 200, 200, 404, 200]),
        // audit log
        get("/api/audit/log", "", READS_AUDIT),
        get("/api/audit/settings", "", READS_AUDIT),
        post("/api/audit/edit-settings", "form[days]=90", [401, 200, 403, 200, 200, 404, 403]),
        get("/export/audit.csv", "", READS_AUDIT),
        get("/api/organization/plan", "", [401, 200, 403, 403, 200, 404, 200]),
        post("/api/organization/checkout", "form[plan]=pro", [401, 404, 403, 403, 404, 404, 403]),
        post("/api/organization/billing", "", [401, 404, 403, 403, 404, 404, 403]),
        // members
        get("/api/organization/member", "query[id]={member}", [401, 404, 200, 200, 200, 404, 200]),
        post(
            "/api/organization/change-member",
            "form[id]={member}&form[role]=member&form[tier]=pro",
            [401, 404, 403, 200, 200, 404, 200],
        ),
        post("/api/organization/remove-member", "form[id]={member}", [401, 404, 403, 200, 200, 404, 200]),
        post("/api/organization/leave", "", [401, 409, 200, 200, 409, 404, 403]),
        get("/api/organization/tier-names", "", OWN_HOUSE),
        post(
            "/api/organization/name-tiers",
            "form[free]=A&form[pro]=B&form[enterprise]=C",
            [401, 200, 403, 200, 200, 404, 200],
        ),
        get("/api/organization/invites", "", [401, 200, 403, 200, 200, 404, 200]),
        post(
            "/api/organization/invite",
            "form[email]=n@new.example&form[role]=member",
            [401, 200, 403, 200, 200, 404, 200],
        ),
        // In somebody's place nobody is given power that would outlive the viewing.
        post(
            "/api/organization/invite",
            "form[email]=n@new.example&form[role]=owner",
            // An owner is asked for a proof.
            [401, 422, 403, 422, 422, 404, 403],
        ),
        post(
            "/api/organization/invite",
            "form[email]=n@new.example&form[role]=admin",
            [401, 200, 403, 200, 200, 404, 403],
        ),
        post(
            "/api/organization/change-member",
            "form[id]={member}&form[role]=admin&form[tier]=pro",
            [401, 404, 403, 200, 200, 404, 403],
        ),
        post(
            "/api/organization/change-member",
            "form[id]={member}&form[role]=owner&form[tier]=pro",
            [401, 404, 403, 422, 422, 404, 403],
        ),
        post("/api/organization/resend-invite", "form[id]={invite}", [401, 404, 403, 200, 200, 404, 200]),
        // An owner is asked for a proof before an owner's invitation works again.
        post("/api/organization/resend-invite", "form[id]={heir_invite}", [401, 404, 403, 403, 422, 404, 403]),
        post("/api/organization/revoke-invite", "form[id]={invite}", [401, 404, 403, 200, 200, 404, 200]),
        get("/api/organization/transfer", "", OWN_HOUSE),
        post(
            "/api/organization/offer-ownership",
            "form[id]={member}&form[proof]=wrong",
            [401, 422, 403, 403, 422, 404, 403],
        ),
        post("/api/organization/withdraw-transfer", "", [401, 409, 403, 403, 200, 404, 403]),
        post("/api/organization/accept-transfer", "", [401, 409, 200, 409, 409, 404, 403]),
        post("/api/organization/decline-transfer", "", [401, 409, 200, 409, 409, 404, 403]),
        // branding
        get("/api/branding/get", "", OWN_HOUSE),
        post("/api/branding/edit", "form[sender_name]=A", [401, 200, 403, 200, 200, 404, 200]),
        post("/api/branding/remove-picture", "form[picture]=logo", [401, 200, 403, 200, 200, 404, 200]),
        get("/brand/{organization}/logo", "", ALL),
        get("/brand/{organization}/favicon", "", [404; 7]),
        get("/people/{person}/picture", "", [401, 404, 200, 200, 200, 200, 200]),
        post("/uploads/logo", "", [401, 422, 403, 422, 422, 404, 422]),
        post("/uploads/favicon", "", [401, 422, 403, 422, 422, 404, 422]),
        post("/uploads/avatar", "", SIGNED_IN_BAD_INPUT),
        // offboarding
        get("/exports/{export}", "", [401, 404, 404, 404, 200, 404, 404]),
        get("/api/offboarding/view", "", [401, 200, 403, 403, 200, 404, 403]),
        post("/api/offboarding/delete", "form[confirmation]=", [401, 422, 403, 403, 422, 404, 403]),
        post("/api/offboarding/export", "", [401, 200, 403, 403, 200, 404, 403]),
        // agents
        get("/api/agents/list", "", OWN_HOUSE),
        get("/api/agents/profile", "query[id]={agent}", [401, 404, 200, 200, 200, 404, 200]),
        get("/api/agents/get", "query[id]={agent}", [401, 404, 403, 200, 200, 404, 200]),
        post("/api/agents/edit", AGENT_FORM, [401, 404, 403, 200, 200, 404, 200]),
        // home
        get("/api/home/get", "", OWN_HOUSE),
        post("/api/home/skip", "form[step]=logo", [401, 200, 403, 200, 200, 404, 200]),
        post("/api/home/unskip", "", [401, 200, 403, 200, 200, 404, 200]),
        // chat
        get("/api/chat/start", "", OWN_HOUSE),
        get("/api/chat/list", "", OWN_HOUSE),
        get("/api/chat/view", "query[id]={conversation}", ONLY_ITS_PERSON),
        get("/api/chat/transcript", "query[id]={conversation}", ONLY_ITS_PERSON),
        post("/api/chat/send", "form[conversation]={conversation}&form[text]=Hi", ONLY_BY_ITS_PERSON),
        post("/api/chat/stop", "form[id]={run}", ONLY_BY_ITS_PERSON),
        post("/api/chat/retry", "form[id]={run}", ONLY_BY_ITS_PERSON),
        post("/api/chat/rename", "form[id]={conversation}&form[title]=T", ONLY_BY_ITS_PERSON),
        post("/api/chat/delete", "form[id]={conversation}", ONLY_BY_ITS_PERSON),
        post("/api/chat/restore", "form[id]={conversation}", [401, 404, 404, 404, 404, 404, 403]),
        get("/sse/runs/{run}", "", ONLY_ITS_PERSON),
        get("/sse/session", "", SIGNED_IN),
        // operator
        get("/api/god/mails", "", OPERATOR),
        get("/api/god/mail", "query[id]={mail}", OPERATOR),
        post("/api/god/reveal-mail", "form[id]={mail}&form[proof]=wrong", [404, 404, 404, 404, 404, 422, 404]),
        get("/api/god/organizations", "", OPERATOR),
        get("/api/god/organization", "query[id]={organization}&query[tab]=audit", OPERATOR),
        get("/api/god/totals", "query[range]=90", OPERATOR),
        get("/export/organizations.csv", "", OPERATOR),
        post("/api/god/change-tier", "form[organization]={organization}&form[tier]=pro", OPERATOR),
        post("/api/god/change-many", "form[organizations][]={organization}&form[act]=tier&form[tier]=pro", OPERATOR),
        post("/api/god/add-note", "form[organization]={organization}&form[text]=Hi", OPERATOR),
        post("/api/god/delete-note", "form[id]={organization}", [404; 7]),
        get("/api/god/plans", "", OPERATOR),
        post(
            "/api/god/edit-plan",
            "form[key]=pro&form[version]=0&form[name]=Pro&form[price]=x",
            [404, 404, 404, 404, 404, 422, 404],
        ),
        get("/api/god/revenue", "", OPERATOR),
        get("/api/god/audit", "", OPERATOR),
        get("/export/platform-audit.csv", "", OPERATOR),
        post("/api/god/suspend", "form[organization]={organization}&form[reason]=Unpaid", OPERATOR),
        post("/api/god/resume", "form[organization]={organization}", OPERATOR_CONFLICT),
        post("/api/god/delete", "form[organization]={organization}&form[confirmation]=Acme", OPERATOR),
        get("/api/god/view-as-choice", "query[organization]={organization}", OPERATOR),
        post("/api/god/view-as", "form[organization]={organization}", [404, 404, 404, 404, 404, 422, 404]),
        post("/api/god/exit-view", "", [404, 404, 404, 404, 404, 200, 200]),
        post("/api/god/restore", "form[organization]={organization}", OPERATOR_CONFLICT),
        get("/api/god/owner-invites", "", OPERATOR),
        get("/api/god/invite-terms", "", OPERATOR),
        post("/api/god/invite-owner", "form[email]=n@new.example&form[organization]=New", OPERATOR),
        post("/api/god/check-owner-invites", "form[csv]=email,organization%0An@new.example,New", OPERATOR),
        post("/api/god/invite-owners", "form[csv]=email,organization%0An@new.example,New", OPERATOR),
        post("/api/god/resend-owner-invite", "form[id]={owner_invite}", OPERATOR),
        post("/api/god/revoke-owner-invite", "form[id]={owner_invite}", OPERATOR),
        // raw routes
        get("/healthz", "", ALL),
        // Without Stripe there is nothing to be told.
        post("/webhooks/stripe", "", [404; 7]),
        // Without a token there are none.
        get("/metrics", "", [404; 7]),
        // last: they end sessions
        post("/api/account/end-other-sessions", "", OWN_PERSON),
        post("/api/account/sign-out", "", ALL),
        post("/api/account/sign-out-everywhere", "", OWN_PERSON),
    ]
}
