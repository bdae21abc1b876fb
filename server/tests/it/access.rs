//! The access matrix: every server function and every raw route, tried as every kind of caller.
//! An endpoint without a row fails the first test; what one may not know exists is 404, not 403.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::collections::BTreeSet;

use crate::support::TestApp;
use backend::chat;
use domain::Role;
use domain::chat::NewMessage;
use reqwest::Method;
use testkit::{TestOrganization, TestPerson};

/// Who knocks, in the order of a row's answers.
const CALLERS: [&str; 7] = [
    "nobody",
    "owner of another organisation",
    "member",
    "admin",
    "owner",
    "operator",
    "operator viewing as the owner",
];

/// One endpoint with what each caller is answered. Everything acted upon belongs to `member` of the first organisation.
struct Row {
    method: Method,
    /// The path; `{conversation}`, `{run}`, `{agent}`, `{organization}`, `{session}` and `{mail}` stand for the scene's.
    path: &'static str,
    /// The form or the query, with the same words.
    data: &'static str,
    answers: [u16; 7],
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

fn matrix() -> Vec<Row> {
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
        post("/api/organization/resend-invite", "form[id]={invite}", [401, 404, 403, 200, 200, 404, 200]),
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
        get("/people/{member}/picture", "", [401, 404, 200, 200, 200, 200, 200]),
        post("/uploads/logo", "", [401, 422, 403, 422, 422, 404, 422]),
        post("/uploads/favicon", "", [401, 422, 403, 422, 422, 404, 422]),
        post("/uploads/avatar", "", SIGNED_IN_BAD_INPUT),
        // leaving
        get("/exports/{export}", "", [401, 404, 404, 404, 200, 404, 404]),
        get("/api/leaving/view", "", [401, 200, 403, 403, 200, 404, 403]),
        post("/api/leaving/delete", "form[confirmation]=", [401, 422, 403, 403, 422, 404, 403]),
        post("/api/leaving/export", "", [401, 200, 403, 403, 200, 404, 403]),
        // agents
        get("/api/agents/list", "", OWN_HOUSE),
        get("/api/agents/get", "query[id]={agent}", [401, 404, 200, 200, 200, 404, 200]),
        post("/api/agents/edit", AGENT_FORM, [401, 404, 403, 200, 200, 404, 200]),
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
        get("/metrics", "", ALL),
        // last: they end sessions
        post("/api/account/end-other-sessions", "", OWN_PERSON),
        post("/api/account/sign-out", "", ALL),
        post("/api/account/sign-out-everywhere", "", OWN_PERSON),
    ]
}

/// Routes with no caller to tell apart, and their reason.
const EXEMPT: [(&str, &str); 1] =
    [("/readyz", "answers the same to everybody; its status depends on the machine, see health.rs")];

struct Scene {
    app: TestApp,
    callers: Vec<Option<TestPerson>>,
    /// The operator viewing as the owner of the other organisation.
    outsider: TestPerson,
    words: Vec<(&'static str, String)>,
}

impl Scene {
    /// A fresh server with two organisations, so that no row meets what an earlier one left.
    async fn new() -> Self {
        let app = TestApp::start().await;
        let acme = app.backend.organization("acme").await;
        let bravo = app.backend.organization("bravo").await;
        let stranger = app.backend.person(&bravo, Role::Owner, "oscar").await;
        let member = app.backend.person(&acme, Role::Member, "mia").await;
        let admin = app.backend.person(&acme, Role::Admin, "ada").await;
        let owner = app.backend.person(&acme, Role::Owner, "olivia").await;
        let operator = app.backend.operator("god@soloos.example").await;
        let impersonator = app.backend.operator("second@soloos.example").await;
        app.backend.view_as(&impersonator, &acme, &owner).await;
        let outsider = app.backend.operator("third@soloos.example").await;
        app.backend.view_as(&outsider, &bravo, &stranger).await;
        offer_of_ownership(&app, &acme, &owner, &member).await;
        let words = Self::words(&app, &acme, &member).await;
        let callers =
            vec![None, Some(stranger), Some(member), Some(admin), Some(owner), Some(operator), Some(impersonator)];
        Self { app, callers, outsider, words }
    }

