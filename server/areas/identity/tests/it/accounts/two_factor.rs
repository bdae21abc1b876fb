//! The second factor: how it is set up, what a code allows, and that nothing bypasses it.

use chrono::Duration;
use domain::AppError;
use domain::accounts::{ConfirmTwoFactor, RecoveryCodes, Secret, SignIn, SignInCode, StepUp};
use identity_area::{Admission, NewSession, prove};
use server_core::{Error, SignedIn};
use testkit::{PASSWORD, TestBackend, is_invalid, seen};
use totp_rs::{Algorithm, TOTP};

use crate::accounts::support::{
    OTHER, count, forget, home, mailed_token, mails, organization_of, resolve, sign_in, signed_in, visit, with_password,
};

const MILA: &str = "mila@acme.example";

/// A person whose second factor is on; the app's secret and the recovery codes.
struct Equipped {
    test: TestBackend,
    token: String,
    key: String,
    codes: RecoveryCodes,
}

impl Equipped {
    async fn new() -> Self {
        let (test, _, token) = organization_of(MILA).await;
        let (key, codes) = enrol(&test, &token).await;
        // The code that confirmed the app is used up.
        test.advance(Duration::seconds(60));
        Self { test, token, key, codes }
    }

    fn code(&self) -> String {
        code(&self.test, &self.key)
    }

    async fn challenge(&self) -> Secret {
        challenge(&self.test).await
    }

    async fn finish(&self, challenge: &Secret, code: &str) -> Result<NewSession, Error> {
        finish(&self.test, challenge, code).await
    }

    async fn signed_in(&self) -> SignedIn {
        signed_in(&self.test, &self.token).await
    }

    async fn prove(&self, proof: &str) -> Result<(), Error> {
        prove(&self.test, &self.signed_in().await, &home(), &Secret::new(proof)).await
    }
}

/// Sets an app up; returns its secret in base32 and the recovery codes.
pub async fn enrol(test: &TestBackend, token: &str) -> (String, RecoveryCodes) {
    let person = signed_in(test, token).await;
    let enrolment = identity_area::begin_two_factor(test, &person, &home(), step_up(PASSWORD)).await.unwrap();
    let key = enrolment.key.replace(' ', "");
    let form = ConfirmTwoFactor { code: Secret::new(code(test, &key)) };
    let codes = identity_area::confirm_two_factor(test, &person, &home(), form).await.unwrap();
    (key, codes)
}

/// The code that the app shows now.
pub fn code(test: &TestBackend, key: &str) -> String {
    let secret = totp_rs::Secret::Encoded(key.to_owned()).to_bytes().unwrap();
    let app = TOTP::new(Algorithm::SHA1, 6, 0, 30, secret).unwrap();
    app.generate(u64::try_from(test.clock.now().timestamp()).unwrap())
}

fn step_up(proof: &str) -> StepUp {
    StepUp { proof: Secret::new(proof) }
}

async fn challenge(test: &TestBackend) -> Secret {
    let form = SignIn { email: MILA.into(), password: Secret::new(PASSWORD), next: String::new() };
    match identity_area::sign_in(test, &home(), form).await.unwrap() {
        Admission::Challenge(challenge) => Secret::new(challenge.token.as_str()),
        Admission::Session(_) => panic!("a password alone was enough"),
    }
}

async fn finish(test: &TestBackend, challenge: &Secret, code: &str) -> Result<NewSession, Error> {
    let form = SignInCode { code: Secret::new(code), next: String::new() };
    identity_area::sign_in_with_code(test, &home(), challenge, form).await
}

