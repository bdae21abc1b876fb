//! Joining by invitation.

use chrono::Duration;
use domain::accounts::{AcceptInvite, Secret};
use domain::{AppError, Role};
use testkit::{PASSWORD, TestBackend, entered, is_invalid, seen};

use crate::accounts::hash_count::hashes;
use crate::accounts::support::{count, home, invite, member, organization_of, sign_in, signed_in, token_only};

fn form(token: &str, password: &str) -> AcceptInvite {
    AcceptInvite { token: Secret::new(token), name: "Nora New".into(), password: Secret::new(password) }
}

#[tokio::test]
async fn a_new_person_joins_with_the_invited_role_and_is_signed_in() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let token = invite(&test, &acme, "nora@acme.example", Role::Admin).await;
    let preview = identity_area::invite_preview(&test, None, &Secret::new(token.as_str())).await.unwrap();
    assert_eq!(
        (preview.organization.as_str(), preview.email.as_str(), preview.role),
        ("Acme", "nora@acme.example", Role::Admin)
    );
    assert!(!preview.has_account && !preview.is_signed_in && !preview.is_yours);

    let session = entered(identity_area::accept_invite(&test, &home(), form(&token, PASSWORD)).await);
    let nora = signed_in(&test, session.token.as_str()).await;
    assert!(nora.viewer().email_verified);
    assert_eq!((nora.caller().unwrap().org(), nora.caller().unwrap().role()), (acme.id, Role::Admin));
    assert_eq!(count(&test, "select count(*) from audit_events where action = 'invite.accept'").await, 1);
    sign_in(&test, &home(), "nora@acme.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn looking_at_an_invitation_uses_nothing_up() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let token = invite(&test, &acme, "nora@acme.example", Role::Member).await;
    for _ in 0..3 {
        identity_area::invite_preview(&test, None, &Secret::new(token.as_str())).await.unwrap();
    }
    entered(identity_area::accept_invite(&test, &home(), form(&token, PASSWORD)).await);
    assert!(identity_area::invite_preview(&test, None, &Secret::new(token)).await.is_err());
}

#[tokio::test]
async fn of_two_uses_at_once_one_joins() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let token = invite(&test, &acme, "nora@acme.example", Role::Member).await;
    let visit = home();
    let (one, two) = tokio::join!(
        identity_area::accept_invite(&test, &visit, form(&token, PASSWORD)),
        identity_area::accept_invite(&test, &visit, form(&token, PASSWORD)),
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);
    assert_eq!(count(&test, "select count(*) from users").await, 1);
}

/// BloopAI/vibe-kanban #3430 and pulumi #3192: an invitation was good for any address.
#[tokio::test]
async fn who_has_the_invited_address_joins_with_it_and_nobody_else_does() {
    let (test, acme, mila) = organization_of("mila@acme.example").await;
    let paul = member(&test, &acme, "paul@acme.example").await;
    let zeta = test.organization("zeta").await;
    let token = invite(&test, &zeta, "mila@acme.example", Role::Owner).await;

    let (refused, work) = hashes(identity_area::accept_invite(&test, &home(), form(&token, PASSWORD))).await;
    assert!(matches!(seen(refused), AppError::Conflict { .. }), "a known address signs in first");
    assert_eq!(work, 0);
    let paul = signed_in(&test, &paul).await;
    assert!(matches!(seen(identity_area::join(&test, &paul, token_only(&token)).await), AppError::Conflict { .. }));
    let preview = identity_area::invite_preview(&test, Some(&paul), &Secret::new(token.as_str())).await.unwrap();
    assert!(preview.is_signed_in && !preview.is_yours && preview.has_account);

    let me = signed_in(&test, &mila).await;
    identity_area::join(&test, &me, token_only(&token)).await.unwrap();
    let me = signed_in(&test, &mila).await;
    assert_eq!((me.caller().unwrap().org(), me.caller().unwrap().role()), (zeta.id, Role::Owner));
    assert_eq!(me.viewer().organizations.len(), 2);
    assert!(identity_area::join(&test, &me, token_only(&token)).await.is_err(), "once");
}

#[tokio::test]
async fn a_member_who_is_invited_again_keeps_the_role() {
    let (test, acme, mila) = organization_of("mila@acme.example").await;
    let token = invite(&test, &acme, "mila@acme.example", Role::Owner).await;
    identity_area::join(&test, &signed_in(&test, &mila).await, token_only(&token)).await.unwrap();
    assert_eq!(signed_in(&test, &mila).await.caller().unwrap().role(), Role::Member);
}

#[tokio::test]
async fn a_withdrawn_or_expired_invitation_opens_nothing() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let withdrawn = invite(&test, &acme, "nora@acme.example", Role::Member).await;
    sqlx::query("update invites set revoked_at = now()").execute(&test.database.owner).await.unwrap();
    let expired = invite(&test, &acme, "nora@acme.example", Role::Member).await;
    test.advance(Duration::hours(48));
    for token in [withdrawn.as_str(), expired.as_str(), "", "guess"] {
        let error = seen(identity_area::accept_invite(&test, &home(), form(token, PASSWORD)).await);
        assert!(matches!(error, AppError::Conflict { .. }), "{error:?}");
    }
    assert_eq!(count(&test, "select count(*) from users").await, 0);
}

#[tokio::test]
async fn a_common_password_is_refused_and_the_invitation_stands() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let token = invite(&test, &acme, "nora@acme.example", Role::Member).await;
    for bad in ["password", "noranew1", "Welcome2026!"] {
        assert!(
            is_invalid(&seen(identity_area::accept_invite(&test, &home(), form(&token, bad)).await), "password"),
            "{bad}"
        );
    }
    entered(identity_area::accept_invite(&test, &home(), form(&token, PASSWORD)).await);
}
