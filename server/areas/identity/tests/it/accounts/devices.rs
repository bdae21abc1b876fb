//! Browsers that a person has signed in with, and the mail about one they never used.

use chrono::Duration;
use domain::accounts::{Secret, SignIn};
use identity_area::{Admission, NewSession};
use server_core::Visit;
use testkit::{PASSWORD, TestBackend, seen};

use crate::accounts::support::{OTHER, count, home, organization_of, resolve, sign_in, signed_in};

const MILA: &str = "mila@acme.example";

async fn session(test: &TestBackend, visit: &Visit) -> NewSession {
    let form = SignIn { email: MILA.into(), password: Secret::new(PASSWORD), next: String::new() };
    match identity_area::sign_in(test, visit, form).await.unwrap() {
        Admission::Session(session) => session,
        Admission::Challenge(_) => panic!("no second factor is on"),
    }
}

/// Kinds of every mail to this address.
async fn mails(test: &TestBackend, to: &str) -> Vec<String> {
    sqlx::query_scalar("select kind from mails where recipient = $1 order by id")
        .bind(to)
        .fetch_all(&test.database.owner)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_sign_in_on_an_unknown_browser_is_told_by_mail_and_on_a_known_one_is_not() {
    let (test, _, _) = organization_of(MILA).await;
    assert_eq!(mails(&test, MILA).await, Vec::<String>::new(), "accepting an invitation is no surprise");
    let first = session(&test, &home()).await;
    assert_eq!(mails(&test, MILA).await, ["new_device"]);
    let body: String = sqlx::query_scalar("select body from mails").fetch_one(&test.database.owner).await.unwrap();
    assert!(body.contains("Firefox on Linux") && body.contains("192.0.2.1"), "{body}");
    let again = Visit { device: Some(first.device.clone()), ..home() };
    let second = session(&test, &again).await;
    assert_eq!((second.device, second.is_known_device), (first.device, true));
    assert_eq!(mails(&test, MILA).await.len(), 1);
}

#[tokio::test]
async fn the_first_browser_of_all_is_nothing_to_warn_of() {
    let (test, _, _) = organization_of(MILA).await;
    sqlx::query("delete from known_devices").execute(&test.database.owner).await.unwrap();
    assert!(session(&test, &home()).await.is_known_device);
    assert_eq!(mails(&test, MILA).await, Vec::<String>::new());
    assert!(!session(&test, &home()).await.is_known_device, "the second one is told");
}

#[tokio::test]
async fn a_browser_that_one_person_used_is_new_to_another() {
    let (test, organization, _) = organization_of(MILA).await;
    crate::accounts::support::member(&test, &organization, "otto@acme.example").await;
    let first = session(&test, &home()).await;
    let shared = Visit { device: Some(first.device), ..home() };
    sign_in(&test, &shared, "otto@acme.example", PASSWORD).await.unwrap();
    assert_eq!(mails(&test, "otto@acme.example").await, ["new_device"]);
}

#[tokio::test]
async fn a_failed_sign_in_makes_no_browser_known_and_writes_no_mail() {
    let (test, _, _) = organization_of(MILA).await;
    let before = count(&test, "select count(*) from known_devices").await;
    seen(sign_in(&test, &home(), MILA, OTHER).await);
    assert_eq!(count(&test, "select count(*) from known_devices").await, before);
    assert_eq!(mails(&test, MILA).await.len(), 0);
}

#[tokio::test]
async fn a_browsers_token_is_stored_as_its_hash_and_forgotten_in_time() {
    let (test, _, _) = organization_of(MILA).await;
    let first = session(&test, &home()).await;
    let hashes: Vec<Vec<u8>> =
        sqlx::query_scalar("select token_hash from known_devices").fetch_all(&test.database.owner).await.unwrap();
    assert!(hashes.contains(&server_core::random::token_hash(&first.device)));
    test.advance(Duration::days(431));
    identity_area::purge(&test).await.unwrap();
    assert_eq!(count(&test, "select count(*) from known_devices").await, 0);
}

#[tokio::test]
async fn every_other_device_is_signed_out_at_once_and_this_one_stays() {
    let (test, _, token) = organization_of(MILA).await;
    let others = [session(&test, &home()).await, session(&test, &home()).await];
    let person = signed_in(&test, &token).await;
    assert_eq!(identity_area::list_sessions(&test, &person).await.unwrap().len(), 3);
    identity_area::end_other_sessions(&test, &person).await.unwrap();
    for other in others {
        assert!(resolve(&test, other.token.as_str()).await.is_none());
    }
    let left = identity_area::list_sessions(&test, &person).await.unwrap();
    assert!(left.len() == 1 && left[0].is_current);
}