#[tokio::test]
async fn setting_up_asks_for_a_proof_and_is_finished_by_the_apps_first_code() {
    let (test, _, token) = organization_of(MILA).await;
    let person = signed_in(&test, &token).await;
    let refused = seen(identity_area::begin_two_factor(&test, &person, &home(), step_up(OTHER)).await);
    assert!(is_invalid(&refused, "proof"), "{refused:?}");
    let enrolment = identity_area::begin_two_factor(&test, &person, &home(), step_up(PASSWORD)).await.unwrap();
    assert!(enrolment.address.starts_with("otpauth://totp/SoloOS:mila@acme.example?secret="), "{}", enrolment.address);
    assert!(!signed_in(&test, &token).await.viewer().has_two_factor, "a secret alone turns nothing on");
    let shown = identity_area::two_factor_status(&test, &person).await.unwrap();
    assert_eq!(shown.enrolment.as_ref(), Some(&enrolment));
    let wrong = ConfirmTwoFactor { code: Secret::new("000000") };
    let refused = seen(identity_area::confirm_two_factor(&test, &person, &home(), wrong).await);
    assert!(is_invalid(&refused, "code"), "{refused:?}");
    let right = ConfirmTwoFactor { code: Secret::new(code(&test, &enrolment.key.replace(' ', ""))) };
    let codes = identity_area::confirm_two_factor(&test, &person, &home(), right).await.unwrap();
    assert_eq!(codes.0.len(), 10);
    let person = signed_in(&test, &token).await;
    assert!(person.viewer().has_two_factor);
    let shown = identity_area::two_factor_status(&test, &person).await.unwrap();
    assert_eq!((shown.is_on, shown.recovery_codes_left, shown.enrolment), (true, 10, None));
    assert_eq!(mails(&test, MILA).await, ["security_notice"]);
}

#[tokio::test]
async fn turning_it_on_signs_out_every_other_device() {
    let (test, _, token) = organization_of(MILA).await;
    let elsewhere = sign_in(&test, &home(), MILA, PASSWORD).await.unwrap();
    enrol(&test, &token).await;
    assert!(resolve(&test, &elsewhere).await.is_none());
    assert!(resolve(&test, &token).await.is_some());
}

#[tokio::test]
async fn a_waiting_secret_is_shown_to_the_session_that_began_and_not_for_ever() {
    let (test, _, token) = organization_of(MILA).await;
    let elsewhere = signed_in(&test, &sign_in(&test, &home(), MILA, PASSWORD).await.unwrap()).await;
    let person = signed_in(&test, &token).await;
    let enrolment = identity_area::begin_two_factor(&test, &person, &home(), step_up(PASSWORD)).await.unwrap();
    assert_eq!(identity_area::two_factor_status(&test, &elsewhere).await.unwrap().enrolment, None);
    let key = enrolment.key.replace(' ', "");
    let form = || ConfirmTwoFactor { code: Secret::new(code(&test, &key)) };
    let refused = seen(identity_area::confirm_two_factor(&test, &elsewhere, &home(), form()).await);
    assert!(matches!(refused, AppError::Conflict { .. }), "{refused:?}");
    test.advance(Duration::minutes(31));
    assert_eq!(identity_area::two_factor_status(&test, &person).await.unwrap().enrolment, None);
    let refused = seen(identity_area::confirm_two_factor(&test, &person, &home(), form()).await);
    assert!(matches!(refused, AppError::Conflict { .. }), "{refused:?}");
}

#[tokio::test]
async fn neither_the_secret_nor_a_recovery_code_can_be_read_in_the_database() {
    let equipped = Equipped::new().await;
    let secret = totp_rs::Secret::Encoded(equipped.key.clone()).to_bytes().unwrap();
    let (sealed, hashes): (Vec<u8>, Vec<Vec<u8>>) = sqlx::query_as(
        "select (select secret from totp_credentials), (select array_agg(code_hash) from recovery_codes)",
    )
    .fetch_one(&equipped.test.database.owner)
    .await
    .unwrap();
    assert!(!sealed.windows(secret.len()).any(|bytes| bytes == secret));
    assert!(hashes.iter().all(|hash| hash.len() == 32));
    let plain: Vec<Vec<u8>> =
        equipped.codes.0.iter().map(|code| server_core::random::token_hash(&code.replace('-', ""))).collect();
    assert!(plain.iter().all(|hash| !hashes.contains(hash)), "a hash says whose code it is");
}

#[tokio::test]
async fn a_right_password_alone_begins_no_session() {
    let equipped = Equipped::new().await;
    let challenge = equipped.challenge().await;
    assert!(resolve(&equipped.test, challenge.expose()).await.is_none(), "a challenge is no session");
    let session = equipped.finish(&challenge, &equipped.code()).await.unwrap();
    assert_eq!(signed_in(&equipped.test, session.token.as_str()).await.viewer().email, MILA);
}

#[tokio::test]
async fn whether_there_is_a_second_factor_shows_only_to_who_has_the_password() {
    let equipped = Equipped::new().await;
    let wrong = seen(sign_in(&equipped.test, &home(), MILA, OTHER).await);
    let unknown = seen(sign_in(&equipped.test, &home(), "nobody@acme.example", OTHER).await);
    assert_eq!(wrong, unknown);
    assert_eq!(count(&equipped.test, "select count(*) from sign_in_challenges").await, 0);
}

