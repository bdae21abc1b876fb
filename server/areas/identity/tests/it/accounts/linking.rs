//! Provider accounts that a person links to their own, and unlinks.

use chrono::Duration;
use domain::AppError;
use domain::accounts::{Secret, SignInProblem, UnlinkIdentity};
use domain::ids::IdentityId;
use identity_area::Arrival;
use oidc_stand_in::Person;
use server_core::Error;
use testkit::{PASSWORD, is_invalid, seen};

use crate::accounts::providers::{Scene, begin_link, problem, session};
use crate::accounts::support::{OTHER, home, member, signed_in};
use crate::accounts::two_factor::{code, enrol};

const MILA: &str = "mila@acme.example";

#[tokio::test]
async fn linking_asks_for_a_proof_and_then_the_account_signs_in() {
    let mut scene = Scene::new().await;
    let mila = scene.mila.clone();
    let who = signed_in(&scene.test, &mila).await;
    let refused = seen(begin_link(&scene.test, &who, OTHER).await);
    assert!(is_invalid(&refused, "proof"), "{refused:?}");
    let private = Person::unverified("77", "private@example.com");
    assert!(matches!(scene.link(&mila, &private).await, Arrival::Linked));
    let token = session(scene.sign_in_as(&private).await);
    assert_eq!(signed_in(&scene.test, &token).await.viewer().email, MILA);
    let methods = identity_area::sign_in_methods(&scene.test, &who).await.unwrap();
    assert_eq!(methods.identities.len(), 1);
    assert_eq!(methods.identities[0].provider, "Harbour ID");
    assert!(methods.providers.is_empty(), "what is linked is not offered again");
}

#[tokio::test]
async fn an_account_is_linked_to_the_session_that_asked_and_to_one_person_only() {
    let mut scene = Scene::new().await;
    let mila = scene.mila.clone();
    let otto = member(&scene.test, &scene.organization, "otto@acme.example").await;
    let person = Person::verified("77", "private@example.com");
    scene.oidc.sign_in_as(&person).await;
    let (asks, other) = (signed_in(&scene.test, &mila).await, signed_in(&scene.test, &otto).await);
    for who in [Some(&other), None] {
        let departure = begin_link(&scene.test, &asks, PASSWORD).await.unwrap();
        let back = scene.oidc.visit(&departure.url).await;
        assert_eq!(problem(scene.arrive(who, &departure.browser, &back).await), SignInProblem::Stale);
    }
    assert_eq!(scene.identities().await, 0);
    assert!(matches!(scene.link(&mila, &person).await, Arrival::Linked));
    assert_eq!(problem(scene.link(&otto, &person).await), SignInProblem::Taken);
}

async fn unlink(scene: &Scene, token: &str, id: IdentityId, proof: &str) -> Result<(), Error> {
    let who = signed_in(&scene.test, token).await;
    identity_area::unlink_identity(&scene.test, &who, &home(), UnlinkIdentity { id, proof: Secret::new(proof) }).await
}

#[tokio::test]
async fn unlinking_asks_for_a_proof_and_never_touches_somebody_elses() {
    let mut scene = Scene::new().await;
    let mila = scene.mila.clone();
    let otto = member(&scene.test, &scene.organization, "otto@acme.example").await;
    let person = Person::verified("77", "private@example.com");
    scene.link(&mila, &person).await;
    let id =
        identity_area::sign_in_methods(&scene.test, &signed_in(&scene.test, &mila).await).await.unwrap().identities[0]
            .id;
    assert_eq!(seen(unlink(&scene, &otto, id, PASSWORD).await), AppError::NotFound);
    assert!(is_invalid(&seen(unlink(&scene, &mila, id, OTHER).await), "proof"));
    unlink(&scene, &mila, id, PASSWORD).await.unwrap();
    assert_eq!(problem(scene.sign_in_as(&person).await), SignInProblem::Unknown);
}

#[tokio::test]
async fn the_only_way_in_cannot_be_unlinked() {
    let mut scene = Scene::new().await;
    let mila = scene.mila.clone();
    scene.link(&mila, &Person::verified("77", "private@example.com")).await;
    let (key, _) = enrol(&scene.test, &mila).await;
    scene.test.advance(Duration::seconds(60));
    sqlx::query("delete from user_credentials").execute(&scene.test.database.owner).await.unwrap();
    let id =
        identity_area::sign_in_methods(&scene.test, &signed_in(&scene.test, &mila).await).await.unwrap().identities[0]
            .id;
    let refused = seen(unlink(&scene, &mila, id, &code(&scene.test, &key)).await);
    assert!(matches!(refused, AppError::Conflict { .. }), "{refused:?}");
    assert_eq!(scene.identities().await, 1);
}
