//! Signing in.

use argon2::password_hash::SaltString;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use domain::{AppError, Role};
use testkit::{PASSWORD, TestBackend, is_invalid, seen};

use crate::accounts::hash_count::hashes;
use crate::accounts::support::{OTHER, home, organization_of, resolve, sign_in, signed_in};

#[tokio::test]
async fn the_right_password_begins_a_session_in_the_organisation() {
    let (test, organization, _) = organization_of("mila@acme.example").await;
    let token = sign_in(&test, &home(), "  MILA@Acme.example ", PASSWORD).await.unwrap();
    let signed_in = signed_in(&test, &token).await;
    assert_eq!(signed_in.viewer().email, "mila@acme.example");
    let caller = signed_in.caller().unwrap();
    assert_eq!((caller.org(), caller.role()), (organization.id, Role::Member));
    assert!(signed_in.god().is_err());
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_get_the_same_answer_for_the_same_work() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    test.operator("no-password@acme.example").await;
    let (wrong, for_wrong) = hashes(sign_in(&test, &home(), "mila@acme.example", OTHER)).await;
    let (unknown, for_unknown) = hashes(sign_in(&test, &home(), "nobody@acme.example", OTHER)).await;
    let (unset, for_unset) = hashes(sign_in(&test, &home(), "no-password@acme.example", OTHER)).await;
    let (right, for_right) = hashes(sign_in(&test, &home(), "mila@acme.example", PASSWORD)).await;
    assert!(right.is_ok());
    assert_eq!((for_wrong, for_unknown, for_unset, for_right), (1, 1, 1, 1));
    let wrong = seen(wrong);
    assert!(is_invalid(&wrong, ""), "{wrong:?}");
    assert_eq!(wrong, seen(unknown));
    assert_eq!(wrong, seen(unset));
}

#[tokio::test]
async fn an_incomplete_form_is_refused_before_any_work() {
    let test = TestBackend::new().await;
    let (refused, work) = hashes(sign_in(&test, &home(), "not an address", "")).await;
    let error = seen(refused);
    assert!(is_invalid(&error, "email") && is_invalid(&error, "password"));
    assert_eq!(work, 0);
}

#[tokio::test]
async fn an_old_hash_is_renewed_by_the_sign_in_that_proves_the_password() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(1024, 1, 1, None).unwrap());
    let salt = SaltString::encode_b64(b"sixteen bytes ok").unwrap();
    let hash = weak.hash_password(PASSWORD.as_bytes(), &salt).unwrap();
    sqlx::query("update user_credentials set password_hash = $1")
        .bind(hash.to_string())
        .execute(&test.database.owner)
        .await
        .unwrap();
    sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    let stored: String =
        sqlx::query_scalar("select password_hash from user_credentials").fetch_one(&test.database.owner).await.unwrap();
    assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
    sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn every_sign_in_has_a_token_of_its_own() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    let first = sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    let second = sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    assert_ne!(first, second);
    assert!(resolve(&test, &first).await.is_some() && resolve(&test, &second).await.is_some());
    assert!(resolve(&test, "no such token").await.is_none());
    assert!(resolve(&test, "").await.is_none());
}

#[tokio::test]
async fn nobody_finds_an_organisation_without_belonging_to_one() {
    let test = TestBackend::new().await;
    let operator = test.operator("god@solo.example").await;
    let signed_in = test.signed_in(&operator).await;
    assert_eq!(signed_in.caller().unwrap_err(), AppError::NotFound);
    assert!(signed_in.god().is_ok());
}
