//! Invitations: made, sent again, revoked and accepted, within the seats.

use chrono::Duration;
use domain::accounts::{LinkPassword, LinkToken, Secret, StepUp};
use domain::ids::{InviteId, MailId};
use domain::invites::{InviteAgain, InviteMember, InviteState};
use domain::members::MemberTier;
use domain::organizations::MemberQuery;
use domain::{AppError, FieldErrors, Role};
use identity_area::Accepted;
use organization_area::members::{self, Asker};
use organization_area::{Organization, organizations};
use server_core::area::Area;
use testkit::{PASSWORD, entered, is_invalid, seen};

use super::support::{NORA, accept, form, link_in, scene, token, visit};

#[tokio::test]
async fn a_member_is_invited_by_mail_with_role_and_tier_and_joins() {
    let scene = scene().await;
    let link = scene.invite(&scene.ada, form(NORA, Role::Admin, "mail")).await.unwrap();
    assert_eq!(link, None, "a link that is mailed is shown to nobody");
    let body = scene.mail_to(NORA).await;
    assert!(body.contains("Ada invites you to Acme") && body.contains("as an admin"), "{body}");
    let token = link_in(&body, "/invite/");
    let session = entered(identity_area::accept_invite(&scene.test, &visit(), accept(&token)).await);
    let nora =
        identity_area::resolve(&scene.test, session.token.as_str(), server_core::Origin::NONE).await.unwrap().unwrap();
    assert_eq!((nora.caller().unwrap().org(), nora.caller().unwrap().role()), (scene.acme.id, Role::Admin));
    let caller = scene.caller(&scene.mia).await;
    let page = organizations::members(&scene.test, &caller, MemberQuery::default()).await.unwrap();
    assert!(page.page.rows.iter().any(|member| member.email == NORA && member.tier == MemberTier::Pro));
    assert_eq!(scene.open().await.page.total(), Some(0));
}

/// Field notes: invitations that anybody with the link could accept are a repeat vulnerability.
#[tokio::test]
async fn an_invitation_by_link_is_bound_to_its_address_too() {
    let scene = scene().await;
    let nobodys = InviteMember { email: String::new(), ..form("", Role::Member, "link") };
    assert!(is_invalid(&seen(scene.invite(&scene.olivia, nobodys).await), "email"));
    let token = scene.link("oscar@bravo.example").await;
    let mia = scene.test.signed_in(&scene.mia).await;
    let refused = identity_area::join(&scene.test, &mia, LinkToken { token: Secret::new(token.as_str()) }).await;
    assert!(matches!(seen(refused), AppError::Conflict { message } if message.contains("oscar@bravo.example")));
    let accepted = identity_area::accept_invite(&scene.test, &visit(), accept(&token)).await.unwrap();
    assert!(matches!(accepted, Accepted::Mailed), "whoever made the link does not learn who has an account");
    assert!(!identity_area::invite_preview(&scene.test, None, &Secret::new(token.as_str())).await.unwrap().has_account);
    let mail = scene.mail_to("oscar@bravo.example").await;
    assert!(
        mail.contains("already has an account") && mail.contains(&format!("/sign-in?next=/invite/{token}")),
        "{mail}"
    );
}

#[tokio::test]
async fn a_link_that_was_handed_over_makes_no_account_before_its_address_confirms() {
    let scene = scene().await;
    let handed = scene.link(NORA).await;
    let accepted = identity_area::accept_invite(&scene.test, &visit(), accept(&handed)).await.unwrap();
    assert!(matches!(accepted, Accepted::Mailed));
    assert_eq!(scene.count("select count(*) from users where email = 'nora@new.example'").await, 0);
    let confirm =
        |password: &str, token: String| LinkPassword { token: Secret::new(token), password: Secret::new(password) };
    let token = link_in(&scene.mail_to(NORA).await, "/verify-email/");
    let wrong = identity_area::verify_email(&scene.test, &visit(), confirm("not the one chosen", token.clone())).await;
    assert!(is_invalid(&seen(wrong), "password"));
    let session = identity_area::verify_email(&scene.test, &visit(), confirm(PASSWORD, token.clone())).await.unwrap();
    let nora =
        identity_area::resolve(&scene.test, session.token.as_str(), server_core::Origin::NONE).await.unwrap().unwrap();
    assert!(nora.viewer().email_verified);
    assert_eq!(
        (nora.caller().unwrap().org(), nora.viewer().organizations.len()),
        (scene.acme.id, 1),
        "and founds none"
    );
    assert!(identity_area::verify_email(&scene.test, &visit(), confirm(PASSWORD, token)).await.is_err(), "once");
    let refused = identity_area::invite_preview(&scene.test, None, &Secret::new(handed)).await;
    assert!(matches!(seen(refused), AppError::Conflict { .. }), "the invitation is used up");
}

