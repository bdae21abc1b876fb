//! Open sign-up and its confirmation.

use chrono::Duration;
use domain::accounts::RequestMail;
use domain::{AppError, Role};
use identity_area::NewSession;
use testkit::{PASSWORD, TestBackend, is_invalid, seen};

use crate::accounts::hash_count::hashes;
use crate::accounts::support::{
    OTHER, count, home, mailed_token, mails, member, open_sign_up, sign_in, sign_up, signed_in, with_password,
};

const OLIVIA: &str = "olivia@harbour.example";

async fn confirm(test: &TestBackend, token: &str, password: &str) -> Result<NewSession, server_core::Error> {
    identity_area::verify_email(test, &home(), with_password(token, password)).await
}

async fn resend(test: &TestBackend, email: &str) -> Result<(), server_core::Error> {
    identity_area::resend_verification(test, &home(), RequestMail { email: email.into() }).await
}

async fn link(test: &TestBackend) -> String {
    mailed_token(test, OLIVIA, "verify-email").await
}

#[tokio::test]
async fn sign_up_is_closed_unless_the_operator_opens_it() {
    let test = TestBackend::new().await;
    assert!(!identity_area::sign_up_terms(&test).is_open);
    let (refused, work) = hashes(sign_up(&test, OLIVIA, PASSWORD)).await;
    assert_eq!((seen(refused), work), (AppError::Forbidden, 0));
    assert_eq!(count(&test, "select count(*) from mails").await, 0);
}

