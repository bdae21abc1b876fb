//! The standing of members, and transfers of ownership.

use chrono::Duration;
use domain::accounts::{Secret, StepUp};
use domain::members::{ChangeMember, MemberTier, NameTiers};
use domain::organizations::MemberQuery;
use domain::{AppError, FieldErrors, Role};
use organization_area::members::{self, Asker};
use organization_area::organizations;
use server_core::jobs;
use testkit::{PASSWORD, is_invalid, seen};

use super::support::{scene, visit};

#[tokio::test]
async fn roles_and_tiers_change_at_once_and_never_above_ones_own() {
    let scene = scene().await;
    assert!(matches!(seen(scene.change(&scene.mia, &scene.mia, Role::Owner).await), AppError::Forbidden));
    assert!(is_invalid(&seen(scene.change(&scene.ada, &scene.mia, Role::Owner).await), "role"));
    assert!(matches!(seen(scene.change(&scene.ada, &scene.olivia, Role::Member).await), AppError::Forbidden));
    scene.change(&scene.ada, &scene.mia, Role::Admin).await.unwrap();
    assert_eq!(scene.role(&scene.mia).await, Role::Admin);
    let (visit, step_up) = (visit(), StepUp::default());
    let stranger = Asker { caller: &scene.stranger, signed_in: None, visit: &visit, step_up: &step_up };
    for role in ["member", "owner"] {
        let foreign = ChangeMember { id: scene.mia.id, role: role.into(), tier: "pro".into() };
        assert!(matches!(seen(members::change(&scene.test, stranger, foreign).await), AppError::NotFound));
    }
    assert_eq!(scene.count("select count(*) from audit_events where action = 'members.change'").await, 1);
}

#[tokio::test]
async fn the_last_owner_can_neither_be_demoted_nor_removed_nor_leave() {
    let scene = scene().await;
    scene.test.set_password(&scene.olivia, PASSWORD).await;
    let olivia = scene.caller(&scene.olivia).await;
    for refused in
        [scene.change(&scene.olivia, &scene.olivia, Role::Admin).await, members::leave(&scene.test, &olivia).await]
    {
        assert!(matches!(seen(refused), AppError::Conflict { message } if message.contains("needs an owner")));
    }
    scene.change_with(&scene.olivia, &scene.ada, Role::Owner, PASSWORD).await.unwrap();
    let ada = scene.caller(&scene.ada).await;
    let (one, two) = tokio::join!(members::leave(&scene.test, &olivia), members::leave(&scene.test, &ada));
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1, "two owners do not go at once");
    assert_eq!(scene.count("select count(*) from memberships where role = 'owner'").await, 2, "one a house");
}

#[tokio::test]
async fn an_owner_is_made_only_by_an_owner_who_proves_who_they_are() {
    let scene = scene().await;
    scene.test.set_password(&scene.olivia, PASSWORD).await;
    let asked = seen(scene.change(&scene.olivia, &scene.mia, Role::Owner).await);
    assert!(asked.fields().is_some_and(FieldErrors::only_ask_for_proof), "{asked:?}");
    let wrong = seen(scene.change_with(&scene.olivia, &scene.mia, Role::Owner, "wrong").await);
    assert!(is_invalid(&wrong, "proof") && !wrong.fields().is_some_and(FieldErrors::only_ask_for_proof));
    // A program has nobody who could prove anything.
    let (caller, visit, step_up) =
        (scene.caller(&scene.olivia).await, visit(), StepUp { proof: Secret::new(PASSWORD) });
    let program = Asker { caller: &caller, signed_in: None, visit: &visit, step_up: &step_up };
    let form = ChangeMember { id: scene.mia.id, role: "owner".into(), tier: "free".into() };
    assert_eq!(seen(members::change(&scene.test, program, form).await), AppError::Forbidden);
    assert_eq!(scene.role(&scene.mia).await, Role::Member);
    scene.change(&scene.olivia, &scene.mia, Role::Admin).await.unwrap();
    scene.change_with(&scene.olivia, &scene.mia, Role::Owner, PASSWORD).await.unwrap();
    assert_eq!(scene.role(&scene.mia).await, Role::Owner);
    // An owner stays one without a proof, and may be demoted again.
    scene.change(&scene.olivia, &scene.mia, Role::Owner).await.unwrap();
    scene.change(&scene.olivia, &scene.mia, Role::Member).await.unwrap();
}

#[tokio::test]
async fn a_removed_member_is_out_with_their_next_request() {
    let scene = scene().await;
    let (ada, mia) = (scene.caller(&scene.ada).await, scene.caller(&scene.mia).await);
    assert!(matches!(seen(members::remove(&scene.test, &mia, scene.ada.id).await), AppError::Forbidden));
    assert!(matches!(seen(members::remove(&scene.test, &ada, scene.olivia.id).await), AppError::Forbidden));
    assert!(matches!(seen(members::remove(&scene.test, &scene.stranger, scene.mia.id).await), AppError::NotFound));
    members::remove(&scene.test, &ada, scene.mia.id).await.unwrap();
    let signed_in = scene.test.signed_in(&scene.mia).await;
    assert!(signed_in.caller().is_err() && signed_in.viewer().organizations.is_empty());
    let still = scene.count("select count(*) from sessions where current_organization_id is null").await;
    assert_eq!(still, 1, "the session has left the organisation, and stays a session");
    assert_eq!(scene.count("select count(*) from users where email = 'mia@acme.example'").await, 1);
    assert_eq!(scene.count("select count(*) from audit_events where action = 'members.remove'").await, 1);
}

