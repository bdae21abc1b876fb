//! The recent events of an account, as its person sees them.

use domain::accounts::{ChangeEmail, ChangePassword, Secret};
use testkit::PASSWORD;

use crate::accounts::support::{
    OTHER, count, forget, home, mailed_token, member, organization_of, sign_in, signed_in, token_only, with_password,
};

const MILA: &str = "mila@acme.example";

async fn told(test: &testkit::TestBackend, token: &str) -> Vec<String> {
    let rows = identity_area::activity(test, &signed_in(test, token).await).await.unwrap();
    rows.into_iter().map(|row| row.what).collect()
}

#[tokio::test]
async fn a_person_sees_what_happened_to_their_account_and_nothing_of_anybody_elses() {
    let (test, organization, token) = organization_of(MILA).await;
    let other = member(&test, &organization, "noah@acme.example").await;
    assert_eq!(told(&test, &token).await, Vec::<String>::new());
    let me = signed_in(&test, &token).await;
    let form = ChangePassword { current_password: Secret::new(PASSWORD), new_password: Secret::new(OTHER) };
    identity_area::change_password(&test, &me, &home(), form).await.unwrap();
    let form = ChangeEmail { email: "mila@new.example".into(), password: Secret::new(OTHER) };
    identity_area::change_email(&test, &me, &home(), form).await.unwrap();
    let link = mailed_token(&test, "mila@new.example", "confirm-email").await;
    identity_area::confirm_email(&test, &home(), token_only(&link)).await.unwrap();
    identity_area::end_other_sessions(&test, &me).await.unwrap();
    let seen = told(&test, &token).await;
    let expected = ["Every other device was signed out", "The e-mail address was changed", "The password was changed"];
    assert_eq!(seen, expected);
    assert_eq!(told(&test, &other).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_reset_and_a_new_device_are_told_with_the_request_that_did_it() {
    let (test, _, _) = organization_of(MILA).await;
    forget(&test, MILA).await.unwrap();
    let link = mailed_token(&test, MILA, "reset-password").await;
    identity_area::reset_password(&test, &home(), with_password(&link, OTHER)).await.unwrap();
    let token = sign_in(&test, &home(), MILA, OTHER).await.unwrap();
    assert_eq!(told(&test, &token).await, ["Signed in on a new device", "The password was reset by a mailed link"]);
    let lacking =
        "select count(*) from audit_events where action like 'account.%' and (request_id is null or address is null)";
    assert_eq!(count(&test, lacking).await, 0);
}

#[tokio::test]
async fn at_most_twenty_entries_are_shown() {
    let (test, _, token) = organization_of(MILA).await;
    let me = signed_in(&test, &token).await;
    for _ in 0..25 {
        identity_area::end_other_sessions(&test, &me).await.unwrap();
    }
    assert_eq!(told(&test, &token).await.len(), 20);
}