#[tokio::test]
async fn a_confirmed_sign_up_makes_person_organisation_and_first_agent_and_signs_in() {
    let test = open_sign_up().await;
    sign_up(&test, "  Olivia@Harbour.example", PASSWORD).await.unwrap();
    assert_eq!(count(&test, "select count(*) from users").await, 0);
    assert_eq!(count(&test, "select count(*) from organizations").await, 0);
    assert!(sign_in(&test, &home(), OLIVIA, PASSWORD).await.is_err(), "not before the address is confirmed");

    let session = confirm(&test, &link(&test).await, PASSWORD).await.unwrap();
    let signed_in = signed_in(&test, session.token.as_str()).await;
    let viewer = signed_in.viewer();
    assert!(viewer.email_verified && !viewer.is_god);
    assert_eq!((viewer.name.as_str(), viewer.email.as_str()), ("Olivia Owner", OLIVIA));
    let current = viewer.current.clone().unwrap();
    assert_eq!(
        (current.name.as_str(), current.slug.as_str(), current.role),
        ("Harbour Coaching", "harbour-coaching", Role::Owner)
    );
    assert_eq!(count(&test, "select count(*) from agents where name = 'Assistant'").await, 1);
    assert_eq!(count(&test, "select count(*) from audit_events where action = 'organization.found'").await, 1);
    sign_in(&test, &home(), OLIVIA, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_known_address_gets_the_same_answer_for_the_same_work_and_only_its_holder_learns_more() {
    let test = open_sign_up().await;
    let organization = test.organization("acme").await;
    member(&test, &organization, "mila@acme.example").await;
    let (known, for_known) = hashes(sign_up(&test, "mila@acme.example", OTHER)).await;
    let (unknown, for_unknown) = hashes(sign_up(&test, OLIVIA, OTHER)).await;
    assert_eq!((known.is_ok(), for_known), (unknown.is_ok(), for_unknown));
    assert_eq!(for_known, 1);
    assert_eq!(mails(&test, "mila@acme.example").await, ["already_registered"]);
    assert_eq!(mails(&test, OLIVIA).await, ["verify_email"]);
    assert_eq!(count(&test, "select count(*) from sign_ups").await, 2);
    sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn the_link_alone_confirms_nothing_that_a_stranger_has_signed_up() {
    let test = open_sign_up().await;
    sign_up(&test, OLIVIA, "what the stranger chose").await.unwrap();
    let token = link(&test).await;
    let error = seen(confirm(&test, &token, PASSWORD).await);
    assert!(is_invalid(&error, "password"), "{error:?}");
    assert_eq!(count(&test, "select count(*) from users").await, 0);
    confirm(&test, &token, "what the stranger chose").await.unwrap();
}

#[tokio::test]
async fn of_two_confirmations_at_once_one_makes_the_account() {
    let test = open_sign_up().await;
    sign_up(&test, OLIVIA, PASSWORD).await.unwrap();
    let token = link(&test).await;
    let (one, two) = tokio::join!(confirm(&test, &token, PASSWORD), confirm(&test, &token, PASSWORD));
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);
    assert_eq!(count(&test, "select count(*) from organizations").await, 1);
    assert!(matches!(seen(confirm(&test, &token, PASSWORD).await), AppError::Conflict { .. }));
}

#[tokio::test]
async fn a_link_works_for_an_hour_and_can_be_sent_again() {
    let test = open_sign_up().await;
    sign_up(&test, OLIVIA, PASSWORD).await.unwrap();
    let first = link(&test).await;
    test.advance(Duration::hours(1));
    assert!(matches!(seen(confirm(&test, &first, PASSWORD).await), AppError::Conflict { .. }));
    resend(&test, OLIVIA).await.unwrap();
    let second = link(&test).await;
    assert_ne!(first, second);
    confirm(&test, &second, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_mail_sent_again_ends_the_link_of_the_one_before() {
    let test = open_sign_up().await;
    sign_up(&test, OLIVIA, PASSWORD).await.unwrap();
    let first = link(&test).await;
    resend(&test, OLIVIA).await.unwrap();
    assert!(confirm(&test, &first, PASSWORD).await.is_err());
}

#[tokio::test]
async fn asking_again_is_silent_about_who_waits() {
    let test = open_sign_up().await;
    let organization = test.organization("acme").await;
    member(&test, &organization, "mila@acme.example").await;
    sign_up(&test, "mila@acme.example", OTHER).await.unwrap();
    let before = count(&test, "select count(*) from mails").await;
    resend(&test, "nobody@acme.example").await.unwrap();
    resend(&test, "mila@acme.example").await.unwrap();
    assert_eq!(count(&test, "select count(*) from mails").await, before);
    sign_up(&test, OLIVIA, PASSWORD).await.unwrap();
    test.advance(Duration::days(1));
    resend(&test, OLIVIA).await.unwrap();
    assert_eq!(mails(&test, OLIVIA).await, ["verify_email"], "a day later nothing waits any more");
}

#[tokio::test]
async fn of_two_sign_ups_under_one_address_the_first_confirmed_one_counts() {
    let test = open_sign_up().await;
    sign_up(&test, OLIVIA, PASSWORD).await.unwrap();
    let first = link(&test).await;
    sign_up(&test, OLIVIA, OTHER).await.unwrap();
    let second = link(&test).await;
    confirm(&test, &second, OTHER).await.unwrap();
    assert!(matches!(seen(confirm(&test, &first, PASSWORD).await), AppError::Conflict { .. }));
    assert_eq!(count(&test, "select count(*) from organizations").await, 1);
    assert!(sign_in(&test, &home(), OLIVIA, PASSWORD).await.is_err());
}

#[tokio::test]
async fn two_organisations_of_one_name_get_addresses_of_their_own() {
    let test = open_sign_up().await;
    for email in [OLIVIA, "oscar@harbour.example"] {
        sign_up(&test, email, PASSWORD).await.unwrap();
        let token = mailed_token(&test, email, "verify-email").await;
        confirm(&test, &token, PASSWORD).await.unwrap();
    }
    assert_eq!(
        count(&test, "select count(distinct slug) from organizations where slug like 'harbour-coaching%'").await,
        2
    );
}

#[tokio::test]
async fn common_passwords_are_refused_before_anything_is_written() {
    let test = open_sign_up().await;
    for bad in ["password1", "Sunshine2026!", "qwertyuiop", "harbourcoaching", "olivia.owner", "SoloOS2026"] {
        assert!(is_invalid(&seen(sign_up(&test, OLIVIA, bad).await), "password"), "{bad}");
    }
    assert_eq!(count(&test, "select count(*) from sign_ups").await, 0);
}
