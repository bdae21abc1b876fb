//! The limits on tries.

use std::sync::Arc;

use chrono::Duration;
use domain::AppError;
use domain::accounts::{ChangePassword, RequestMail, Secret, SignIn};
use identity_area::Admission;
use server_core::Visit;
use testkit::{PASSWORD, TestBackend, is_invalid, seen};

use crate::accounts::support::{
    OTHER, forget, home, mailed_token, mails, member, open_sign_up, organization_of, sign_in, sign_up, signed_in,
    visit, with_password,
};

/// Ten wrong passwords, each from an address of its own.
async fn attack(test: &TestBackend, email: &str) {
    for attempt in 0..10 {
        let error = seen(sign_in(test, &visit(&format!("203.0.113.{attempt}")), email, OTHER).await);
        assert!(is_invalid(&error, ""), "{error:?}");
    }
}

/// The device token of a browser that the person has signed in with.
async fn known_browser(test: &TestBackend, email: &str) -> String {
    let form = SignIn { email: email.into(), password: Secret::new(PASSWORD), next: String::new() };
    match identity_area::sign_in(test, &home(), form).await.unwrap() {
        Admission::Session(session) => session.device,
        Admission::Challenge(_) => panic!("a second factor is on"),
    }
}

fn is_shut(error: &AppError) -> bool {
    matches!(error, AppError::RateLimited { .. })
}

#[tokio::test]
async fn ten_wrong_passwords_of_strangers_shut_an_account_to_strangers_for_a_quarter_of_an_hour() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    attack(&test, "mila@acme.example").await;
    test.advance(Duration::minutes(5));
    let error = seen(sign_in(&test, &visit("198.51.100.1"), "mila@acme.example", PASSWORD).await);
    assert_eq!(error, AppError::RateLimited { retry_after_seconds: 600 });
    assert!(is_invalid(&seen(sign_in(&test, &home(), "other@acme.example", OTHER).await), ""), "others may try");
    test.advance(Duration::minutes(10));
    sign_in(&test, &visit("198.51.100.1"), "mila@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn strangers_shut_out_neither_a_network_nor_a_browser_that_the_person_is_known_on() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    let mine = known_browser(&test, "mila@acme.example").await;
    attack(&test, "mila@acme.example").await;
    sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    let abroad = Visit { device: Some(mine), ..visit("198.51.100.77") };
    sign_in(&test, &abroad, "mila@acme.example", PASSWORD).await.unwrap();
    let made_up = Visit { device: Some("a-token-of-my-own".into()), ..visit("198.51.100.78") };
    assert!(is_shut(&seen(sign_in(&test, &made_up, "mila@acme.example", PASSWORD).await)), "strangers stay shut out");
}

#[tokio::test]
async fn a_neighbour_in_the_persons_network_shuts_that_network_and_not_their_browser() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    let mine = Visit { device: Some(known_browser(&test, "mila@acme.example").await), ..home() };
    for _ in 0..10 {
        seen(sign_in(&test, &home(), "mila@acme.example", OTHER).await);
    }
    assert!(is_shut(&seen(sign_in(&test, &home(), "mila@acme.example", PASSWORD).await)));
    sqlx::query("update throttles set attempts = 1000 where key like 'sign_in/address/%'")
        .execute(&test.database.owner)
        .await
        .unwrap();
    sign_in(&test, &mine, "mila@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_known_browser_may_guess_as_often_as_anybody_and_no_more() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    let mine = Visit { device: Some(known_browser(&test, "mila@acme.example").await), ..home() };
    for _ in 0..10 {
        assert!(is_invalid(&seen(sign_in(&test, &mine, "mila@acme.example", OTHER).await), ""));
    }
    assert!(is_shut(&seen(sign_in(&test, &mine, "mila@acme.example", PASSWORD).await)));
}

#[tokio::test]
async fn a_browser_that_another_person_is_known_on_is_a_strangers() {
    let (test, organization, _) = organization_of("mila@acme.example").await;
    member(&test, &organization, "mallory@acme.example").await;
    let theirs = known_browser(&test, "mallory@acme.example").await;
    attack(&test, "mila@acme.example").await;
    let guess = Visit { device: Some(theirs), ..visit("198.51.100.9") };
    assert!(is_shut(&seen(sign_in(&test, &guess, "mila@acme.example", PASSWORD).await)));
}

#[tokio::test]
async fn under_attack_a_reset_lets_the_person_in_on_a_browser_that_nobody_knew() {
    const NEW: &str = "a third and quieter harbour";
    let (test, _, _) = organization_of("mila@acme.example").await;
    let new = visit("198.51.100.50");
    identity_area::request_reset(&test, &new, RequestMail { email: "mila@acme.example".into() }).await.unwrap();
    let link = mailed_token(&test, "mila@acme.example", "reset-password").await;
    let device = identity_area::reset_password(&test, &new, with_password(&link, NEW)).await.unwrap();
    attack(&test, "mila@acme.example").await;
    let moved = Visit { device: Some(device), ..visit("198.51.100.51") };
    sign_in(&test, &moved, "mila@acme.example", NEW).await.unwrap();
    sign_in(&test, &new, "mila@acme.example", NEW).await.unwrap();
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
    let (test, _, _) = organization_of("mila@acme.example").await;
    for _ in 0..3 {
        for _ in 0..9 {
            seen(sign_in(&test, &home(), "mila@acme.example", OTHER).await);
        }
        sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    }
}

