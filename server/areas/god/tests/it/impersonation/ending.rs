//! The ends of an impersonation.

use chat_domain::ConversationQuery;
use chrono::Duration;
use domain::AppError;
use god_area::impersonation;
use organization_area::platform;

use super::support::{god_session, scene};

/// GitLab #20388: the impersonation outlived the rights of the operator who began it.
#[tokio::test]
async fn revoking_the_operators_rights_ends_it_with_the_next_request() {
    let scene = scene().await;
    scene.start().await;
    scene.sql("update users set is_god = false where email = 'god@soloos.example'").await;
    let own = scene.now().await;
    assert_eq!((own.user(), own.impersonation()), (scene.god.id, None));
    assert!(own.god().is_err());
    assert_eq!(scene.ended().await.as_deref(), Some("demoted"));
}

#[tokio::test]
async fn it_ends_after_an_hour_by_itself() {
    let scene = scene().await;
    scene.start().await;
    scene.test.advance(Duration::minutes(59));
    assert_eq!(scene.now().await.viewer().viewing_as.as_ref().unwrap().seconds_left, 60);
    scene.test.advance(Duration::minutes(1));
    assert!(scene.now().await.god().is_ok());
    assert_eq!(scene.ended().await.as_deref(), Some("expired"));
}

#[tokio::test]
async fn it_ends_when_the_organisation_is_suspended() {
    let scene = scene().await;
    let god = scene.test.god(&scene.god).await;
    let signed_in = scene.start().await;
    platform::suspend(&scene.test, &god, scene.acme.id, "Unpaid").await.unwrap();
    let caller = signed_in.caller().unwrap();
    assert!(chat_area::list(&scene.test, &caller, ConversationQuery::default()).await.is_err());
    assert!(scene.now().await.god().is_ok());
    assert_eq!(scene.ended().await.as_deref(), Some("closed"));
    let again = scene.try_start(scene.form(&scene.olivia)).await.map_err(AppError::from);
    assert!(matches!(again, Err(AppError::Conflict { .. })));
}

#[tokio::test]
async fn it_ends_when_the_subject_is_removed_or_becomes_an_operator() {
    let scene = scene().await;
    scene.start().await;
    scene.sql("update users set is_god = true where email = 'olivia@acme.example'").await;
    assert!(scene.now().await.impersonation().is_none());
    assert_eq!(scene.ended().await.as_deref(), Some("subject_left"));
    scene.sql("update users set is_god = false where email = 'olivia@acme.example'").await;
    scene.start().await;
    scene.sql("delete from memberships").await;
    assert!(scene.now().await.impersonation().is_none());
    assert_eq!(scene.ended().await.as_deref(), Some("subject_left"));
}

#[tokio::test]
async fn it_ends_with_the_operators_session_and_the_trail_says_so() {
    let scene = scene().await;
    let signed_in = scene.start().await;
    identity_area::sign_out(&scene.test, &signed_in).await.unwrap();
    assert!(identity_area::resolve(&scene.test, &scene.god.token, server_core::Origin::NONE).await.unwrap().is_none());
    assert_eq!(scene.ended().await.as_deref(), Some("signed_out"));
    let fresh = god_session(&scene.test, "god@soloos.example").await;
    assert!(scene.test.signed_in(&fresh).await.god().is_ok(), "a new session begins as the operator");
}

#[tokio::test]
async fn another_session_of_the_operator_is_not_touched() {
    let scene = scene().await;
    let other = god_session(&scene.test, "god@soloos.example").await;
    scene.start().await;
    assert!(scene.test.signed_in(&other).await.god().is_ok());
}

#[tokio::test]
async fn one_that_ran_out_unnoticed_is_swept_up() {
    let scene = scene().await;
    scene.start().await;
    assert_eq!(impersonation::sweep(&scene.test).await.unwrap(), 0);
    scene.test.advance(Duration::hours(2));
    assert_eq!(impersonation::sweep(&scene.test).await.unwrap(), 1);
    assert_eq!(scene.ended().await.as_deref(), Some("expired"));
}
