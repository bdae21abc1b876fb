//! Expired rows are purged, and no others.

use chrono::Duration;
use testkit::{PASSWORD, seen};

use crate::accounts::support::{OTHER, count, forget, home, member, open_sign_up, resolve, sign_in, sign_up};

#[tokio::test]
async fn only_what_can_no_longer_matter_goes() {
    let test = open_sign_up().await;
    let acme = test.organization("acme").await;
    let session = member(&test, &acme, "mila@acme.example").await;
    forget(&test, "mila@acme.example").await.unwrap();
    sign_up(&test, "olivia@harbour.example", PASSWORD).await.unwrap();
    seen(sign_in(&test, &home(), "mila@acme.example", OTHER).await);
    assert_eq!(identity_area::purge(&test).await.unwrap(), 0);
    assert!(resolve(&test, &session).await.is_some());

    test.advance(Duration::days(13));
    identity_area::purge(&test).await.unwrap();
    assert_eq!(count(&test, "select count(*) from sessions").await, 1);
    for gone in ["email_tokens", "sign_ups", "throttles"] {
        let sql = match gone {
            "email_tokens" => "select count(*) from email_tokens",
            "sign_ups" => "select count(*) from sign_ups",
            _ => "select count(*) from throttles",
        };
        assert_eq!(count(&test, sql).await, 0, "{gone}");
    }
    test.advance(Duration::days(1));
    assert_eq!(identity_area::purge(&test).await.unwrap(), 1);
    assert_eq!(count(&test, "select count(*) from sessions").await, 0);
    assert_eq!(identity_area::purge(&test).await.unwrap(), 0);
    assert_eq!(count(&test, "select count(*) from users").await, 1);
}
