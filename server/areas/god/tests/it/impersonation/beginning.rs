//! Who may impersonate whom, and what that shows.

use domain::accounts::Secret;
use domain::impersonation::ViewAs;
use domain::{AppError, Role};
use god_area::impersonation;
use organization_area::organizations;
use testkit::wrong_field;
use uuid::Uuid;

use super::support::{is_refused, scene, visit};

#[tokio::test]
async fn the_operator_sees_the_organisation_as_its_owner_does() {
    let scene = scene().await;
    let signed_in = scene.start().await;
    let viewer = signed_in.viewer();
    assert_eq!((signed_in.user(), signed_in.actor()), (scene.olivia.id, scene.god.id));
    assert_eq!(viewer.current.as_ref().unwrap().id, scene.acme.id);
    assert!(!viewer.is_god);
    let banner = viewer.viewing_as.as_ref().unwrap();
    assert_eq!((banner.organization.as_str(), banner.person.as_str(), banner.seconds_left), ("Acme", "Olivia", 3600));
    let caller = signed_in.caller().unwrap();
    assert!(caller.is_impersonating());
    assert_eq!((caller.actor(), caller.subject(), caller.role()), (scene.god.id, scene.olivia.id, Role::Owner));
    assert!(organizations::settings(&scene.test, &caller).await.unwrap().may_edit);
}

#[tokio::test]
async fn while_viewing_the_operator_has_no_rights_of_an_operator() {
    let scene = scene().await;
    let signed_in = scene.start().await;
    assert_eq!(signed_in.god().unwrap_err(), AppError::NotFound);
}

#[tokio::test]
async fn exit_leads_back_to_where_the_operator_was() {
    let scene = scene().await;
    let signed_in = scene.start().await;
    assert_eq!(impersonation::exit(&scene.test, &signed_in).await.unwrap(), "/god-dashboard/mailbox?page=2");
    let own = scene.now().await;
    assert!(own.god().is_ok() && own.viewer().viewing_as.is_none());
    assert_eq!(scene.ended().await.as_deref(), Some("exited"));
    // A second click also finds the way back; somebody else finds nothing.
    assert_eq!(impersonation::exit(&scene.test, &own).await.unwrap(), "/god-dashboard");
    let olivia = scene.test.signed_in(&scene.olivia).await;
    assert!(impersonation::exit(&scene.test, &olivia).await.is_err());
}

#[tokio::test]
async fn it_asks_for_a_reason_and_for_the_operators_own_password() {
    let scene = scene().await;
    let form = || scene.form(&scene.olivia);
    let wrong = ViewAs { proof: Secret::new("not my password"), ..form() };
    assert_eq!(wrong_field(scene.try_start(wrong).await).as_deref(), Some("proof"));
    let silent = ViewAs { reason: " ".to_owned(), ..form() };
    assert_eq!(wrong_field(scene.try_start(silent).await).as_deref(), Some("reason"));
    assert!(scene.now().await.impersonation().is_none());
}

#[tokio::test]
async fn nobody_but_an_operator_can_view_as_somebody() {
    let scene = scene().await;
    let mia = scene.test.person(&scene.acme, Role::Member, "mia").await;
    let olivia = scene.test.signed_in(&scene.olivia).await;
    let tried = impersonation::start(&scene.test, &olivia, &visit(), scene.form(&mia)).await;
    assert_eq!(tried.map_err(AppError::from), Err(AppError::NotFound));
}

/// Better Auth #6448: impersonating through a second operator hid the real actor.
#[tokio::test]
async fn an_operator_cannot_view_as_an_operator_nor_as_themselves() {
    let scene = scene().await;
    let second = scene.test.person(&scene.acme, Role::Admin, "second").await;
    scene.sql("update users set is_god = true where email = 'second@acme.example'").await;
    assert_eq!(wrong_field(scene.try_start(scene.form(&second)).await).as_deref(), Some("subject"));
    let god = (scene.god.id, scene.god.email.clone());
    scene.test.join(&god, &scene.acme, Role::Member).await;
    assert_eq!(wrong_field(scene.try_start(scene.form(&scene.god)).await).as_deref(), Some("subject"));
    let god = scene.test.god(&scene.god).await;
    let choice = impersonation::choice(&scene.test, &god, scene.acme.id).await.unwrap();
    assert_eq!(choice.people.iter().map(|person| person.id).collect::<Vec<_>>(), [scene.olivia.id]);
}

#[tokio::test]
async fn somebody_of_another_organisation_is_no_subject() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    let oscar = scene.test.person(&bravo, Role::Owner, "oscar").await;
    assert_eq!(wrong_field(scene.try_start(scene.form(&oscar)).await).as_deref(), Some("subject"));
}

#[tokio::test]
async fn a_subject_of_two_organisations_is_seen_in_one_alone() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    scene.test.join(&(scene.olivia.id, scene.olivia.email.clone()), &bravo, Role::Owner).await;
    let signed_in = scene.start().await;
    assert_eq!(signed_in.viewer().organizations.len(), 1);
    assert_eq!(signed_in.caller().unwrap().org(), scene.acme.id);
    assert!(is_refused(identity_area::switch_organization(&scene.test, &signed_in, bravo.id).await));
}

/// GitLab #196028: moving on to a second person lost the first actor.
#[tokio::test]
async fn there_is_no_viewing_within_viewing_and_the_trail_keeps_the_operator() {
    let scene = scene().await;
    let mia = scene.test.person(&scene.acme, Role::Admin, "mia").await;
    let as_olivia = scene.start().await;
    let nested = impersonation::start(&scene.test, &as_olivia, &visit(), scene.form(&mia)).await;
    assert_eq!(nested.map_err(AppError::from), Err(AppError::NotFound));
    impersonation::exit(&scene.test, &as_olivia).await.unwrap();
    scene.try_start(scene.form(&mia)).await.unwrap();
    impersonation::exit(&scene.test, &scene.now().await).await.unwrap();
    let back: Vec<(String, Uuid, Uuid)> = sqlx::query_as(
        "select action, actor_id, subject_id from audit_events where action like 'impersonation.%' order by created_at, id",
    )
    .fetch_all(&scene.test.database.owner)
    .await
    .unwrap();
    let (god, olivia, mia) = (scene.god.id.0, scene.olivia.id.0, mia.id.0);
    let row = |action: &str, subject| (action.to_owned(), god, subject);
    assert_eq!(
        back,
        [
            row("impersonation.start", olivia),
            row("impersonation.end", olivia),
            row("impersonation.start", mia),
            row("impersonation.end", mia)
        ]
    );
}

#[tokio::test]
async fn two_tabs_that_start_at_once_start_one() {
    let scene = scene().await;
    let (first, second) =
        tokio::join!(scene.try_start(scene.form(&scene.olivia)), scene.try_start(scene.form(&scene.olivia)));
    assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|started| **started).count(), 1);
    assert_eq!(scene.count("select count(*) from impersonations").await, 1);
}
