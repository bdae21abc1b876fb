//! Keys for programs: never more than their person, never more than their scopes, revoked at once.

use chrono::Duration;
use domain::accounts::Secret;
use domain::members::MemberTier;
use domain::organizations::MemberQuery;
use domain::{AppError, Permission, Role};
use identity_area::api_keys;
use identity_domain::api_keys::NewApiKey;
use organization_area::organizations;
use server_core::{Error, Via, Visit};
use testkit::{PASSWORD, TestBackend, TestOrganization, TestPerson, seen};

async fn person(test: &TestBackend, organization: &TestOrganization, role: Role, name: &str) -> TestPerson {
    let person = test.person(organization, role, name).await;
    test.set_password(&person, PASSWORD).await;
    person
}

async fn make(
    test: &TestBackend,
    person: &TestPerson,
    scopes: &[&str],
    days: &str,
    proof: &str,
) -> Result<String, Error> {
    let form = NewApiKey {
        name: "Nightly report".into(),
        scopes: scopes.iter().map(|scope| ((*scope).to_owned(), true)).collect(),
        days: days.into(),
        proof: Secret::new(proof),
    };
    let signed_in = test.signed_in(person).await;
    Ok(api_keys::create(test, &signed_in, &Visit::default(), form).await?.key)
}

#[tokio::test]
async fn a_key_is_shown_once_and_stored_as_its_hash() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let mila = person(&test, &acme, Role::Member, "mila").await;
    let key = make(&test, &mila, &["chat"], "90", PASSWORD).await.unwrap();
    assert!(key.starts_with("soloos_") && key.len() > 45);
    let (row, hash): (String, Vec<u8>) =
        sqlx::query_as("select api_keys::text, key_hash from api_keys").fetch_one(&test.database.owner).await.unwrap();
    assert!(!row.contains(&key));
    assert_eq!(hash, server_core::random::token_hash(&key));
    let page = api_keys::list(&test, &test.caller(&mila).await).await.unwrap();
    assert_eq!(page.keys.len(), 1);
    assert!(key.starts_with(&page.keys[0].hint) && page.keys[0].hint.len() < 15);
}

#[tokio::test]
async fn making_a_key_asks_for_a_proof_and_for_no_more_than_one_may() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let mila = person(&test, &acme, Role::Member, "mila").await;
    let refused = seen(make(&test, &mila, &["chat"], "90", "wrong phrase").await);
    assert!(refused.fields().unwrap().get("proof").is_some());
    let refused = seen(make(&test, &mila, &["chat", "organization"], "90", PASSWORD).await);
    assert!(refused.fields().unwrap().get("scopes").is_some(), "a member cannot hand out an admin's right");
}

#[tokio::test]
async fn a_program_is_told_times_in_the_zone_of_its_organisation() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let ada = person(&test, &acme, Role::Admin, "ada").await;
    let key = make(&test, &ada, &["members"], "", PASSWORD).await.unwrap();
    sqlx::query("update organizations set time_zone = 'Asia/Tokyo'").execute(&test.database.owner).await.unwrap();
    let caller = api_keys::resolve(&test, &key).await.unwrap();
    let members = organizations::members(&test, &caller, MemberQuery::default()).await.unwrap();
    assert!(members.page.rows[0].joined.long.ends_with("JST"), "{:?}", members.page.rows[0].joined);
}

#[tokio::test]
async fn a_key_acts_for_its_person_within_its_scopes_and_their_present_role_and_tier() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let ada = person(&test, &acme, Role::Admin, "ada").await;
    let key = make(&test, &ada, &["members", "organization"], "", PASSWORD).await.unwrap();
    let caller = api_keys::resolve(&test, &key).await.unwrap();
    assert_eq!((caller.subject(), caller.org(), caller.role()), (ada.id, acme.id, Role::Admin));
    assert!(matches!(caller.via(), Via::ApiKey(_)));
    organizations::members(&test, &caller, MemberQuery::default()).await.unwrap();
    assert_eq!(caller.allow(Permission::EditAgents), Err(AppError::Forbidden), "not among its scopes");
    for never in [Permission::InviteMembers, Permission::UseApiKeys, Permission::ManageApiKeys] {
        assert_eq!(caller.allow(never), Err(AppError::Forbidden), "{never:?}");
    }
    let change = "update memberships set role = 'member', tier = 'pro'";
    sqlx::query(change).execute(&test.database.owner).await.unwrap();
    let caller = api_keys::resolve(&test, &key).await.unwrap();
    assert_eq!(caller.tier(), MemberTier::Pro);
    assert_eq!(caller.allow(Permission::EditOrganization), Err(AppError::Forbidden), "a lost right is lost at once");
}