#[tokio::test]
async fn a_code_counts_once() {
    let equipped = Equipped::new().await;
    let (first, second) = (equipped.challenge().await, equipped.challenge().await);
    let code = equipped.code();
    equipped.finish(&first, &code).await.unwrap();
    let refused = seen(equipped.finish(&second, &code).await);
    assert!(is_invalid(&refused, "code"), "{refused:?}");
    equipped.test.advance(Duration::seconds(30));
    equipped.finish(&second, &equipped.code()).await.unwrap();
}

#[tokio::test]
async fn of_two_uses_of_a_code_at_once_one_is_refused() {
    let equipped = Equipped::new().await;
    let (first, second) = (equipped.challenge().await, equipped.challenge().await);
    let code = equipped.code();
    let (a, b) = tokio::join!(equipped.finish(&first, &code), equipped.finish(&second, &code));
    assert_eq!([a.is_ok(), b.is_ok()].iter().filter(|ok| **ok).count(), 1);
}

#[tokio::test]
async fn a_recovery_code_works_once_in_place_of_the_app_and_its_person_is_told() {
    let equipped = Equipped::new().await;
    let code = equipped.codes.0[3].to_uppercase();
    equipped.finish(&equipped.challenge().await, &code).await.unwrap();
    let refused = seen(equipped.finish(&equipped.challenge().await, &code).await);
    assert!(is_invalid(&refused, "code"), "{refused:?}");
    let status = identity_area::two_factor_status(&equipped.test, &equipped.signed_in().await).await.unwrap();
    assert_eq!(status.recovery_codes_left, 9);
    assert_eq!(mails(&equipped.test, MILA).await.iter().filter(|kind| *kind == "security_notice").count(), 2);
}

#[tokio::test]
async fn a_challenge_belongs_to_its_browser_for_ten_minutes_and_one_use() {
    let equipped = Equipped::new().await;
    let (test, challenge) = (&equipped.test, equipped.challenge().await);
    let form = || SignInCode { code: Secret::new(equipped.code()), next: String::new() };
    let mut thief = home();
    thief.user_agent = Some("another browser".into());
    let refused = seen(identity_area::sign_in_with_code(test, &thief, &challenge, form()).await);
    assert!(matches!(refused, AppError::Conflict { .. }), "{refused:?}");
    let roaming = visit("198.51.100.7");
    identity_area::sign_in_with_code(test, &roaming, &challenge, form()).await.expect("networks may change on the way");
    test.advance(Duration::seconds(30));
    let again = seen(equipped.finish(&challenge, &equipped.code()).await);
    assert!(matches!(again, AppError::Conflict { .. }), "{again:?}");
    let late = equipped.challenge().await;
    test.advance(Duration::minutes(10));
    let refused = seen(equipped.finish(&late, &equipped.code()).await);
    assert!(matches!(refused, AppError::Conflict { .. }), "{refused:?}");
}

#[tokio::test]
async fn a_code_cannot_be_guessed_at_leisure() {
    let equipped = Equipped::new().await;
    for _ in 0..5 {
        let challenge = equipped.challenge().await;
        let refused = seen(equipped.finish(&challenge, "000000").await);
        assert!(is_invalid(&refused, "code"), "{refused:?}");
    }
    let challenge = equipped.challenge().await;
    let refused = seen(equipped.finish(&challenge, &equipped.code()).await);
    assert!(matches!(refused, AppError::RateLimited { .. }), "even the right one has to wait: {refused:?}");
    equipped.test.advance(Duration::minutes(16));
    equipped.finish(&equipped.challenge().await, &equipped.code()).await.unwrap();
}

#[tokio::test]
async fn a_password_reset_does_not_go_round_the_second_factor() {
    let equipped = Equipped::new().await;
    let (test, waiting) = (&equipped.test, equipped.challenge().await);
    forget(test, MILA).await.unwrap();
    let link = mailed_token(test, MILA, "reset-password").await;
    identity_area::reset_password(test, &home(), with_password(&link, OTHER)).await.unwrap();
    let refused = seen(equipped.finish(&waiting, &equipped.code()).await);
    assert!(matches!(refused, AppError::Conflict { .. }), "half a sign-in ends with the sessions: {refused:?}");
    let form = SignIn { email: MILA.into(), password: Secret::new(OTHER), next: String::new() };
    let admission = identity_area::sign_in(test, &home(), form).await.unwrap();
    assert!(matches!(admission, Admission::Challenge(_)));
}