    /// What the member has, for the rows to act upon.
    async fn words(app: &TestApp, acme: &TestOrganization, member: &TestPerson) -> Vec<(&'static str, String)> {
        let caller = app.backend.caller(member).await;
        let message = NewMessage { text: "Private".to_owned(), ..NewMessage::default() };
        let sent = chat::send(&app.backend, &caller, message).await.unwrap();
        app.backend.settle().await;
        let export = Self::files(app, acme, member).await;
        let other_session: uuid::Uuid = sqlx::query_scalar(
            "insert into sessions (id, token_hash, user_id, created_at, last_seen_at, idle_expires_at, expires_at)
             select gen_random_uuid(), sha256('other'), user_id, created_at, last_seen_at, idle_expires_at, expires_at
             from sessions where user_id = $1 returning id",
        )
        .bind(member.id.0)
        .fetch_one(&app.backend.database.owner)
        .await
        .unwrap();
        app.backend.set_password(member, "a quiet blue harbour").await;
        let identity: uuid::Uuid = sqlx::query_scalar(
            "insert into user_identities (id, user_id, provider, issuer, subject, created_at)
             values (gen_random_uuid(), $1, 'oidc', 'https://id.example', '1', now()) returning id",
        )
        .bind(member.id.0)
        .fetch_one(&app.backend.database.owner)
        .await
        .unwrap();
        let api_key: uuid::Uuid = sqlx::query_scalar(
            "insert into api_keys (id, organization_id, user_id, name, hint, key_hash, scopes, created_at)
             values (gen_random_uuid(), $1, $2, 'K', 'soloos_x', sha256('key'), '{chat}', now()) returning id",
        )
        .bind(acme.id.0)
        .bind(member.id.0)
        .fetch_one(&app.backend.database.owner)
        .await
        .unwrap();
        let mail: uuid::Uuid = sqlx::query_scalar(
            "insert into mails (id, organization_id, kind, recipient, subject, html, body, created_at)
             values (gen_random_uuid(), $1, 'test', 'x@example.com', 'S', '', '', now()) returning id",
        )
        .bind(acme.id.0)
        .fetch_one(&app.backend.database.owner)
        .await
        .unwrap();
        vec![
            ("{conversation}", sent.conversation.to_string()),
            ("{run}", sent.answer.run.unwrap().id.to_string()),
            ("{agent}", acme.agent.to_string()),
            ("{organization}", acme.id.to_string()),
            ("{session}", other_session.to_string()),
            ("{member}", member.id.to_string()),
            ("{export}", export.to_string()),
            ("{mail}", mail.to_string()),
            ("{owner_invite}", owner_invite(app).await.to_string()),
            ("{invite}", invite(app, acme).await.to_string()),
            ("{identity}", identity.to_string()),
            ("{api_key}", api_key.to_string()),
        ]
    }

    /// A logo of the organisation, a picture of the member and an export; hands back the export's id.
    async fn files(app: &TestApp, acme: &TestOrganization, member: &TestPerson) -> uuid::Uuid {
        let (logo, face) = (format!("logos/{}-1.png", acme.id), format!("avatars/{}-1.png", member.id));
        let packed = format!("exports/{}-1.zip", acme.id);
        for key in [&logo, &face, &packed] {
            app.backend.storage.put(&key.parse().unwrap(), "picture".into()).await.unwrap();
        }
        let owner = &app.backend.database.owner;
        let file = "insert into files (organization_id, key, bytes, created_at) values ($1, $2, 7, now())";
        sqlx::query(file).bind(acme.id.0).bind(&logo).execute(owner).await.unwrap();
        let logo_key = "update organizations set logo_key = $2 where id = $1";
        sqlx::query(logo_key).bind(acme.id.0).bind(&logo).execute(owner).await.unwrap();
        let picture_key = "update users set picture_key = $2 where id = $1";
        sqlx::query(picture_key).bind(member.id.0).bind(&face).execute(owner).await.unwrap();
        let now = app.backend.clock.now();
        let export = "insert into exports (id, organization_id, status, object_key, bytes, created_at, expires_at)
             values (gen_random_uuid(), $1, 'ready', $2, 7, $3, $3::timestamptz + interval '7 days') returning id";
        sqlx::query_scalar(export).bind(acme.id.0).bind(&packed).bind(now).fetch_one(owner).await.unwrap()
    }

