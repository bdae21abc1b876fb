//! Changing the password of a person who knows the old one.

use domain::accounts::{ChangePassword, Secret};
use testkit::{PASSWORD, is_invalid, seen};

use crate::accounts::support::{
    OTHER, forget, home, mailed_token, mails, organization_of, resolve, sign_in, signed_in, with_password,
};

const MILA: &str = "mila@acme.example";

fn form(current: &str, new: &str) -> ChangePassword {
    ChangePassword { current_password: Secret::new(current), new_password: Secret::new(new) }
}

#[tokio::test]
async fn a_change_keeps_this_session_ends_the_others_and_tells_the_holder() {
    let (test, _, here) = organization_of(MILA).await;
    let elsewhere = sign_in(&test, &home(), MILA, PASSWORD).await.unwrap();
    let me = signed_in(&test, &here).await;
    identity_area::change_password(&test, &me, &home(), form(PASSWORD, OTHER)).await.unwrap();
    assert!(resolve(&test, &here).await.is_some());
    assert!(resolve(&test, &elsewhere).await.is_none());
    assert!(sign_in(&test, &home(), MILA, PASSWORD).await.is_err());
    sign_in(&test, &home(), MILA, OTHER).await.unwrap();
    assert_eq!(mails(&test, MILA).await, ["password_changed"]);
}

#[tokio::test]
async fn a_change_ends_reset_links_that_are_on_their_way() {
    let (test, _, here) = organization_of(MILA).await;
    forget(&test, MILA).await.unwrap();
    let token = mailed_token(&test, MILA, "reset-password").await;
    let me = signed_in(&test, &here).await;
    identity_area::change_password(&test, &me, &home(), form(PASSWORD, OTHER)).await.unwrap();
    assert!(
        identity_area::reset_password(&test, &home(), with_password(&token, "another fine sentence")).await.is_err()
    );
}

#[tokio::test]
async fn a_wrong_current_password_changes_nothing() {
    let (test, _, here) = organization_of(MILA).await;
    let me = signed_in(&test, &here).await;
    let error = seen(identity_area::change_password(&test, &me, &home(), form("not my password", OTHER)).await);
    assert!(is_invalid(&error, "current_password"), "{error:?}");
    sign_in(&test, &home(), MILA, PASSWORD).await.unwrap();
    assert!(mails(&test, MILA).await.is_empty());
}

#[tokio::test]
async fn the_new_password_keeps_the_rules() {
    let (test, _, here) = organization_of(MILA).await;
    let me = signed_in(&test, &here).await;
    for bad in ["short", "letmein2026", "milamember", PASSWORD] {
        let error = seen(identity_area::change_password(&test, &me, &home(), form(PASSWORD, bad)).await);
        assert!(is_invalid(&error, "new_password"), "{bad}: {error:?}");
    }
}

#[tokio::test]
async fn of_two_changes_at_once_one_counts() {
    let (test, _, here) = organization_of(MILA).await;
    let me = signed_in(&test, &here).await;
    let visit = home();
    let (one, two) = tokio::join!(
        identity_area::change_password(&test, &me, &visit, form(PASSWORD, OTHER)),
        identity_area::change_password(&test, &me, &visit, form(PASSWORD, "another fine sentence")),
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);
}