#[tokio::test]
async fn stepping_up_takes_the_password_or_a_fresh_code() {
    let equipped = Equipped::new().await;
    equipped.prove(PASSWORD).await.unwrap();
    let code = equipped.code();
    equipped.prove(&code).await.unwrap();
    for wrong in [code.as_str(), "000000", OTHER, ""] {
        let refused = seen(equipped.prove(wrong).await);
        assert!(is_invalid(&refused, "proof"), "{wrong}: {refused:?}");
    }
    let spent = equipped.challenge().await;
    assert!(equipped.finish(&spent, &code).await.is_err(), "a code that stepped up does not sign in too");
}

#[tokio::test]
async fn turning_it_off_asks_for_a_proof_and_takes_the_recovery_codes_along() {
    let equipped = Equipped::new().await;
    let person = equipped.signed_in().await;
    let refused = seen(identity_area::turn_off_two_factor(&equipped.test, &person, &home(), step_up(OTHER)).await);
    assert!(is_invalid(&refused, "proof"), "{refused:?}");
    let proof = step_up(&equipped.code());
    identity_area::turn_off_two_factor(&equipped.test, &person, &home(), proof).await.unwrap();
    assert_eq!(count(&equipped.test, "select count(*) from recovery_codes").await, 0);
    sign_in(&equipped.test, &home(), MILA, PASSWORD).await.expect("the password alone is enough again");
    let again = seen(identity_area::turn_off_two_factor(&equipped.test, &person, &home(), step_up(PASSWORD)).await);
    assert!(matches!(again, AppError::Conflict { .. }), "{again:?}");
}

#[tokio::test]
async fn an_app_in_use_cannot_be_replaced_without_turning_it_off() {
    let equipped = Equipped::new().await;
    let person = equipped.signed_in().await;
    let refused = seen(identity_area::begin_two_factor(&equipped.test, &person, &home(), step_up(PASSWORD)).await);
    assert!(matches!(refused, AppError::Conflict { .. }), "{refused:?}");
    equipped.finish(&equipped.challenge().await, &equipped.code()).await.expect("the app still counts");
}

#[tokio::test]
async fn new_recovery_codes_end_the_old_ones() {
    let equipped = Equipped::new().await;
    let person = equipped.signed_in().await;
    let fresh = identity_area::renew_recovery_codes(&equipped.test, &person, &home(), step_up(PASSWORD)).await.unwrap();
    let refused = seen(equipped.finish(&equipped.challenge().await, &equipped.codes.0[0]).await);
    assert!(is_invalid(&refused, "code"), "{refused:?}");
    equipped.finish(&equipped.challenge().await, &fresh.0[0]).await.unwrap();
}

#[tokio::test]
async fn a_recovery_code_of_one_person_is_nothing_to_another() {
    let equipped = Equipped::new().await;
    let organization = equipped.test.organization("bravo").await;
    let other = crate::accounts::support::member(&equipped.test, &organization, "otto@bravo.example").await;
    let (_, others) = enrol(&equipped.test, &other).await;
    let refused = seen(equipped.finish(&equipped.challenge().await, &others.0[0]).await);
    assert!(is_invalid(&refused, "code"), "{refused:?}");
}

#[tokio::test]
async fn what_was_never_finished_is_swept_out() {
    let (test, _, token) = organization_of(MILA).await;
    let person = signed_in(&test, &token).await;
    identity_area::begin_two_factor(&test, &person, &home(), step_up(PASSWORD)).await.unwrap();
    test.advance(Duration::minutes(31));
    identity_area::purge(&test).await.unwrap();
    assert_eq!(count(&test, "select count(*) from totp_credentials").await, 0);
    enrol(&test, &token).await;
    challenge(&test).await;
    test.advance(Duration::minutes(11));
    identity_area::purge(&test).await.unwrap();
    assert_eq!(count(&test, "select count(*) from sign_in_challenges").await, 0);
    assert_eq!(count(&test, "select count(*) from totp_credentials").await, 1, "what is in use stays");
}
