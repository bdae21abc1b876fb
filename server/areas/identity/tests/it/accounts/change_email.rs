//! Changing the address.

use chrono::Duration;
use domain::AppError;
use domain::accounts::{ChangeEmail, Secret};
use testkit::{PASSWORD, TestBackend, is_invalid, seen};

use crate::accounts::support::{
    OTHER, forget, home, mailed_token, mails, member, organization_of, resolve, sign_in, signed_in, token_only,
    with_password,
};

const OLD: &str = "mila@acme.example";
const NEW: &str = "mila@new.example";

async fn ask(test: &TestBackend, session: &str, email: &str, password: &str) -> Result<(), server_core::Error> {
    let me = signed_in(test, session).await;
    let form = ChangeEmail { email: email.into(), password: Secret::new(password) };
    identity_area::change_email(test, &me, &home(), form).await
}

async fn link(test: &TestBackend, session: &str) -> String {
    ask(test, session, NEW, PASSWORD).await.unwrap();
    mailed_token(test, NEW, "confirm-email").await
}

#[tokio::test]
async fn the_new_address_counts_from_its_confirmation_and_the_old_one_is_told() {
    let (test, _, session) = organization_of(OLD).await;
    let token = link(&test, &session).await;
    sign_in(&test, &home(), OLD, PASSWORD).await.unwrap();
    assert!(sign_in(&test, &home(), NEW, PASSWORD).await.is_err());
    assert_eq!(
        identity_area::pending_email(&test, &signed_in(&test, &session).await).await.unwrap().as_deref(),
        Some(NEW)
    );

    identity_area::confirm_email(&test, &home(), token_only(&token)).await.unwrap();
    assert!(sign_in(&test, &home(), OLD, PASSWORD).await.is_err());
    sign_in(&test, &home(), NEW, PASSWORD).await.unwrap();
    let me = signed_in(&test, &session).await;
    assert_eq!(me.viewer().email, NEW);
    assert_eq!(identity_area::pending_email(&test, &me).await.unwrap(), None);
    assert_eq!(mails(&test, NEW).await, ["confirm_new_email"]);
    assert_eq!(mails(&test, OLD).await, ["email_changed"]);
}

#[tokio::test]
async fn a_reset_link_to_the_old_address_dies_with_it() {
    let (test, _, session) = organization_of(OLD).await;
    forget(&test, OLD).await.unwrap();
    let old_link = mailed_token(&test, OLD, "reset-password").await;
    let token = link(&test, &session).await;
    identity_area::confirm_email(&test, &home(), token_only(&token)).await.unwrap();
    assert!(identity_area::reset_password(&test, &home(), with_password(&old_link, OTHER)).await.is_err());
    sign_in(&test, &home(), NEW, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn the_password_is_asked_for() {
    let (test, _, session) = organization_of(OLD).await;
    let error = seen(ask(&test, &session, NEW, OTHER).await);
    assert!(is_invalid(&error, "password"), "{error:?}");
    assert!(is_invalid(&seen(ask(&test, &session, OLD, PASSWORD).await), "email"), "it is the address already");
    assert!(is_invalid(&seen(ask(&test, &session, "nonsense", PASSWORD).await), "email"));
    assert!(mails(&test, NEW).await.is_empty());
}

#[tokio::test]
async fn an_address_of_somebody_else_gets_the_same_answer_and_its_holder_is_told() {
    let (test, organization, session) = organization_of(OLD).await;
    member(&test, &organization, "paul@acme.example").await;
    ask(&test, &session, "paul@acme.example", PASSWORD).await.unwrap();
    assert_eq!(mails(&test, "paul@acme.example").await, ["already_registered"]);
    let me = signed_in(&test, &session).await;
    assert_eq!(identity_area::pending_email(&test, &me).await.unwrap().as_deref(), Some("paul@acme.example"));
}

#[tokio::test]
async fn an_address_that_was_taken_meanwhile_is_refused_and_changes_nothing() {
    let (test, organization, session) = organization_of(OLD).await;
    let token = link(&test, &session).await;
    member(&test, &organization, NEW).await;
    assert!(matches!(
        seen(identity_area::confirm_email(&test, &home(), token_only(&token)).await),
        AppError::Conflict { .. }
    ));
    assert_eq!(signed_in(&test, &session).await.viewer().email, OLD);
}

#[tokio::test]
async fn the_link_works_once_for_an_hour_and_for_this_alone() {
    let (test, _, session) = organization_of(OLD).await;
    let token = link(&test, &session).await;
    assert!(
        identity_area::reset_password(&test, &home(), with_password(&token, OTHER)).await.is_err(),
        "it resets nothing"
    );
    let at_home = home();
    let confirm = || identity_area::confirm_email(&test, &at_home, token_only(&token));
    let (one, two) = tokio::join!(confirm(), confirm());
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);

    ask(&test, &session, "mila@third.example", PASSWORD).await.unwrap();
    let late = mailed_token(&test, "mila@third.example", "confirm-email").await;
    test.advance(Duration::hours(1));
    assert!(matches!(
        seen(identity_area::confirm_email(&test, &home(), token_only(&late)).await),
        AppError::Conflict { .. }
    ));
    assert!(resolve(&test, &session).await.is_some());
}
