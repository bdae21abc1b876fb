//! Acts that cannot be undone ask the operator to step up, unless they have just done so.

use chrono::Duration;
use domain::accounts::{Secret, StepUp};
use domain::{AppError, Role};
use identity_area::proven_god;
use server_core::{Error, ProvenGod, Visit};
use testkit::{PASSWORD, TestBackend, TestPerson, is_invalid, seen};

/// An operator with a password, who has just signed in.
async fn operator() -> (TestBackend, TestPerson) {
    let test = TestBackend::new().await;
    let god = test.operator("god@soloos.example").await;
    test.set_password(&god, PASSWORD).await;
    (test, god)
}

async fn ask(test: &TestBackend, person: &TestPerson, proof: &str) -> Result<ProvenGod, Error> {
    let step_up = StepUp { proof: Secret::new(proof) };
    proven_god(test, &test.signed_in(person).await, &Visit::default(), &step_up).await
}

#[tokio::test]
async fn a_fresh_sign_in_is_proof_for_a_quarter_of_an_hour() {
    let (test, god) = operator().await;
    assert!(ask(&test, &god, "").await.is_ok());
    test.advance(Duration::minutes(14));
    assert!(ask(&test, &god, "").await.is_ok());
    test.advance(Duration::minutes(2));
    assert!(is_invalid(&seen(ask(&test, &god, "").await), "proof"));
}

#[tokio::test]
async fn a_proof_lasts_as_long_as_a_sign_in_and_a_wrong_one_not_at_all() {
    let (test, god) = operator().await;
    test.advance(Duration::hours(2));
    assert!(is_invalid(&seen(ask(&test, &god, "not the password").await), "proof"));
    assert!(is_invalid(&seen(ask(&test, &god, "").await), "proof"));
    assert!(ask(&test, &god, PASSWORD).await.is_ok());
    test.advance(Duration::minutes(14));
    assert!(ask(&test, &god, "").await.is_ok());
}

#[tokio::test]
async fn another_session_of_the_operator_proves_nothing_here() {
    let (test, god) = operator().await;
    test.advance(Duration::hours(2));
    assert!(ask(&test, &god, PASSWORD).await.is_ok());
    let stolen = test.elsewhere(&god).await;
    test.advance(Duration::hours(1));
    assert!(ask(&test, &god, PASSWORD).await.is_ok());
    assert!(is_invalid(&seen(ask(&test, &stolen, "").await), "proof"));
}

#[tokio::test]
async fn for_everybody_else_there_is_nothing_to_prove() {
    let (test, _) = operator().await;
    let acme = test.organization("acme").await;
    let owner = test.person(&acme, Role::Owner, "olivia").await;
    test.set_password(&owner, PASSWORD).await;
    for proof in ["", PASSWORD] {
        assert_eq!(seen(ask(&test, &owner, proof).await), AppError::NotFound);
    }
}
