//! The database stores no secret in usable form, except in the mails that carry it.

use domain::Role;
use testkit::{PASSWORD, TestBackend};

use crate::accounts::support::{forget, home, invite, mailed_token, member, open_sign_up, sign_in, sign_up};

/// Every table that holds the text in any column, bytes included.
async fn tables_with(test: &TestBackend, secret: &str) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') order by 1",
    )
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    let hex = secret.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let mut found = Vec::new();
    for table in tables {
        let sql = sqlx::AssertSqlSafe(format!(
            "select exists (select from {table} t where t::text like $1 or t::text like $2)"
        ));
        let holds: bool = sqlx::query_scalar(sql)
            .bind(format!("%{secret}%"))
            .bind(format!("%{hex}%"))
            .fetch_one(&test.database.owner)
            .await
            .unwrap();
        if holds {
            found.push(table);
        }
    }
    found
}

#[tokio::test]
async fn tokens_and_passwords_are_hashed_at_rest() {
    let test = open_sign_up().await;
    let acme = test.organization("acme").await;
    let first_session = member(&test, &acme, "mila@acme.example").await;
    let session = sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    let invitation = invite(&test, &acme, "nora@acme.example", Role::Member).await;
    for secret in [first_session.as_str(), &session, &invitation, PASSWORD] {
        assert!(tables_with(&test, secret).await.is_empty(), "{secret} stands in the database");
    }

    forget(&test, "mila@acme.example").await.unwrap();
    sign_up(&test, "olivia@harbour.example", PASSWORD).await.unwrap();
    let reset = mailed_token(&test, "mila@acme.example", "reset-password").await;
    let verify = mailed_token(&test, "olivia@harbour.example", "verify-email").await;
    for secret in [reset, verify] {
        assert_eq!(tables_with(&test, &secret).await, ["mails"]);
    }
    assert!(tables_with(&test, PASSWORD).await.is_empty());
    let known = tables_with(&test, "mila@acme.example").await;
    assert!(known.contains(&"users".to_owned()), "the search finds what is there: {known:?}");
}