#[tokio::test]
async fn a_key_ends_when_it_is_revoked_expires_or_its_person_leaves() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let mila = person(&test, &acme, Role::Member, "mila").await;
    let (revoked, brief, left) = (
        make(&test, &mila, &["chat"], "", PASSWORD).await.unwrap(),
        make(&test, &mila, &["chat"], "30", PASSWORD).await.unwrap(),
        make(&test, &mila, &["chat"], "", PASSWORD).await.unwrap(),
    );
    let caller = test.caller(&mila).await;
    let keys = api_keys::list(&test, &caller).await.unwrap().keys;
    let id = keys.iter().find(|row| row.expires.is_none() && revoked.starts_with(&row.hint)).unwrap().id;
    api_keys::revoke(&test, &caller, id).await.unwrap();
    assert_eq!(seen(api_keys::resolve(&test, &revoked).await), AppError::Unauthenticated);
    assert_eq!(seen(api_keys::revoke(&test, &caller, id).await), AppError::NotFound);
    api_keys::resolve(&test, &brief).await.unwrap();
    test.advance(Duration::days(30));
    assert_eq!(seen(api_keys::resolve(&test, &brief).await), AppError::Unauthenticated);
    api_keys::resolve(&test, &left).await.unwrap();
    sqlx::query("delete from memberships").execute(&test.database.owner).await.unwrap();
    assert_eq!(seen(api_keys::resolve(&test, &left).await), AppError::Unauthenticated);
    for made_up in ["", "soloos_", "soloos_made-up", &mila.token] {
        assert_eq!(seen(api_keys::resolve(&test, made_up).await), AppError::Unauthenticated);
    }
}

#[tokio::test]
async fn a_key_opens_its_own_organisation_and_no_other() {
    let test = TestBackend::new().await;
    let (acme, bravo) = (test.organization("acme").await, test.organization("bravo").await);
    let olivia = person(&test, &acme, Role::Owner, "olivia").await;
    let oscar = person(&test, &bravo, Role::Owner, "oscar").await;
    test.join(&(olivia.id, String::new()), &bravo, Role::Owner).await;
    let key = make(&test, &olivia, &["chat"], "", PASSWORD).await.unwrap();
    let caller = api_keys::resolve(&test, &key).await.unwrap();
    assert_eq!(seen(agents_area::profile(&test, &caller, bravo.agent).await), AppError::NotFound);
    assert_eq!(seen(agents_area::settings(&test, &caller, acme.agent).await), AppError::Forbidden);
    let theirs = test.caller(&oscar).await;
    let page = api_keys::list(&test, &theirs).await.unwrap();
    assert!(page.keys.is_empty(), "another organisation's owner sees none of them");
    let id = api_keys::list(&test, &test.caller(&olivia).await).await.unwrap().keys[0].id;
    assert_eq!(seen(api_keys::revoke(&test, &theirs, id).await), AppError::NotFound);
    api_keys::resolve(&test, &key).await.unwrap();
}

#[tokio::test]
async fn an_admin_sees_and_revokes_everybodys_keys_and_a_member_only_their_own() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let mila = person(&test, &acme, Role::Member, "mila").await;
    let otto = person(&test, &acme, Role::Member, "otto").await;
    let ada = person(&test, &acme, Role::Admin, "ada").await;
    let key = make(&test, &mila, &["chat"], "", PASSWORD).await.unwrap();
    let id = api_keys::list(&test, &test.caller(&mila).await).await.unwrap().keys[0].id;
    let other = test.caller(&otto).await;
    assert!(api_keys::list(&test, &other).await.unwrap().keys.is_empty());
    assert_eq!(seen(api_keys::revoke(&test, &other, id).await), AppError::NotFound);
    let admin = test.caller(&ada).await;
    let row = &api_keys::list(&test, &admin).await.unwrap().keys[0];
    assert_eq!(row.person.as_deref(), Some("Mila"));
    api_keys::revoke(&test, &admin, id).await.unwrap();
    assert_eq!(seen(api_keys::resolve(&test, &key).await), AppError::Unauthenticated);
    let actions: Vec<String> = sqlx::query_scalar("select action from audit_events order by id")
        .fetch_all(&test.database.owner)
        .await
        .unwrap();
    assert_eq!(actions, ["api_key.create", "api_key.revoke"]);
}

#[tokio::test]
async fn a_key_of_a_closed_organisation_or_without_the_factor_that_is_asked_for_is_refused() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let mila = person(&test, &acme, Role::Member, "mila").await;
    let key = make(&test, &mila, &["chat"], "", PASSWORD).await.unwrap();
    let set = async |sql: &'static str| sqlx::query(sql).execute(&test.database.owner).await.unwrap();
    set("update organizations set require_two_factor = true").await;
    assert_eq!(seen(api_keys::resolve(&test, &key).await), AppError::TwoFactorRequired);
    set("update organizations set require_two_factor = false, suspended_at = now()").await;
    assert_eq!(seen(api_keys::resolve(&test, &key).await), AppError::Unauthenticated);
    set("update organizations set suspended_at = null").await;
    api_keys::resolve(&test, &key).await.unwrap();
}

#[tokio::test]
async fn the_last_use_of_a_key_is_remembered_to_the_minute() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let mila = person(&test, &acme, Role::Member, "mila").await;
    let key = make(&test, &mila, &["chat"], "", PASSWORD).await.unwrap();
    let caller = test.caller(&mila).await;
    assert!(api_keys::list(&test, &caller).await.unwrap().keys[0].last_used.is_none());
    api_keys::resolve(&test, &key).await.unwrap();
    let first = api_keys::list(&test, &caller).await.unwrap().keys[0].last_used.clone().unwrap();
    test.advance(Duration::seconds(59));
    api_keys::resolve(&test, &key).await.unwrap();
    assert_eq!(api_keys::list(&test, &caller).await.unwrap().keys[0].last_used.clone().unwrap().iso, first.iso);
    test.advance(Duration::seconds(1));
    api_keys::resolve(&test, &key).await.unwrap();
    assert_ne!(api_keys::list(&test, &caller).await.unwrap().keys[0].last_used.clone().unwrap().iso, first.iso);
}
