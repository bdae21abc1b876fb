//! The operator, from the command line.

use domain::accounts::Secret;
use testkit::{PASSWORD, TestBackend, seen};

use crate::accounts::support::{home, organization_of, sign_in, signed_in, user_id, with_password};

#[tokio::test]
async fn a_new_operator_chooses_a_password_by_the_printed_link() {
    let test = TestBackend::new().await;
    let created = identity_area::god_create(&test, " God@Solo.example ", None).await.unwrap();
    assert!(created.is_new);
    assert_eq!(created.email, "god@solo.example");
    let link = created.set_password_link.unwrap();
    let token = link.strip_prefix("http://127.0.0.1:3000/reset-password/").unwrap();
    identity_area::reset_password(&test, &home(), with_password(token, PASSWORD)).await.unwrap();
    let session = sign_in(&test, &home(), "god@solo.example", PASSWORD).await.unwrap();
    let god = signed_in(&test, &session).await;
    assert!(god.god().is_ok() && god.viewer().email_verified);
    assert!(god.viewer().current.is_none());
}

#[tokio::test]
async fn a_person_is_promoted_and_keeps_their_password() {
    let (test, _, session) = organization_of("mila@acme.example").await;
    assert!(signed_in(&test, &session).await.god().is_err());
    let created =
        identity_area::god_create(&test, "mila@acme.example", Some(Secret::new("seven slow lanterns"))).await.unwrap();
    assert_eq!((created.is_new, created.set_password_link), (false, None));
    assert_eq!(created.user, user_id(&test, "mila@acme.example").await);
    assert!(signed_in(&test, &session).await.god().is_ok());
    sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn the_command_can_be_repeated_and_hands_out_a_fresh_link_until_a_password_is_set() {
    let test = TestBackend::new().await;
    let first = identity_area::god_create(&test, "god@solo.example", None).await.unwrap();
    let second = identity_area::god_create(&test, "god@solo.example", None).await.unwrap();
    assert!(!second.is_new);
    assert_eq!(first.user, second.user);
    assert!(second.set_password_link.is_some() && first.set_password_link != second.set_password_link);
}

#[tokio::test]
async fn a_given_password_keeps_the_rules() {
    let test = TestBackend::new().await;
    for bad in ["short", "password123", "godsolo1"] {
        seen(identity_area::god_create(&test, "godsolo@solo.example", Some(Secret::new(bad))).await);
    }
    let created = identity_area::god_create(&test, "god@solo.example", Some(Secret::new(PASSWORD))).await.unwrap();
    assert_eq!(created.set_password_link, None);
    sign_in(&test, &home(), "god@solo.example", PASSWORD).await.unwrap();
    assert!(identity_area::god_create(&test, "no address", None).await.is_err());
}