    fn fill(&self, text: &str) -> String {
        self.words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value))
    }

    async fn knock(&self, row: &Row, person: Option<&TestPerson>) -> u16 {
        let (path, data) = (self.fill(row.path), self.fill(row.data));
        let request = if row.method == Method::GET {
            let query = if data.is_empty() { String::new() } else { format!("?{data}") };
            self.app.request(Method::GET, &format!("{path}{query}"))
        } else {
            self.app
                .request(row.method.clone(), &path)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(data)
        };
        let request = request.header("accept", "application/json").header("sec-fetch-site", "same-origin");
        let request = match person {
            Some(person) => request.header("cookie", format!("soloos_session={}", person.token)),
            None => request,
        };
        let status = request.send().await.unwrap().status().as_u16();
        // A program that is led somewhere else was let in.
        if (300..400).contains(&status) { 200 } else { status }
    }
}

/// The owner offers the organisation to the member.
async fn offer_of_ownership(app: &TestApp, acme: &TestOrganization, from: &TestPerson, to: &TestPerson) {
    sqlx::query(
        "insert into ownership_transfers (id, organization_id, from_user_id, to_user_id, created_at, expires_at)
         values (gen_random_uuid(), $1, $2, $3, $4, $4 + interval '7 days')",
    )
    .bind(acme.id.0)
    .bind(from.id.0)
    .bind(to.id.0)
    .bind(app.backend.clock.now())
    .execute(&app.backend.database.owner)
    .await
    .unwrap();
}

/// A member invitation of the organisation that stands.
async fn invite(app: &TestApp, acme: &TestOrganization) -> uuid::Uuid {
    sqlx::query_scalar(
        "insert into invites (id, organization_id, email, role, token_hash, created_at, expires_at)
         values (gen_random_uuid(), $1, 'second@new.example', 'member', sha256('member'), now(), now() + interval '3 days')
         returning id",
    )
    .bind(acme.id.0)
    .fetch_one(&app.backend.database.owner)
    .await
    .unwrap()
}

/// An owner invitation that stands.
async fn owner_invite(app: &TestApp) -> uuid::Uuid {
    sqlx::query_scalar(
        "insert into owner_invites (id, token_hash, email, organization_name, tier, valid_hours, created_at, sent_at, expires_at)
         values (gen_random_uuid(), sha256('owner'), 'nora@new.example', 'Harbour', 'free', 72, now(), now(), now() + interval '3 days')
         returning id",
    )
    .fetch_one(&app.backend.database.owner)
    .await
    .unwrap()
}

#[tokio::test]
async fn every_endpoint_has_a_row() {
    let _app = TestApp::start().await;
    let written: BTreeSet<String> = matrix().iter().map(|row| row.path.to_owned()).collect();
    let functions: BTreeSet<String> = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert!(functions.len() > 30, "the server functions are registered: {functions:?}");
    let missing: Vec<_> = functions.difference(&written).collect();
    assert_eq!(missing, Vec::<&String>::new(), "endpoints without a row");
    for (path, reason) in server::RAW_ROUTES.iter().map(|path| {
        let exempt = EXEMPT.iter().find(|(exempt, _)| exempt == path).map(|(_, reason)| *reason);
        (*path, exempt)
    }) {
        assert!(reason.is_some() || written.contains(path), "the route {path} has no row");
    }
    let stale: Vec<_> = written
        .iter()
        .filter(|path| !functions.contains(*path) && !server::RAW_ROUTES.contains(&path.as_str()))
        .collect();
    assert_eq!(stale, Vec::<&String>::new(), "rows without an endpoint");
}

#[tokio::test]
async fn every_endpoint_answers_each_caller_as_its_row_says() {
    let mut wrong = Vec::new();
    let mut scene = Scene::new().await;
    for row in matrix() {
        for (place, caller) in CALLERS.iter().enumerate() {
            let person = scene.callers[place].clone();
            let status = scene.knock(&row, person.as_ref()).await;
            if status != row.answers[place] {
                wrong.push(format!("{} {} as {caller}: {status}, not {}", row.method, row.path, row.answers[place]));
            }
            // What this caller changed must not decide what the next one is answered.
            if row.method != Method::GET && status < 400 {
                scene = Scene::new().await;
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn an_operator_viewing_as_an_owner_reaches_no_more_of_another_organisation_than_that_owner() {
    let mut wrong = Vec::new();
    let mut scene = Scene::new().await;
    for row in matrix().into_iter().filter(|row| row.path != "/api/god/exit-view") {
        let outsider = scene.outsider.clone();
        let (status, owner) = (scene.knock(&row, Some(&outsider)).await, row.answers[1]);
        if status != owner && status != 403 {
            wrong.push(format!("{} {}: {status}, and {owner} for the owner", row.method, row.path));
        }
        if row.method != Method::GET && status < 400 {
            scene = Scene::new().await;
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
