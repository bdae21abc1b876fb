//! A forgotten password.

use chrono::Duration;
use domain::AppError;
use testkit::{PASSWORD, TestBackend, is_invalid, seen};

use crate::accounts::hash_count::hashes;
use crate::accounts::support::{
    OTHER, count, forget, home, mailed_token, mails, organization_of, resolve, sign_in, with_password,
};

const MILA: &str = "mila@acme.example";

async fn reset(test: &TestBackend, token: &str, password: &str) -> Result<(), server_core::Error> {
    identity_area::reset_password(test, &home(), with_password(token, password)).await.map(drop)
}

async fn link(test: &TestBackend) -> String {
    forget(test, MILA).await.unwrap();
    mailed_token(test, MILA, "reset-password").await
}

#[tokio::test]
async fn asking_for_an_unknown_address_answers_the_same_and_mails_nobody() {
    let (test, _, _) = organization_of(MILA).await;
    let (known, for_known) = hashes(forget(&test, MILA)).await;
    let links = count(&test, "select count(*) from email_tokens").await;
    let (unknown, for_unknown) = hashes(forget(&test, "nobody@acme.example")).await;
    assert!(known.is_ok() && unknown.is_ok());
    assert_eq!(for_known, for_unknown);
    assert_eq!(mails(&test, MILA).await, ["reset_password"]);
    assert!(mails(&test, "nobody@acme.example").await.is_empty());
    assert_eq!(count(&test, "select count(*) from mails").await, 1);
    // A link is written either way: the same statements, the same time.
    assert_eq!(count(&test, "select count(*) from email_tokens").await, links + 1);
}

#[tokio::test]
async fn a_link_sets_a_new_password_and_ends_every_session() {
    let (test, _, first) = organization_of(MILA).await;
    let second = sign_in(&test, &home(), MILA, PASSWORD).await.unwrap();
    let token = link(&test).await;
    reset(&test, &token, OTHER).await.unwrap();
    assert!(resolve(&test, &first).await.is_none() && resolve(&test, &second).await.is_none());
    assert!(sign_in(&test, &home(), MILA, PASSWORD).await.is_err());
    sign_in(&test, &home(), MILA, OTHER).await.unwrap();
    assert_eq!(mails(&test, MILA).await, ["reset_password", "password_changed"]);
}

#[tokio::test]
async fn the_mail_about_a_new_password_names_the_keys_that_go_on_working() {
    let (test, _, _) = organization_of(MILA).await;
    sqlx::query(
        "insert into api_keys (id, organization_id, user_id, name, hint, key_hash, scopes, created_at, revoked_at)
         select gen_random_uuid(), m.organization_id, m.user_id, k.name, 'solo_', sha256(k.name::bytea), '{chat}', $1,
           case when k.name = 'Old' then $1 end
         from memberships m, (values ('Zapier'), ('Old')) as k (name)",
    )
    .bind(test.clock.now())
    .execute(&test.database.owner)
    .await
    .unwrap();
    let token = link(&test).await;
    reset(&test, &token, OTHER).await.unwrap();
    let text: String = sqlx::query_scalar("select body from mails where kind = 'password_changed'")
        .fetch_one(&test.database.owner)
        .await
        .unwrap();
    assert!(text.contains("go on working: Zapier."), "{text}");
}

#[tokio::test]
async fn a_link_works_once() {
    let (test, _, _) = organization_of(MILA).await;
    let token = link(&test).await;
    reset(&test, &token, OTHER).await.unwrap();
    assert!(matches!(seen(reset(&test, &token, "another fine sentence").await), AppError::Conflict { .. }));
    sign_in(&test, &home(), MILA, OTHER).await.unwrap();
}

#[tokio::test]
async fn of_two_uses_at_once_one_finds_the_link_gone() {
    let (test, _, _) = organization_of(MILA).await;
    let token = link(&test).await;
    let (one, two) = tokio::join!(reset(&test, &token, OTHER), reset(&test, &token, "another fine sentence"));
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);
    let wins = if one.is_ok() { OTHER } else { "another fine sentence" };
    sign_in(&test, &home(), MILA, wins).await.unwrap();
}

#[tokio::test]
async fn a_link_works_for_an_hour() {
    let (test, _, _) = organization_of(MILA).await;
    let (early, late) = (link(&test).await, link(&test).await);
    test.advance(Duration::hours(1));
    assert!(matches!(seen(reset(&test, &late, OTHER).await), AppError::Conflict { .. }));
    assert!(matches!(seen(reset(&test, &early, OTHER).await), AppError::Conflict { .. }));
    let fresh = link(&test).await;
    test.advance(Duration::minutes(59));
    reset(&test, &fresh, OTHER).await.unwrap();
}

#[tokio::test]
async fn using_one_link_ends_the_others() {
    let (test, _, _) = organization_of(MILA).await;
    let (early, late) = (link(&test).await, link(&test).await);
    reset(&test, &late, OTHER).await.unwrap();
    assert!(reset(&test, &early, "another fine sentence").await.is_err());
}

#[tokio::test]
async fn a_refused_password_does_not_use_the_link_up() {
    let (test, _, _) = organization_of(MILA).await;
    let token = link(&test).await;
    for bad in ["short", "12345678", "Password2026!", "mila-member", "aaaaaaaaaa", "soloos2026"] {
        assert!(is_invalid(&seen(reset(&test, &token, bad).await), "password"), "{bad}");
    }
    reset(&test, &token, OTHER).await.unwrap();
}

#[tokio::test]
async fn what_was_never_mailed_opens_nothing() {
    let (test, _, session) = organization_of(MILA).await;
    forget(&test, "nobody@acme.example").await.unwrap();
    for token in ["", "guess", session.as_str()] {
        assert!(matches!(seen(reset(&test, token, OTHER).await), AppError::Conflict { .. }), "{token}");
    }
    assert!(resolve(&test, &session).await.is_some());
}

#[tokio::test]
async fn a_new_password_opens_a_door_that_guessing_has_shut() {
    let (test, _, _) = organization_of(MILA).await;
    for _ in 0..11 {
        seen(sign_in(&test, &home(), MILA, "a wrong guess at it").await);
    }
    let token = link(&test).await;
    reset(&test, &token, OTHER).await.unwrap();
    sign_in(&test, &home(), MILA, OTHER).await.unwrap();
}
