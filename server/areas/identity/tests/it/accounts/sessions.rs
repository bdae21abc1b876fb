//! When a session ends, and which organisation it is in.

use chrono::{DateTime, Duration, Utc};
use domain::members::MemberTier;
use domain::organizations::MemberQuery;
use domain::{AppError, Moment, Role};
use organization_area::organizations;
use testkit::{PASSWORD, TestBackend, seen};

use crate::accounts::support::{home, organization_of, resolve, sign_in, signed_in, visit};

#[tokio::test]
async fn a_session_that_is_used_lives_on_and_one_that_is_not_ends_after_a_fortnight() {
    let (test, _, token) = organization_of("mila@acme.example").await;
    for _ in 0..3 {
        test.advance(Duration::days(13));
        assert!(resolve(&test, &token).await.is_some());
    }
    test.advance(Duration::days(14));
    assert!(resolve(&test, &token).await.is_none());
}

#[tokio::test]
async fn no_session_lives_longer_than_ninety_days_however_much_it_is_used() {
    let (test, _, token) = organization_of("mila@acme.example").await;
    for _ in 0..8 {
        test.advance(Duration::days(11));
        assert!(resolve(&test, &token).await.is_some());
    }
    test.advance(Duration::days(2) - Duration::seconds(1));
    assert!(resolve(&test, &token).await.is_some());
    test.advance(Duration::seconds(1));
    assert!(resolve(&test, &token).await.is_none());
}

#[tokio::test]
async fn being_seen_is_written_at_most_once_a_minute() {
    let (test, _, token) = organization_of("mila@acme.example").await;
    let seen_at = async || -> DateTime<Utc> {
        sqlx::query_scalar("select last_seen_at from sessions").fetch_one(&test.database.owner).await.unwrap()
    };
    let start = seen_at().await;
    test.advance(Duration::seconds(59));
    resolve(&test, &token).await;
    assert_eq!(seen_at().await, start);
    test.advance(Duration::seconds(1));
    resolve(&test, &token).await;
    assert_eq!(seen_at().await, start + Duration::minutes(1));
}

#[tokio::test]
async fn signing_out_ends_this_session_at_once_and_no_other() {
    let (test, _, first) = organization_of("mila@acme.example").await;
    let second = sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    identity_area::sign_out(&test, &signed_in(&test, &first).await).await.unwrap();
    assert!(resolve(&test, &first).await.is_none());
    assert!(resolve(&test, &second).await.is_some());
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_the_person_alone() {
    let (test, organization, first) = organization_of("mila@acme.example").await;
    let second = sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    let other = test.person(&organization, Role::Owner, "olivia").await;
    identity_area::sign_out_everywhere(&test, &signed_in(&test, &first).await).await.unwrap();
    assert!(resolve(&test, &first).await.is_none() && resolve(&test, &second).await.is_none());
    assert!(resolve(&test, &other.token).await.is_some());
}

#[tokio::test]
async fn a_device_is_listed_in_words_and_can_be_signed_out_by_its_owner_alone() {
    let (test, organization, first) = organization_of("mila@acme.example").await;
    test.advance(Duration::hours(1));
    let second = sign_in(&test, &visit("198.51.100.7"), "mila@acme.example", PASSWORD).await.unwrap();
    let here = signed_in(&test, &first).await;
    let rows = identity_area::list_sessions(&test, &here).await.unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].is_current && !rows[1].is_current);
    assert_eq!((rows[1].device.as_str(), rows[1].address.as_deref()), ("Firefox on Linux", Some("198.51.100.7")));

    let stranger = test.person(&organization, Role::Owner, "olivia").await;
    let stranger = test.signed_in(&stranger).await;
    assert_eq!(seen(identity_area::revoke_session(&test, &stranger, rows[1].id).await), AppError::NotFound);
    assert!(resolve(&test, &second).await.is_some());

    identity_area::revoke_session(&test, &here, rows[1].id).await.unwrap();
    assert!(resolve(&test, &second).await.is_none());
    assert_eq!(seen(identity_area::revoke_session(&test, &here, rows[1].id).await), AppError::NotFound);
}

