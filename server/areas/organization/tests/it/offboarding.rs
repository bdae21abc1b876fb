//! Leaving: the content of an export, who may have it and for how long; organisations and accounts that end.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use argon2::password_hash::SaltString;
use argon2::{Argon2, PasswordHasher};
use chat_domain::NewMessage;
use chrono::Duration;
use domain::accounts::{CloseAccount, Secret};
use domain::ids::ExportId;
use domain::pictures::Picture;
use domain::{AppError, Role};
use organization_area::{branding, offboarding, platform};
use organization_domain::offboarding::{CloseOrganization, ExportStatus};
use serde_json::Value;
use server_core::{Caller, Error, Visit, jobs};
use storage::StorageError;
use testkit::{PASSWORD, TestBackend, TestOrganization, TestPerson, pictures};
use zip::ZipArchive;

struct Scene {
    test: TestBackend,
    acme: TestOrganization,
    olivia: TestPerson,
    oscar: TestPerson,
    owner: Caller,
    admin: Caller,
    stranger: Caller,
}

async fn scene() -> Scene {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let bravo = test.organization("bravo").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    let owner = test.caller(&olivia).await;
    let admin = test.caller(&test.person(&acme, Role::Admin, "ada").await).await;
    let oscar = test.person(&bravo, Role::Owner, "oscar").await;
    let stranger = test.caller(&oscar).await;
    for (caller, text) in [(&owner, "words of acme"), (&stranger, "words of bravo")] {
        let message = NewMessage { text: text.to_owned(), ..NewMessage::default() };
        chat_area::send(&test, caller, message).await.unwrap();
        branding::upload(&test, caller, test.upload(Picture::Logo, pictures::png(30, 30)).await).await.unwrap();
    }
    test.settle().await;
    for person in [&olivia, &oscar] {
        give_password(&test, person).await;
    }
    Scene { test, acme, olivia, oscar, owner, admin, stranger }
}

async fn give_password(test: &TestBackend, person: &TestPerson) {
    let salt = SaltString::encode_b64(b"sixteen bytes ok").unwrap();
    let hash = Argon2::default().hash_password(PASSWORD.as_bytes(), &salt).unwrap().to_string();
    sqlx::query("insert into user_credentials (user_id, password_hash) values ($1, $2)")
        .bind(person.id.0)
        .bind(hash)
        .execute(&test.database.owner)
        .await
        .unwrap();
}

impl Scene {
    async fn delete(&self, name: &str, password: &str) -> Result<(), Error> {
        let form = CloseOrganization { confirmation: name.to_owned(), proof: Secret::new(password) };
        let olivia = self.test.signed_in(&self.olivia).await;
        offboarding::delete_organization(&self.test, &olivia, &Visit::default(), form).await
    }

    async fn close_account(&self, person: &TestPerson) -> Result<(), Error> {
        let form = CloseAccount { proof: Secret::new(PASSWORD) };
        let signed_in = self.test.signed_in(person).await;
        identity_area::close_account(&self.test, &signed_in, &Visit::default(), form).await
    }

    async fn count(&self, sql: &'static str, person: &TestPerson) -> i64 {
        sqlx::query_scalar(sql).bind(person.id.0).fetch_one(&self.test.database.owner).await.unwrap()
    }

    async fn run_jobs(&self) {
        jobs::run_due(&self.test, self.test.database.options()).await.unwrap();
    }

    async fn status(&self) -> ExportStatus {
        offboarding::exports(&self.test, &self.owner).await.unwrap().exports.first().unwrap().status
    }

    async fn export(&self) -> ExportId {
        let id = offboarding::request_export(&self.test, &self.owner).await.unwrap();
        self.run_jobs().await;
        id
    }

    /// The entries of the archive by name.
    async fn unpacked(&self, id: ExportId) -> BTreeMap<String, Vec<u8>> {
        let (key, _) = offboarding::download(&self.test, &self.owner, id).await.unwrap();
        let bytes = self.test.storage.get(&key).await.unwrap().into_bytes(10 << 20).await.unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut entries = BTreeMap::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let (name, mut content) = (entry.name().unwrap().to_string(), Vec::new());
            entry.read_to_end(&mut content).unwrap();
            entries.insert(name, content);
        }
        entries
    }
}