#[tokio::test]
async fn what_waits_for_its_address_enters_nothing_that_was_taken_back_or_is_full() {
    let scene = scene().await;
    let handed = scene.link(NORA).await;
    identity_area::accept_invite(&scene.test, &visit(), accept(&handed)).await.unwrap();
    let token = link_in(&scene.mail_to(NORA).await, "/verify-email/");
    let form = || LinkPassword { token: Secret::new(token.as_str()), password: Secret::new(PASSWORD) };
    scene.sql("update organizations set seats = 3 where slug = 'acme'").await;
    let full = identity_area::verify_email(&scene.test, &visit(), form()).await.map(drop);
    assert!(matches!(seen(full), AppError::Quota { .. }));
    scene.sql("update organizations set seats = 4 where slug = 'acme'").await;
    let invite = scene.open().await.page.rows.remove(0);
    members::revoke(&scene.test, &scene.caller(&scene.olivia).await, invite.id).await.unwrap();
    let gone = identity_area::verify_email(&scene.test, &visit(), form()).await.map(drop);
    assert!(matches!(seen(gone), AppError::Conflict { .. }));
    assert_eq!(scene.count("select count(*) from users where email = 'nora@new.example'").await, 0);
}

#[tokio::test]
async fn one_link_writes_only_so_many_mails() {
    let scene = scene().await;
    let handed = scene.link(NORA).await;
    let mut refused = None;
    for _ in 0..20 {
        match identity_area::accept_invite(&scene.test, &visit(), accept(&handed)).await {
            Ok(_) => {}
            Err(error) => refused = Some(AppError::from(error)),
        }
    }
    assert!(matches!(refused, Some(AppError::RateLimited { .. })), "{refused:?}");
}

#[tokio::test]
async fn nobody_invites_above_their_own_role_and_members_invite_nobody() {
    let scene = scene().await;
    assert!(is_invalid(&seen(scene.invite(&scene.ada, form(NORA, Role::Owner, "mail")).await), "role"));
    let refused = scene.invite(&scene.mia, form(NORA, Role::Member, "mail")).await;
    assert!(matches!(seen(refused), AppError::Forbidden));
    scene.test.set_password(&scene.olivia, PASSWORD).await;
    scene.invite_with(&scene.olivia, form(NORA, Role::Owner, "mail"), PASSWORD).await.unwrap();
    let invite = scene.open().await.page.rows.remove(0);
    let ada = scene.caller(&scene.ada).await;
    for refused in [
        members::revoke(&scene.test, &ada, invite.id).await,
        scene.resend(&scene.ada, InviteAgain { id: invite.id, by: String::new() }).await.map(drop),
    ] {
        assert!(matches!(seen(refused), AppError::Forbidden), "an admin touches no owner's invitation");
    }
}

#[tokio::test]
async fn the_answer_does_not_tell_whether_an_address_has_an_account() {
    let scene = scene().await;
    let (known, step_up, visit) = (scene.caller(&scene.olivia).await, StepUp::default(), visit());
    let asker = Asker { caller: &known, signed_in: None, visit: &visit, step_up: &step_up };
    let (one, two) = (
        members::invite(&scene.test, asker, form("oscar@bravo.example", Role::Member, "mail")).await.unwrap(),
        members::invite(&scene.test, asker, form("nobody@else.example", Role::Member, "mail")).await.unwrap(),
    );
    assert_eq!((one.link, two.link), (None, None));
    let own = scene.invite(&scene.olivia, form(&scene.mia.email, Role::Member, "mail")).await;
    assert!(is_invalid(&seen(own), "email"), "one's own members may be known");
}

