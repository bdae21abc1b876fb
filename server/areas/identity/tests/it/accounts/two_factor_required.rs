//! Organisations, and a platform, that require a second factor.

use domain::accounts::{EditSignInPolicy, Secret};
use domain::{AppError, Role};
use organization_area::organizations;
use server_core::{Settings, SignedIn};
use testkit::{PASSWORD, TestBackend, TestOptions, TestOrganization, is_invalid, seen};

use crate::accounts::support::{OTHER, home, member, organization_of, signed_in};
use crate::accounts::two_factor::enrol;

async fn make(test: &TestBackend, email: &str, role: Role) {
    sqlx::query("update memberships set role = $2 where user_id = (select id from users where email = $1)")
        .bind(email)
        .bind(role.as_str())
        .execute(&test.database.owner)
        .await
        .unwrap();
}

fn wish(require: bool, proof: &str) -> EditSignInPolicy {
    EditSignInPolicy { require_two_factor: require, proof: Secret::new(proof) }
}

/// An owner with a second factor, in an organisation that requires it, and a member without.
async fn strict_organization() -> (TestBackend, TestOrganization, String, String) {
    let (test, organization, owner) = organization_of("olivia@acme.example").await;
    make(&test, "olivia@acme.example", Role::Owner).await;
    let mila = member(&test, &organization, "mila@acme.example").await;
    enrol(&test, &owner).await;
    let person = signed_in(&test, &owner).await;
    organizations::edit_sign_in_policy(&test, &person, &home(), wish(true, PASSWORD)).await.unwrap();
    (test, organization, owner, mila)
}

fn is_let_in(person: &SignedIn) -> bool {
    match person.caller() {
        Ok(_) => true,
        Err(AppError::TwoFactorRequired) => false,
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_member_without_a_second_factor_finds_the_organisation_closed_at_once_and_opens_it_by_setting_one_up() {
    let (test, _, owner, mila) = strict_organization().await;
    assert!(is_let_in(&signed_in(&test, &owner).await));
    let person = signed_in(&test, &mila).await;
    assert!(!is_let_in(&person));
    assert!(person.viewer().needs_two_factor);
    enrol(&test, &mila).await;
    assert!(is_let_in(&signed_in(&test, &mila).await));
}

#[tokio::test]
async fn a_member_without_a_second_factor_sees_their_own_picture_and_nobody_elses() {
    let (test, _, owner, mila) = strict_organization().await;
    sqlx::query("update users set picture_key = 'avatars/' || id || '-1.png'")
        .execute(&test.database.owner)
        .await
        .unwrap();
    let (owner, person) = (signed_in(&test, &owner).await, signed_in(&test, &mila).await);
    let refused = seen(identity_area::picture_of(&test, &person, owner.user()).await);
    assert_eq!(refused, AppError::TwoFactorRequired);
    assert!(identity_area::picture_of(&test, &person, person.user()).await.is_ok(), "the account page shows it");
    assert!(identity_area::picture_of(&test, &owner, person.user()).await.is_ok());
    enrol(&test, &mila).await;
    let person = signed_in(&test, &mila).await;
    assert!(identity_area::picture_of(&test, &person, owner.user()).await.is_ok());
}

#[tokio::test]
async fn what_one_organisation_asks_closes_no_other() {
    let (test, _, _, mila) = strict_organization().await;
    let bravo = test.organization("bravo").await;
    let person = signed_in(&test, &mila).await;
    test.join(&(person.user(), String::new()), &bravo, Role::Member).await;
    identity_area::switch_organization(&test, &person, bravo.id).await.unwrap();
    assert!(is_let_in(&signed_in(&test, &mila).await));
    let stranger = member(&test, &bravo, "otto@bravo.example").await;
    assert!(is_let_in(&signed_in(&test, &stranger).await));
}

#[tokio::test]
async fn an_owner_asks_it_of_others_only_with_a_second_factor_and_a_proof() {
    let (test, _, owner) = organization_of("olivia@acme.example").await;
    make(&test, "olivia@acme.example", Role::Owner).await;
    let person = signed_in(&test, &owner).await;
    let refused = seen(organizations::edit_sign_in_policy(&test, &person, &home(), wish(true, PASSWORD)).await);
    assert!(matches!(refused, AppError::Conflict { .. }), "{refused:?}");
    enrol(&test, &owner).await;
    let person = signed_in(&test, &owner).await;
    let refused = seen(organizations::edit_sign_in_policy(&test, &person, &home(), wish(true, OTHER)).await);
    assert!(is_invalid(&refused, "proof"), "{refused:?}");
    assert!(!organizations::sign_in_policy(&test, &person).await.unwrap().require_two_factor);
    organizations::edit_sign_in_policy(&test, &person, &home(), wish(true, PASSWORD)).await.unwrap();
    let policy = organizations::sign_in_policy(&test, &person).await.unwrap();
    assert_eq!((policy.require_two_factor, policy.members_with, policy.members), (true, 1, 1));
    let action: String =
        sqlx::query_scalar("select action from audit_events order by created_at desc, id desc limit 1")
            .fetch_one(&test.database.owner)
            .await
            .unwrap();
    assert_eq!(action, "organization.edit_sign_in_policy");
}

#[tokio::test]
async fn an_admin_sees_the_rule_and_a_member_does_not_and_neither_changes_it() {
    let (test, organization, _, mila) = strict_organization().await;
    enrol(&test, &mila).await;
    let refused = seen(organizations::sign_in_policy(&test, &signed_in(&test, &mila).await).await);
    assert_eq!(refused, AppError::Forbidden);
    make(&test, "mila@acme.example", Role::Admin).await;
    let admin = signed_in(&test, &mila).await;
    assert!(!organizations::sign_in_policy(&test, &admin).await.unwrap().may_edit);
    let refused = seen(organizations::edit_sign_in_policy(&test, &admin, &home(), wish(false, PASSWORD)).await);
    assert_eq!(refused, AppError::Forbidden);
    let other = test.organization("bravo").await;
    let required: Vec<bool> =
        sqlx::query_scalar("select require_two_factor from organizations where id = any($1) order by slug")
            .bind(vec![organization.id.0, other.id.0])
            .fetch_all(&test.database.owner)
            .await
            .unwrap();
    assert_eq!(required, [true, false], "the rule of one organisation is not another's");
}

#[tokio::test]
async fn the_operators_pages_can_ask_it_of_the_operator() {
    let settings = Settings { operator_two_factor: true, ..Settings::default() };
    let test = TestBackend::with(TestOptions { settings, ..TestOptions::default() }).await;
    let god = test.operator("god@solo.example").await;
    assert_eq!(test.signed_in(&god).await.god().unwrap_err(), AppError::TwoFactorRequired);
    sqlx::query(
        "insert into totp_credentials (user_id, secret, confirmed_at, created_at) values ($1, '', now(), now())",
    )
    .bind(god.id.0)
    .execute(&test.database.owner)
    .await
    .unwrap();
    assert!(test.signed_in(&god).await.god().is_ok());
}