fn is_not_found<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::App(AppError::NotFound)))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_holds_every_table_and_file_of_its_organisation_and_nothing_of_another() {
    let scene = scene().await;
    let id = scene.export().await;
    assert_eq!(scene.status().await, ExportStatus::Ready);
    let entries = scene.unpacked(id).await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'organization_id'
           and not a.attisdropped and has_table_privilege('soloos_app', c.oid, 'select')",
    )
    .fetch_all(&scene.test.database.owner)
    .await
    .unwrap();
    for table in tables.iter().map(String::as_str).chain(["organizations", "users"]) {
        let content = entries.get(&format!("tables/{table}.json")).unwrap_or_else(|| panic!("{table} is missing"));
        let rows: Vec<BTreeMap<String, Value>> = serde_json::from_slice(content).unwrap();
        for row in &rows {
            if let Some(organization) = row.get("organization_id") {
                assert_eq!(organization.as_str(), Some(scene.acme.id.to_string().as_str()), "{table}");
            }
        }
    }
    let everything = entries.values().flat_map(|content| content.iter().copied()).collect::<Vec<u8>>();
    let has = |words: &str| everything.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(has("words of acme") && has("olivia@acme.example"));
    assert!(!has("words of bravo") && !has("oscar@bravo.example") && !has(&scene.stranger.org().to_string()));
    let files: Vec<_> = entries.keys().filter(|name| name.starts_with("files/logos/")).collect();
    assert_eq!(files.len(), 1);
    assert!(entries[files[0]].starts_with(b"\x89PNG"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_hash_of_a_secret_leaves_with_an_export() {
    let scene = scene().await;
    sqlx::query(
        "insert into invites (id, organization_id, email, role, token_hash, created_at, expires_at)
         values (gen_random_uuid(), $1, 'new@example.com', 'member', sha256('token'), now(), now())",
    )
    .bind(scene.acme.id.0)
    .execute(&scene.test.database.owner)
    .await
    .unwrap();
    let id = scene.export().await;
    let entries = scene.unpacked(id).await;
    let invites: Vec<BTreeMap<String, Value>> = serde_json::from_slice(&entries["tables/invites.json"]).unwrap();
    assert_eq!(invites.len(), 1);
    assert!(invites[0].contains_key("email") && !invites[0].contains_key("token_hash"));
    let runs: Vec<BTreeMap<String, Value>> = serde_json::from_slice(&entries["tables/runs.json"]).unwrap();
    assert!(runs[0].contains_key("input_tokens"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_owner_of_the_organisation_may_have_an_export() {
    let scene = scene().await;
    for refused in [
        offboarding::request_export(&scene.test, &scene.admin).await.map(drop),
        offboarding::exports(&scene.test, &scene.admin).await.map(drop),
    ] {
        assert!(matches!(refused, Err(Error::App(AppError::Forbidden))), "{refused:?}");
    }
    let id = scene.export().await;
    for other in [&scene.admin, &scene.stranger] {
        assert!(is_not_found(&offboarding::download(&scene.test, other, id).await));
    }
    assert!(offboarding::exports(&scene.test, &scene.stranger).await.unwrap().exports.is_empty());
    let (_, name) = offboarding::download(&scene.test, &scene.owner, id).await.unwrap();
    assert_eq!(name, "acme-2026-11-22.zip");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_make_one_export_and_one_mail_says_when_it_is_ready() {
    let scene = scene().await;
    let (first, second) = tokio::join!(
        offboarding::request_export(&scene.test, &scene.owner),
        offboarding::request_export(&scene.test, &scene.owner),
    );
    assert_eq!([&first, &second].iter().filter(|asked| asked.is_ok()).count(), 1);
    scene.run_jobs().await;
    scene.run_jobs().await;
    let mails: Vec<(String, String)> =
        sqlx::query_as("select recipient, subject from mails where kind = 'export_ready'")
            .fetch_all(&scene.test.database.owner)
            .await
            .unwrap();
    assert_eq!(mails, [("olivia@acme.example".to_owned(), "Your export of Acme is ready".to_owned())]);
    scene.export().await;
    let shown = offboarding::exports(&scene.test, &scene.owner).await.unwrap().exports;
    assert_eq!(
        shown.iter().filter(|export| export.link.is_some()).count(),
        2,
        "an earlier one stays until its week is over"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_gone_after_a_week() {
    let scene = scene().await;
    let id = scene.export().await;
    let (key, _) = offboarding::download(&scene.test, &scene.owner, id).await.unwrap();
    scene.test.advance(Duration::days(7));
    assert_eq!(scene.status().await, ExportStatus::Expired);
    assert!(is_not_found(&offboarding::download(&scene.test, &scene.owner, id).await));
    offboarding::expire(&scene.test).await.unwrap();
    scene.run_jobs().await;
    assert_eq!(scene.test.storage.get(&key).await.unwrap_err(), StorageError::Missing);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_deletes_the_organisation_and_brings_it_back_within_a_month() {
    let scene = scene().await;
    for (name, password, field) in [("acme", PASSWORD, "confirmation"), ("Acme", "not mine", "proof")] {
        let Err(Error::App(AppError::Invalid(fields))) = scene.delete(name, password).await else { panic!("{field}") };
        assert!(fields.get(field).is_some(), "{field}");
    }
    scene.delete(" Acme ", PASSWORD).await.unwrap();
    let olivia = scene.test.signed_in(&scene.olivia).await;
    assert!(olivia.caller().is_err(), "it is closed at once");
    let deleted = offboarding::deleted_organizations(&scene.test, &olivia).await.unwrap();
    assert_eq!(deleted.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Acme"]);
    let oscar = scene.test.signed_in(&scene.oscar).await;
    assert!(is_not_found(&offboarding::restore_organization(&scene.test, &oscar, scene.acme.id).await));
    offboarding::restore_organization(&scene.test, &olivia, scene.acme.id).await.unwrap();
    assert!(scene.test.signed_in(&scene.olivia).await.caller().is_ok());
    assert!(offboarding::deleted_organizations(&scene.test, &olivia).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn another_owner_brings_it_back_though_whoever_deleted_it_is_gone() {
    let scene = scene().await;
    let anna = scene.test.person(&scene.acme, Role::Owner, "anna").await;
    scene.delete("Acme", PASSWORD).await.unwrap();
    scene.close_account(&scene.olivia).await.unwrap();
    let anna = scene.test.signed_in(&anna).await;
    offboarding::restore_organization(&scene.test, &anna, scene.acme.id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_operator_deleted_or_a_month_has_ended_an_owner_cannot_bring_back() {
    let scene = scene().await;
    let god = scene.test.god(&scene.test.operator("god@soloos.example").await).await;
    platform::delete(&scene.test, &god, scene.acme.id, "Acme").await.unwrap();
    let olivia = scene.test.signed_in(&scene.olivia).await;
    assert!(is_not_found(&offboarding::restore_organization(&scene.test, &olivia, scene.acme.id).await));
    platform::restore(&scene.test, &god, scene.acme.id).await.unwrap();
    scene.delete("Acme", PASSWORD).await.unwrap();
    scene.test.advance(Duration::days(30));
    assert!(is_not_found(&offboarding::restore_organization(&scene.test, &olivia, scene.acme.id).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_owns_an_organisation_alone_is_told_which_before_the_account_can_end() {
    let scene = scene().await;
    let Err(Error::App(AppError::Conflict { message })) = scene.close_account(&scene.olivia).await else { panic!() };
    assert!(message.contains("Acme") && !message.contains("Bravo"), "{message}");
    scene.delete("Acme", PASSWORD).await.unwrap();
    scene.close_account(&scene.olivia).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_account_leaves_nothing_but_its_id_in_the_trail() {
    let scene = scene().await;
    let second = scene.test.person(&scene.acme, Role::Owner, "otto").await;
    let olivia = scene.test.signed_in(&scene.olivia).await;
    let upload = scene.test.upload(Picture::Avatar, pictures::png(50, 50)).await;
    identity_area::upload_picture(&scene.test, &olivia, upload).await.unwrap();
    let picture = identity_area::picture_of(&scene.test, &olivia, scene.olivia.id).await.unwrap();
    scene.close_account(&scene.olivia).await.unwrap();
    scene.run_jobs().await;
    for sql in [
        "select count(*) from users where id = $1",
        "select count(*) from sessions where user_id = $1",
        "select count(*) from memberships where user_id = $1",
        "select count(*) from conversations where user_id = $1",
    ] {
        assert_eq!(scene.count(sql, &scene.olivia).await, 0, "{sql}");
    }
    assert!(
        identity_area::resolve(&scene.test, &scene.olivia.token, server_core::Origin::NONE).await.unwrap().is_none()
    );
    assert_eq!(scene.test.storage.get(&picture).await.unwrap_err(), StorageError::Missing);
    let trail = "select count(*) from audit_events where actor_id = $1 and action = 'account.close'";
    assert_eq!(scene.count(trail, &scene.olivia).await, 1);
    assert!(scene.test.signed_in(&second).await.caller().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_owners_who_leave_at_once_do_not_leave_the_organisation_without_one() {
    let scene = scene().await;
    let otto = scene.test.person(&scene.acme, Role::Owner, "otto").await;
    give_password(&scene.test, &otto).await;
    let (first, second) = tokio::join!(scene.close_account(&scene.olivia), scene.close_account(&otto));
    assert_eq!([&first, &second].iter().filter(|ended| ended.is_ok()).count(), 1);
}