#[tokio::test]
async fn an_ended_session_is_not_listed() {
    let (test, _, first) = organization_of("mila@acme.example").await;
    test.advance(Duration::days(10));
    let second = sign_in(&test, &home(), "mila@acme.example", PASSWORD).await.unwrap();
    test.advance(Duration::days(5));
    let here = signed_in(&test, &second).await;
    assert!(resolve(&test, &first).await.is_none());
    assert_eq!(identity_area::list_sessions(&test, &here).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_session_moves_between_ones_own_organisations_and_to_no_other() {
    let test = TestBackend::new().await;
    let (acme, zeta, foreign) =
        (test.organization("acme").await, test.organization("zeta").await, test.organization("foreign").await);
    let person = test.person(&acme, Role::Owner, "olivia").await;
    test.join(&(person.id, person.email.clone()), &zeta, Role::Member).await;
    identity_area::switch_organization(&test, &test.signed_in(&person).await, zeta.id).await.unwrap();
    let signed_in = test.signed_in(&person).await;
    let caller = signed_in.caller().unwrap();
    assert_eq!((caller.org(), caller.role()), (zeta.id, Role::Member));
    assert_eq!(signed_in.viewer().organizations.iter().map(|o| o.id).collect::<Vec<_>>(), [acme.id, zeta.id]);
    assert_eq!(seen(identity_area::switch_organization(&test, &signed_in, foreign.id).await), AppError::NotFound);
    assert_eq!(test.signed_in(&person).await.caller().unwrap().org(), zeta.id);
}

#[tokio::test]
async fn times_are_told_in_the_zone_of_the_organisation_that_the_session_is_in() {
    let test = TestBackend::new().await;
    let (acme, zeta) = (test.organization("acme").await, test.organization("zeta").await);
    sqlx::query("update organizations set time_zone = case slug when 'zeta' then 'Asia/Tokyo' else 'Asia/Kolkata' end")
        .execute(&test.database.owner)
        .await
        .unwrap();
    let person = test.person(&acme, Role::Owner, "olivia").await;
    test.join(&(person.id, person.email.clone()), &zeta, Role::Member).await;
    let told = async || {
        let here = test.signed_in(&person).await;
        let session = identity_area::list_sessions(&test, &here).await.unwrap().remove(0);
        let caller = here.caller().unwrap();
        let members = organizations::members(&test, &caller, MemberQuery::default()).await.unwrap();
        [session.last_seen, members.page.rows[0].joined.clone()].map(|moment| zone_of(&moment))
    };
    assert_eq!(told().await, ["IST", "IST"]);
    identity_area::switch_organization(&test, &test.signed_in(&person).await, zeta.id).await.unwrap();
    assert_eq!(told().await, ["JST", "JST"]);
}

fn zone_of(moment: &Moment) -> String {
    moment.long.rsplit(' ').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_removed_member_is_out_with_the_next_request() {
    let test = TestBackend::new().await;
    let (acme, zeta) = (test.organization("acme").await, test.organization("zeta").await);
    let person = test.person(&zeta, Role::Owner, "olivia").await;
    test.join(&(person.id, person.email.clone()), &acme, Role::Member).await;
    assert_eq!(test.signed_in(&person).await.caller().unwrap().org(), zeta.id);
    sqlx::query("delete from memberships where organization_id = $1")
        .bind(zeta.id.0)
        .execute(&test.database.owner)
        .await
        .unwrap();
    assert_eq!(test.signed_in(&person).await.caller().unwrap().org(), acme.id);
    sqlx::query("delete from memberships").execute(&test.database.owner).await.unwrap();
    assert_eq!(test.signed_in(&person).await.caller().unwrap_err(), AppError::NotFound);
}

#[tokio::test]
async fn a_changed_role_or_tier_counts_from_the_next_request() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let person = test.person(&acme, Role::Owner, "olivia").await;
    assert_eq!(test.caller(&person).await.tier(), MemberTier::Free);
    let before = test.signed_in(&person).await;
    let change = async |set: &'static str| sqlx::query(set).execute(&test.database.owner).await.unwrap();
    change("update memberships set role = 'member'").await;
    assert_eq!(test.caller(&person).await.role(), Role::Member);
    change("update memberships set role = 'owner', tier = 'pro'").await;
    let caller = test.caller(&person).await;
    assert_eq!((caller.role(), caller.tier()), (Role::Owner, MemberTier::Pro));
    assert_eq!(Some(caller.standing()), test.signed_in(&person).await.viewer().standing());
    assert!(!identity_area::stands(&test, &before).await.unwrap(), "what was resolved before stands no more");
}

#[tokio::test]
async fn name_and_colours_are_remembered() {
    let (test, _, token) = organization_of("mila@acme.example").await;
    let here = signed_in(&test, &token).await;
    identity_area::rename(&test, &here, domain::accounts::EditProfile { name: " Mila  Muster ".into() }).await.unwrap();
    identity_area::set_theme(&test, &here, domain::accounts::ChangeTheme { theme: "dark".into() }).await.unwrap();
    let viewer = signed_in(&test, &token).await.viewer().clone();
    assert_eq!((viewer.name.as_str(), viewer.theme), ("Mila Muster", domain::viewer::Theme::Dark));
    assert!(identity_area::rename(&test, &here, domain::accounts::EditProfile::default()).await.is_err());
}