#[tokio::test]
async fn a_profile_says_what_its_reader_may_do() {
    let scene = scene().await;
    let (olivia, mia) = (scene.caller(&scene.olivia).await, scene.caller(&scene.mia).await);
    let own = members::profile(&scene.test, &olivia, scene.olivia.id).await.unwrap();
    assert!(own.is_you && own.is_last_owner && !own.may_remove && !own.may_offer);
    let other = members::profile(&scene.test, &olivia, scene.mia.id).await.unwrap();
    assert!(other.may_remove && other.may_offer && other.roles.len() == 3);
    let seen_by_mia = members::profile(&scene.test, &mia, scene.ada.id).await.unwrap();
    assert!(!seen_by_mia.may_remove && seen_by_mia.roles.is_empty() && !seen_by_mia.may_offer);
    assert!(matches!(seen(members::profile(&scene.test, &scene.stranger, scene.mia.id).await), AppError::NotFound));
}

#[tokio::test]
async fn an_organisation_names_its_tiers() {
    let scene = scene().await;
    let (olivia, mia) = (scene.caller(&scene.olivia).await, scene.caller(&scene.mia).await);
    let form = || NameTiers { free: "Seed".into(), pro: "Tree".into(), enterprise: "Forest".into() };
    assert!(matches!(seen(members::name_tiers(&scene.test, &mia, form()).await), AppError::Forbidden));
    members::name_tiers(&scene.test, &olivia, form()).await.unwrap();
    let page = organizations::members(&scene.test, &mia, MemberQuery::default()).await.unwrap();
    assert_eq!(page.tiers.of(MemberTier::Enterprise), "Forest");
    assert_eq!(members::tier_names(&scene.test, &scene.stranger).await.unwrap().pro, "Pro");
}

#[tokio::test]
async fn ownership_changes_hands_once_both_have_confirmed() {
    let scene = scene().await;
    scene.with_password(&scene.olivia).await;
    assert!(is_invalid(&seen(scene.offer(&scene.olivia, &scene.mia, "wrong").await), "proof"));
    assert!(matches!(seen(scene.offer(&scene.ada, &scene.mia, PASSWORD).await), AppError::Forbidden));
    scene.offer(&scene.olivia, &scene.mia, PASSWORD).await.unwrap();
    assert_eq!((scene.role(&scene.olivia).await, scene.role(&scene.mia).await), (Role::Owner, Role::Member));
    assert!(matches!(seen(scene.offer(&scene.olivia, &scene.ada, PASSWORD).await), AppError::Conflict { .. }));
    let (ada, mia) = (scene.caller(&scene.ada).await, scene.caller(&scene.mia).await);
    assert!(members::transfer(&scene.test, &ada).await.unwrap().is_none(), "it concerns two");
    assert!(members::transfer(&scene.test, &mia).await.unwrap().unwrap().is_for_you);
    assert!(matches!(seen(members::accept(&scene.test, &ada).await), AppError::Conflict { .. }));
    assert!(matches!(seen(members::accept(&scene.test, &scene.stranger).await), AppError::Conflict { .. }));
    members::accept(&scene.test, &mia).await.unwrap();
    assert_eq!((scene.role(&scene.olivia).await, scene.role(&scene.mia).await), (Role::Admin, Role::Owner));
    assert!(members::accept(&scene.test, &scene.caller(&scene.mia).await).await.is_err(), "once");
    assert_eq!(scene.count("select count(*) from mails where kind = 'ownership_offer'").await, 1);
    jobs::run_due(&scene.test, scene.test.database.options()).await.unwrap();
}

#[tokio::test]
async fn an_offer_of_ownership_ends_by_time_by_either_side_and_with_the_owners_right() {
    let scene = scene().await;
    scene.with_password(&scene.olivia).await;
    let (olivia, mia) = (scene.caller(&scene.olivia).await, scene.caller(&scene.mia).await);
    scene.offer(&scene.olivia, &scene.mia, PASSWORD).await.unwrap();
    members::decline(&scene.test, &mia).await.unwrap();
    scene.offer(&scene.olivia, &scene.mia, PASSWORD).await.unwrap();
    members::withdraw(&scene.test, &olivia).await.unwrap();
    assert!(members::accept(&scene.test, &mia).await.is_err());
    scene.offer(&scene.olivia, &scene.mia, PASSWORD).await.unwrap();
    scene.test.advance(Duration::days(8));
    assert!(members::accept(&scene.test, &mia).await.is_err(), "it has expired");
    scene.offer(&scene.olivia, &scene.mia, PASSWORD).await.unwrap();
    scene.change_with(&scene.olivia, &scene.ada, Role::Owner, PASSWORD).await.unwrap();
    scene.change(&scene.ada, &scene.olivia, Role::Member).await.unwrap();
    assert!(members::accept(&scene.test, &mia).await.is_err(), "who offered it owns it no more");
    assert_eq!((scene.role(&scene.mia).await, scene.role(&scene.ada).await), (Role::Member, Role::Owner));
}