#[tokio::test]
async fn sending_again_kills_the_old_link_and_taking_back_kills_all() {
    let scene = scene().await;
    let old = scene.link(NORA).await;
    let olivia = scene.caller(&scene.olivia).await;
    let invite = scene.open().await.page.rows.remove(0);
    assert!(!invite.by_mail && invite.may_change && invite.state == InviteState::Sent);
    scene.test.advance(Duration::hours(25));
    assert_eq!(scene.open().await.page.rows[0].state, InviteState::Expired);
    let again = InviteAgain { id: invite.id, by: "link".into() };
    let fresh = scene.resend(&scene.olivia, again).await.unwrap();
    let fresh = token(&fresh.link.unwrap());
    assert_ne!(old, fresh);
    assert!(identity_area::invite_preview(&scene.test, None, &Secret::new(old.as_str())).await.is_err());
    assert!(identity_area::invite_preview(&scene.test, None, &Secret::new(fresh.as_str())).await.is_ok());
    members::revoke(&scene.test, &olivia, invite.id).await.unwrap();
    assert!(identity_area::accept_invite(&scene.test, &visit(), accept(&fresh)).await.is_err());
    assert!(matches!(seen(members::revoke(&scene.test, &olivia, invite.id).await), AppError::Conflict { .. }));
    let elsewhere = members::revoke(&scene.test, &scene.stranger, invite.id).await;
    assert!(matches!(seen(elsewhere), AppError::NotFound), "another organisation's does not exist");
    let nowhere = members::revoke(&scene.test, &olivia, InviteId(uuid::Uuid::nil())).await;
    assert!(matches!(seen(nowhere), AppError::NotFound));
}

#[tokio::test]
async fn a_mail_is_sent_again_only_so_often() {
    let scene = scene().await;
    scene.invite(&scene.olivia, form(NORA, Role::Member, "mail")).await.unwrap();
    let id = scene.open().await.page.rows[0].id;
    let again = || InviteAgain { id, by: "mail".into() };
    for _ in 0..5 {
        scene.resend(&scene.olivia, again()).await.unwrap();
    }
    let refused = scene.resend(&scene.olivia, again()).await;
    assert!(matches!(seen(refused), AppError::RateLimited { .. }));
}

#[tokio::test]
async fn open_invitations_hold_seats_and_the_last_one_is_promised_once() {
    let scene = scene().await;
    scene.link("first@new.example").await;
    let seats = scene.open().await.seats;
    assert_eq!((seats.limit, seats.members, seats.invites), (Some(5), 3, 1));
    let (one, two) = tokio::join!(
        scene.invite(&scene.olivia, form("a@new.example", Role::Member, "mail")),
        scene.invite(&scene.ada, form("b@new.example", Role::Member, "mail")),
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);
    let AppError::Quota { message } = seen(one.and(two)) else { panic!("a limit of the plan") };
    assert!(message.contains("All 5 seats of the plan Free") && message.contains("2 open invitations"), "{message}");

    scene.test.advance(Duration::hours(25));
    scene.link("later@new.example").await;
    let ids: Vec<InviteId> = scene.open().await.page.rows.into_iter().map(|invite| invite.id).collect();
    let again = |id| scene.resend(&scene.olivia, InviteAgain { id, by: "link".into() });
    again(ids[1]).await.unwrap();
    assert!(matches!(seen(again(ids[2]).await), AppError::Quota { .. }), "an expired one needs a seat again");
    scene.sql("update organizations set seats = 6 where slug = 'acme'").await;
    again(ids[2]).await.unwrap();
}

#[tokio::test]
async fn nobody_enters_a_house_that_is_closed_and_the_invitation_outlasts_it() {
    let scene = scene().await;
    let token = scene.mailed(NORA).await;
    for close in [
        "update organizations set suspended_at = now() where slug = 'acme'",
        "update organizations set deleted_at = now() where slug = 'acme'",
    ] {
        scene.sql(close).await;
        let refused = identity_area::accept_invite(&scene.test, &visit(), accept(&token)).await;
        assert!(matches!(seen(refused), AppError::Closed { .. }), "{close}");
        scene.sql("update organizations set suspended_at = null, deleted_at = null where slug = 'acme'").await;
    }
    entered(identity_area::accept_invite(&scene.test, &visit(), accept(&token)).await);
}

#[tokio::test]
async fn nobody_enters_a_house_that_has_become_too_small() {
    let scene = scene().await;
    let token = scene.mailed(NORA).await;
    scene.sql("update organizations set seats = 3 where slug = 'acme'").await;
    let refused = identity_area::accept_invite(&scene.test, &visit(), accept(&token)).await;
    assert!(matches!(seen(refused), AppError::Quota { .. }));
    assert_eq!(scene.count("select count(*) from users where email = 'nora@new.example'").await, 0);
    scene.sql("update organizations set seats = 4 where slug = 'acme'").await;
    entered(identity_area::accept_invite(&scene.test, &visit(), accept(&token)).await);
}

