//! The callers, and the things that rows act upon.

use crate::support::TestApp;

use chat_domain::NewMessage;
use domain::Role;
use reqwest::Method;
use testkit::{TestOrganization, TestPerson};

use super::rows::{PageRow, Row};

/// The sentence of a page for a role that may not see it.
const NOT_FOR_YOU: &str = "You may not see this";

pub struct Scene {
    pub app: TestApp,
    pub callers: Vec<Option<TestPerson>>,
    /// The operator viewing as the owner of the other organisation.
    pub outsider: TestPerson,
    /// A word of the rows, with its brackets, and its id.
    pub words: Vec<(String, String)>,
}

impl Scene {
    /// A fresh server with two organisations, so that no row is affected by an earlier one.
    pub async fn new() -> Self {
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
        let own = Self::words(&app, &acme, &member).await;
        let words = together(own, Self::words_of_areas(&app, &acme, &member).await);
        let callers =
            vec![None, Some(stranger), Some(member), Some(admin), Some(owner), Some(operator), Some(impersonator)];
        Self { app, callers, outsider, words }
    }

    /// The words of the areas' own scenes, in their `tests/scene.sql`.
    async fn words_of_areas(app: &TestApp, acme: &TestOrganization, member: &TestPerson) -> Vec<(String, String)> {
        let rows = app.backend.named_rows(acme, member).await;
        rows.into_iter().map(|row| (format!("{{{}}}", row.name), row.id.to_string())).collect()
    }

    /// The member's things, for the rows to act upon.
    pub async fn words(app: &TestApp, acme: &TestOrganization, member: &TestPerson) -> Vec<(String, String)> {
        let caller = app.backend.caller(member).await;
        let message = NewMessage { text: "Private".to_owned(), ..NewMessage::default() };
        let sent = chat_area::send(&app.backend, &caller, message).await.unwrap();
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
        let words = [
            ("{conversation}", sent.conversation.to_string()),
            ("{run}", sent.answer.run.unwrap().id.to_string()),
            ("{agent}", acme.agent.to_string()),
            ("{organization}", acme.id.to_string()),
            ("{session}", other_session.to_string()),
            ("{member}", member.id.to_string()),
            ("{person}", member.id.to_string()),
            ("{export}", export.to_string()),
            ("{mail}", mail.to_string()),
            ("{owner_invite}", owner_invite(app).await.to_string()),
            ("{invite}", invite(app, acme).await.to_string()),
            ("{heir_invite}", heir_invite(app, acme).await.to_string()),
            ("{identity}", identity.to_string()),
            ("{api_key}", api_key.to_string()),
        ];
        words.map(|(word, id)| (word.to_owned(), id)).into()
    }

    /// A logo of the organisation, a picture of the member and an export; returns the export's id.
    pub async fn files(app: &TestApp, acme: &TestOrganization, member: &TestPerson) -> uuid::Uuid {
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

    pub fn fill(&self, text: &str) -> String {
        self.words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value))
    }

    pub async fn knock(&self, row: &Row, person: Option<&TestPerson>) -> u16 {
        let cookie = person.map(|person| ("cookie", format!("soloos_session={}", person.token)));
        self.knock_as(row, cookie).await
    }

    /// Opens the page in a browser; a page that says that the caller may not see it counts as refused.
    pub async fn open(&self, page: &PageRow, person: Option<&TestPerson>) -> u16 {
        let part = page.part.as_str();
        let query = if part.starts_with('?') { part } else { "" };
        let path = page.path.replace("{id}", part).replace("{token}", part);
        let answer = self.app.browse(&self.fill(&format!("{path}{query}")), person).send().await.unwrap();
        let status = answer.status().as_u16();
        let is_refused = status == 200 && answer.text().await.unwrap().contains(NOT_FOR_YOU);
        if is_refused { 403 } else { status }
    }

    /// The same with a key of the owner's that has these scopes.
    pub async fn knock_with_key(&self, row: &Row, key: &str) -> u16 {
        self.knock_as(row, Some(("authorization", format!("Bearer {key}")))).await
    }

    /// A key of the owner's for chat alone.
    pub async fn chat_key(&self) -> &'static str {
        let owner = self.callers.iter().flatten().nth(3).unwrap();
        sqlx::query(
            "insert into api_keys (id, organization_id, user_id, name, hint, key_hash, scopes, created_at)
             select gen_random_uuid(), organization_id, user_id, 'K', 'soloos_y', sha256('soloos_chat'), '{chat}', now()
             from memberships where user_id = $1",
        )
        .bind(owner.id.0)
        .execute(&self.app.backend.database.owner)
        .await
        .unwrap();
        "soloos_chat"
    }

    async fn knock_as(&self, row: &Row, who: Option<(&str, String)>) -> u16 {
        let (path, data) = (self.fill(&row.path), self.fill(&row.data));
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
        let request = match who {
            Some((name, value)) => request.header(name, value),
            None => request,
        };
        let status = request.send().await.unwrap().status().as_u16();
        // A program that is redirected was admitted.
        if (300..400).contains(&status) { 200 } else { status }
    }
}

/// The words of this file and those of the areas. No word may be both: the area's rows would act upon something else.
fn together(own: Vec<(String, String)>, areas: Vec<(String, String)>) -> Vec<(String, String)> {
    for (word, _) in &areas {
        let is_free = own.iter().all(|(other, _)| other != word);
        assert!(is_free, "an area's scene names {word}, which the matrix's own scene makes");
    }
    own.into_iter().chain(areas).collect()
}

#[test]
#[should_panic(expected = "{member}")]
fn a_word_of_an_area_takes_the_place_of_none_of_the_matrix() {
    let words = |word: &str| vec![(word.to_owned(), String::new())];
    assert_eq!(together(words("{member}"), words("{note}")).len(), 2);
    together(words("{member}"), words("{member}"));
}

/// The owner offers the organisation to the member.
pub async fn offer_of_ownership(app: &TestApp, acme: &TestOrganization, from: &TestPerson, to: &TestPerson) {
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

/// An open member invitation of the organisation.
pub async fn invite(app: &TestApp, acme: &TestOrganization) -> uuid::Uuid {
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

/// An invitation to own the organisation, which has expired and holds no seat.
pub async fn heir_invite(app: &TestApp, acme: &TestOrganization) -> uuid::Uuid {
    sqlx::query_scalar(
        "insert into invites (id, organization_id, email, role, token_hash, created_at, expires_at)
         values (gen_random_uuid(), $1, 'heir@new.example', 'owner', sha256('heir'), $2::timestamptz - interval '4 days',
           $2::timestamptz - interval '1 day')
         returning id",
    )
    .bind(acme.id.0)
    .bind(app.backend.clock.now())
    .fetch_one(&app.backend.database.owner)
    .await
    .unwrap()
}

/// An open owner invitation.
pub async fn owner_invite(app: &TestApp) -> uuid::Uuid {
    sqlx::query_scalar(
        "insert into owner_invites (id, token_hash, email, organization_name, tier, valid_hours, created_at, sent_at, expires_at)
         values (gen_random_uuid(), sha256('owner'), 'nora@new.example', 'Harbour', 'free', 72, now(), now(), now() + interval '3 days')
         returning id",
    )
    .fetch_one(&app.backend.database.owner)
    .await
    .unwrap()
}