#[tokio::test]
async fn fifty_wrong_passwords_shut_an_address_and_no_other() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    // The counts are set directly: the fifty-first try matters, not the work of fifty.
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
    let (test, _, _) = organization_of("mila@acme.example").await;
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
    let (test, _, _) = organization_of("mila@acme.example").await;
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
    let (test, _, _) = organization_of("mila@acme.example").await;
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
async fn resets_that_strangers_ask_for_keep_nobody_from_asking() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    let ask = |from: u32, email: &'static str| {
        let (test, visit) = (&test, visit(&format!("203.0.{from}.1")));
        async move { identity_area::request_reset(test, &visit, RequestMail { email: email.into() }).await }
    };
    for email in ["mila@acme.example", "nobody@acme.example"] {
        for from in 0..5 {
            for _ in 0..5 {
                ask(from, email).await.unwrap();
            }
            assert!(is_shut(&seen(ask(from, email).await)), "{email}: who asks too often waits");
        }
        ask(9, email).await.unwrap();
    }
    let sent = mails(&test, "mila@acme.example").await.len();
    assert_eq!(sent, 20, "then one each five minutes");
    forget(&test, "mila@acme.example").await.unwrap();
    assert_eq!(mails(&test, "mila@acme.example").await.len(), sent + 1, "the person's own network is not counted in");
    test.advance(Duration::minutes(6));
    ask(10, "mila@acme.example").await.unwrap();
    assert_eq!(mails(&test, "mila@acme.example").await.len(), sent + 2);
}

#[tokio::test]
async fn a_link_whose_mail_is_not_sent_again_lives_on_instead() {
    let (test, _, _) = organization_of("mila@acme.example").await;
    let stranger = visit("203.0.113.1");
    let ask = || identity_area::request_reset(&test, &stranger, RequestMail { email: "mila@acme.example".into() });
    ask().await.unwrap();
    sqlx::query("update throttles set attempts = 100 where key like 'reset/account/%' or key like 'reset/pace/%'")
        .execute(&test.database.owner)
        .await
        .unwrap();
    test.advance(Duration::minutes(4));
    let link = mailed_token(&test, "mila@acme.example", "reset-password").await;
    ask().await.unwrap();
    assert_eq!(mails(&test, "mila@acme.example").await.len(), 1);
    test.advance(Duration::minutes(58));
    identity_area::reset_password(&test, &home(), with_password(&link, OTHER)).await.unwrap();
}

#[tokio::test]
async fn sign_ups_in_somebody_elses_name_do_not_keep_them_from_signing_up() {
    let test = open_sign_up().await;
    let again = |from: &str| {
        let (test, visit) = (&test, visit(from));
        async move {
            identity_area::resend_verification(test, &visit, RequestMail { email: "olivia@harbour.example".into() })
                .await
        }
    };
    for _ in 0..5 {
        again("203.0.113.1").await.unwrap();
    }
    assert!(is_shut(&seen(again("203.0.113.1").await)));
    sign_up(&test, "olivia@harbour.example", PASSWORD).await.unwrap();
    let link = mailed_token(&test, "olivia@harbour.example", "verify-email").await;
    attack(&test, "olivia@harbour.example").await;
    identity_area::verify_email(&test, &home(), with_password(&link, PASSWORD)).await.unwrap();
}

#[tokio::test]
async fn sign_ups_and_their_repeated_mails_share_one_limit() {
    let test = open_sign_up().await;
    for _ in 0..3 {
        sign_up(&test, "olivia@harbour.example", PASSWORD).await.unwrap();
    }
    let again = || RequestMail { email: "olivia@harbour.example".into() };
    for _ in 0..2 {
        identity_area::resend_verification(&test, &home(), again()).await.unwrap();
    }
    assert!(is_shut(&seen(sign_up(&test, "olivia@harbour.example", PASSWORD).await)));
    assert!(is_shut(&seen(identity_area::resend_verification(&test, &home(), again()).await)));
}

#[tokio::test]
async fn a_stolen_session_cannot_guess_the_password_for_ever() {
    let (test, _, token) = organization_of("mila@acme.example").await;
    let signed_in = signed_in(&test, &token).await;
    let guess =
        || ChangePassword { current_password: Secret::new("a wild guess at it"), new_password: Secret::new(OTHER) };
    for _ in 0..10 {
        let error = seen(identity_area::change_password(&test, &signed_in, &home(), guess()).await);
        assert!(is_invalid(&error, "current_password"), "{error:?}");
    }
    assert!(is_shut(&seen(identity_area::change_password(&test, &signed_in, &home(), guess()).await)));
    sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_visitor_without_a_known_address_is_still_counted_by_account() {
    let test = TestBackend::new().await;
    let nowhere = server_core::Visit::default();
    for _ in 0..10 {
        assert!(is_invalid(&seen(sign_in(&test, &nowhere, "nobody@acme.example", OTHER).await), ""));
    }
    assert!(is_shut(&seen(sign_in(&test, &nowhere, "nobody@acme.example", OTHER).await)));
}