#[tokio::test]
async fn an_owner_is_invited_only_by_an_owner_who_proves_who_they_are() {
    let scene = scene().await;
    scene.test.set_password(&scene.olivia, PASSWORD).await;
    for by in ["mail", "link"] {
        let asked = seen(scene.invite(&scene.olivia, form(NORA, Role::Owner, by)).await);
        assert!(asked.fields().is_some_and(FieldErrors::only_ask_for_proof), "{by}: {asked:?}");
        let wrong = seen(scene.invite_with(&scene.olivia, form(NORA, Role::Owner, by), "wrong").await);
        assert!(is_invalid(&wrong, "proof") && !wrong.fields().is_some_and(FieldErrors::only_ask_for_proof));
        // A program has nobody who could prove anything.
        let (caller, visit, step_up) =
            (scene.caller(&scene.olivia).await, visit(), StepUp { proof: Secret::new(PASSWORD) });
        let program = Asker { caller: &caller, signed_in: None, visit: &visit, step_up: &step_up };
        let refused = members::invite(&scene.test, program, form(NORA, Role::Owner, by)).await;
        assert_eq!(seen(refused), AppError::Forbidden);
    }
    assert_eq!(scene.count("select (select count(*) from invites) + (select count(*) from mails)").await, 0);
    scene.invite(&scene.olivia, form("admin@new.example", Role::Admin, "mail")).await.unwrap();
    scene.invite_with(&scene.olivia, form(NORA, Role::Owner, "mail"), PASSWORD).await.unwrap();
    assert_eq!(scene.count("select count(*) from invites where role = 'owner'").await, 1);
}

#[tokio::test]
async fn an_expired_invitation_of_an_owner_is_sent_again_only_after_a_proof() {
    let scene = scene().await;
    scene.test.set_password(&scene.olivia, PASSWORD).await;
    scene.invite_with(&scene.olivia, form(NORA, Role::Owner, "mail"), PASSWORD).await.unwrap();
    let id = scene.open().await.page.rows[0].id;
    scene.test.advance(Duration::hours(25));
    let before = scene.token_hash().await;
    for by in ["mail", "link"] {
        let again = || InviteAgain { id, by: by.into() };
        let asked = seen(scene.resend(&scene.olivia, again()).await);
        assert!(asked.fields().is_some_and(FieldErrors::only_ask_for_proof), "{by}: {asked:?}");
        let wrong = seen(scene.resend_with(&scene.olivia, again(), "wrong").await);
        assert!(is_invalid(&wrong, "proof") && !wrong.fields().is_some_and(FieldErrors::only_ask_for_proof));
        let (caller, visit, step_up) =
            (scene.caller(&scene.olivia).await, visit(), StepUp { proof: Secret::new(PASSWORD) });
        let program = Asker { caller: &caller, signed_in: None, visit: &visit, step_up: &step_up };
        assert_eq!(seen(members::resend(&scene.test, program, again()).await), AppError::Forbidden);
        assert_eq!(scene.token_hash().await, before, "{by}: the invitation is as expired as before");
    }
    assert_eq!(scene.count("select count(*) from mails").await, 1);
    scene.resend_with(&scene.olivia, InviteAgain { id, by: "link".into() }, PASSWORD).await.unwrap();
    assert_ne!(scene.token_hash().await, before);
    assert_eq!(scene.open().await.page.rows[0].state, InviteState::Sent);
}

#[tokio::test]
async fn a_mail_that_came_back_marks_the_invitation_that_it_carried_and_no_other() {
    let scene = scene().await;
    for email in [NORA, "other@new.example"] {
        scene.invite(&scene.olivia, form(email, Role::Member, "mail")).await.unwrap();
    }
    let mail: uuid::Uuid = sqlx::query_scalar("select mail_id from invites where email = $1")
        .bind(NORA)
        .fetch_one(&scene.test.database.owner)
        .await
        .unwrap();
    let mut tx = scene.test.db.upkeep().await.unwrap();
    for mail in [mail, uuid::Uuid::nil()] {
        Organization.bounced(&mut tx, MailId(mail)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let state = async |email: &str| {
        let rows = scene.open().await.page.rows;
        rows.into_iter().find(|row| row.email == email).unwrap().state
    };
    assert_eq!(state(NORA).await, InviteState::Bounced);
    assert_eq!(state("other@new.example").await, InviteState::Sent);
}
