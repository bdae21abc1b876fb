//! How often one may try.

use std::sync::Arc;

use backend::accounts;
use chrono::Duration;
use domain::AppError;
use domain::accounts::{ChangePassword, RequestMail, Secret};
use testkit::TestBackend;

use crate::accounts::support::{OTHER, forget, home, house_of, mails, open_house, sign_in, sign_up, signed_in, visit};
use crate::support::{PASSWORD, is_invalid, seen};

fn is_shut(error: &AppError) -> bool {
    matches!(error, AppError::RateLimited { .. })
}

#[tokio::test]
async fn ten_wrong_passwords_shut_an_account_for_a_quarter_of_an_hour() {
    let (test, _, _) = house_of("mila@acme.example").await;
    for attempt in 0..10 {
        let error = seen(sign_in(&test, &visit(&format!("192.0.2.{attempt}")), "mila@acme.example", OTHER).await);
        assert!(is_invalid(&error, ""), "{error:?}");
    }
    test.advance(Duration::minutes(5));
    let error = seen(sign_in(&test, &visit("198.51.100.1"), "mila@acme.example", PASSWORD).await);
    assert_eq!(error, AppError::RateLimited { retry_after_seconds: 600 });
    assert!(is_invalid(&seen(sign_in(&test, &home(), "other@acme.example", OTHER).await), ""), "others may try");
    test.advance(Duration::minutes(10));
    sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_shut_like_one_that_does() {
    let test = TestBackend::new().await;
    for _ in 0..10 {
        assert!(is_invalid(&seen(sign_in(&test, &home(), "nobody@acme.example", OTHER).await), ""));
    }
    assert!(is_shut(&seen(sign_in(&test, &home(), "nobody@acme.example", OTHER).await)));
}

#[tokio::test]
async fn the_right_password_lets_the_account_start_afresh() {
    let (test, _, _) = house_of("mila@acme.example").await;
    for _ in 0..3 {
        for _ in 0..9 {
            seen(sign_in(&test, &home(), "mila@acme.example", OTHER).await);
        }
        sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    }
}

#[tokio::test]
async fn fifty_wrong_passwords_shut_an_address_and_no_other() {
    let (test, _, _) = house_of("mila@acme.example").await;
    // Counts are made up here: what matters is the fifty-first try, not the work of fifty.
    seen(sign_in(&test, &visit("203.0.113.9"), "somebody@acme.example", OTHER).await);
    sqlx::query("update throttles set attempts = 49 where key like 'sign_in/address/%' and attempts = 1")
        .execute(&test.database.owner)
        .await
        .unwrap();
    assert!(is_invalid(&seen(sign_in(&test, &visit("203.0.113.9"), "mila@acme.example", OTHER).await), ""));
    assert!(is_shut(&seen(sign_in(&test, &visit("203.0.113.9"), "mila@acme.example", PASSWORD).await)));
    sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn right_passwords_do_not_use_an_address_up() {
    let (test, _, _) = house_of("mila@acme.example").await;
    for _ in 0..5 {
        sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    }
    let attempts: i32 = sqlx::query_scalar("select attempts from throttles where key like 'sign_in/address/%'")
        .fetch_one(&test.database.owner)
        .await
        .unwrap();
    assert_eq!(attempts, 0);
}

#[tokio::test]
async fn twenty_tries_at_once_are_counted_as_twenty() {
    let (test, _, _) = house_of("mila@acme.example").await;
    let test = Arc::new(test);
    let tries = (0..20).map(|_| {
        let test = test.clone();
        async move { seen(sign_in(&test, &home(), "mila@acme.example", OTHER).await) }
    });
    let errors = futures::future::join_all(tries).await;
    assert_eq!(errors.iter().filter(|error| is_shut(error)).count(), 10, "{errors:?}");
    assert_eq!(errors.iter().filter(|error| is_invalid(error, "")).count(), 10, "{errors:?}");
}

#[tokio::test]
async fn the_sixth_reset_mail_within_an_hour_is_refused_for_known_and_unknown_alike() {
    let (test, _, _) = house_of("mila@acme.example").await;
    for email in ["mila@acme.example", "nobody@acme.example"] {
        for _ in 0..5 {
            forget(&test, email).await.unwrap();
        }
        assert!(is_shut(&seen(forget(&test, email).await)), "{email}");
    }
    assert_eq!(mails(&test, "mila@acme.example").await.len(), 5);
    test.advance(Duration::hours(1));
    forget(&test, "mila@acme.example").await.unwrap();
}

#[tokio::test]
async fn sign_ups_and_their_repeated_mails_share_one_limit() {
    let test = open_house().await;
    for _ in 0..3 {
        sign_up(&test, "olivia@harbour.example", PASSWORD).await.unwrap();
    }
    let again = || RequestMail { email: "olivia@harbour.example".into() };
    for _ in 0..2 {
        accounts::resend_verification(&test, &home(), again()).await.unwrap();
    }
    assert!(is_shut(&seen(sign_up(&test, "olivia@harbour.example", PASSWORD).await)));
    assert!(is_shut(&seen(accounts::resend_verification(&test, &home(), again()).await)));
}

#[tokio::test]
async fn a_stolen_session_cannot_guess_the_password_for_ever() {
    let (test, _, token) = house_of("mila@acme.example").await;
    let signed_in = signed_in(&test, &token).await;
    let guess =
        || ChangePassword { current_password: Secret::new("a wild guess at it"), new_password: Secret::new(OTHER) };
    for _ in 0..10 {
        let error = seen(accounts::change_password(&test, &signed_in, &home(), guess()).await);
        assert!(is_invalid(&error, "current_password"), "{error:?}");
    }
    assert!(is_shut(&seen(accounts::change_password(&test, &signed_in, &home(), guess()).await)));
    sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_visitor_without_a_known_address_is_still_counted_by_account() {
    let test = TestBackend::new().await;
    let nowhere = accounts::Visit::default();
    for _ in 0..10 {
        assert!(is_invalid(&seen(sign_in(&test, &nowhere, "nobody@acme.example", OTHER).await), ""));
    }
    assert!(is_shut(&seen(sign_in(&test, &nowhere, "nobody@acme.example", OTHER).await)));
}
