//! Owner invitations: bound to an address, used once however many people try, and listed to the operator in their
//! current state.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::collections::BTreeSet;
use std::time::Duration as Wait;

use chrono::Duration;
use domain::accounts::{AcceptInvite, LinkToken, Secret};
use domain::ids::OwnerInviteId;
use domain::invites::{InviteOwner, InviteSheet, InviteState, OwnerInviteQuery, OwnerInviteRow, OwnerInviteView};
use domain::{AppError, Role};
use god_area::owner_invites;
use mail::Smtp;
use server_core::{ProvenGod, Visit, jobs};
use smtp_stand_in::{Fault, SmtpStandIn};
use testkit::{PASSWORD, TestBackend, TestOptions, seen};

const NORA: &str = "nora@new.example";

struct Scene {
    test: TestBackend,
    god: ProvenGod,
}

async fn scene() -> Scene {
    scene_with(TestOptions::default()).await
}

async fn scene_with(options: TestOptions) -> Scene {
    let test = TestBackend::with(options).await;
    let operator = test.operator("god@soloos.example").await;
    let god = test.god(&operator).await;
    Scene { test, god }
}

fn preset() -> InviteOwner {
    InviteOwner {
        email: NORA.into(),
        organization: "Harbour Coaching".into(),
        tier: "pro".into(),
        seats: "12".into(),
        features: "white_label".into(),
        agent_name: "Helm".into(),
        agent_prompt: "Steer.".into(),
        hours: String::new(),
    }
}

fn form(token: &str) -> AcceptInvite {
    AcceptInvite { token: Secret::new(token), name: "Nora New".into(), password: Secret::new(PASSWORD) }
}

fn link(token: &str) -> LinkToken {
    LinkToken { token: Secret::new(token) }
}

fn visit(number: usize) -> Visit {
    Visit { address: Some(format!("192.0.2.{number}")), ..Visit::default() }
}

impl Scene {
    /// Invites with the preset; returns the mailed token.
    async fn invited(&self) -> String {
        owner_invites::create(&self.test, &self.god, preset()).await.unwrap();
        self.mailed(NORA).await
    }

    /// The token in the latest mail to this address.
    async fn mailed(&self, to: &str) -> String {
        let body: String = sqlx::query_scalar(
            "select body from mails where recipient = $1 and kind = 'owner_invite' order by id desc",
        )
        .bind(to)
        .fetch_one(&self.test.database.owner)
        .await
        .unwrap();
        let start = "http://127.0.0.1:3000/signup/";
        body.split_whitespace().find_map(|word| word.strip_prefix(start)).unwrap().to_owned()
    }

    async fn view(&self, token: &str) -> OwnerInviteView {
        identity_area::owner_invite(&self.test, None, &Secret::new(token)).await.unwrap()
    }

    async fn list(&self, query: OwnerInviteQuery) -> Vec<OwnerInviteRow> {
        owner_invites::list(&self.test, &self.god, query).await.unwrap().rows
    }

    async fn only(&self) -> OwnerInviteRow {
        self.list(OwnerInviteQuery::default()).await.remove(0)
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }
}

#[tokio::test]
async fn accepting_makes_the_person_the_organisation_and_its_agent_as_the_operator_described() {
    let scene = scene().await;
    let token = scene.invited().await;
    let OwnerInviteView::Live(view) = scene.view(&token).await else { panic!("it stands") };
    assert_eq!(
        (view.email.as_str(), view.organization.as_str(), view.plan.as_str()),
        (NORA, "Harbour Coaching", "Pro")
    );
    assert!(!view.has_account && !view.is_signed_in && !view.is_yours);

    let session = identity_area::accept_owner_invite(&scene.test, &visit(1), form(&token)).await.unwrap();
    let nora =
        identity_area::resolve(&scene.test, session.token.as_str(), server_core::Origin::NONE).await.unwrap().unwrap();
    let caller = nora.caller().unwrap();
    assert!(nora.viewer().email_verified && caller.role() == Role::Owner);
    let made: (String, String, Option<i32>, Vec<String>) =
        sqlx::query_as("select name, tier, seats, features from organizations where id = $1")
            .bind(caller.org().0)
            .fetch_one(&scene.test.database.owner)
            .await
            .unwrap();
    assert_eq!(made, ("Harbour Coaching".into(), "pro".into(), Some(12), vec!["white_label".to_owned()]));
    let agent: (String, String) = sqlx::query_as("select name, system_prompt from agents where organization_id = $1")
        .bind(caller.org().0)
        .fetch_one(&scene.test.database.owner)
        .await
        .unwrap();
    assert_eq!(agent, ("Helm".into(), "Steer.".into()));
    let row = scene.only().await;
    assert_eq!((row.state, row.founded), (InviteState::Accepted, Some(caller.org())));
    assert_eq!(scene.view(&token).await, OwnerInviteView::Used);
}

#[tokio::test]
async fn a_hundred_accepts_at_once_make_exactly_one_organisation() {
    let scene = scene().await;
    let token = scene.invited().await;
    let visits: Vec<Visit> = (0..100).map(visit).collect();
    let all = visits.iter().map(|visit| identity_area::accept_owner_invite(&scene.test, visit, form(&token)));
    let answers = futures::future::join_all(all).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(scene.count("select count(*) from organizations").await, 1);
    assert_eq!(scene.count("select count(*) from users where not is_god").await, 1);
    assert_eq!(scene.count("select count(*) from memberships").await, 1);
}

#[tokio::test]
async fn a_hundred_presses_of_somebody_signed_in_make_exactly_one_organisation() {
    let scene = scene().await;
    let acme = scene.test.organization("acme").await;
    let mila = scene.test.person(&acme, Role::Member, "mila").await;
    let invite = InviteOwner { email: mila.email.clone(), ..preset() };
    owner_invites::create(&scene.test, &scene.god, invite).await.unwrap();
    let token = scene.mailed(&mila.email).await;
    let signed_in = scene.test.signed_in(&mila).await;
    let all = (0..100).map(|_| identity_area::join_as_owner(&scene.test, &signed_in, link(&token)));
    let answers = futures::future::join_all(all).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refused in answers.into_iter().filter(Result::is_err) {
        assert!(matches!(seen(refused), AppError::Conflict { message } if message.contains("accepted already")));
    }
    assert_eq!(scene.count("select count(*) from organizations").await, 2);
    let now = scene.test.signed_in(&mila).await;
    assert_eq!((now.caller().unwrap().role(), now.viewer().organizations.len()), (Role::Owner, 2));
}

#[tokio::test]
async fn looking_at_an_invitation_uses_nothing_up_and_marks_nothing() {
    let scene = scene().await;
    let token = scene.invited().await;
    for _ in 0..3 {
        assert!(matches!(scene.view(&token).await, OwnerInviteView::Live(_)));
    }
    assert_eq!(scene.only().await.state, InviteState::Sent);
    identity_area::open_owner_invite(&scene.test, link(&token)).await.unwrap();
    identity_area::open_owner_invite(&scene.test, link("guess")).await.unwrap();
    assert_eq!(scene.only().await.state, InviteState::Opened);
    identity_area::accept_owner_invite(&scene.test, &visit(1), form(&token)).await.unwrap();
}

/// Invitations that anybody with the link could accept are a repeat vulnerability.
/// BloopAI/vibe-kanban #3430 and pulumi #3192: an invitation was good for any address.
#[tokio::test]
async fn an_owner_invitation_is_bound_to_its_address() {
    let scene = scene().await;
    let acme = scene.test.organization("acme").await;
    let (mila, paul) =
        (scene.test.person(&acme, Role::Member, "mila").await, scene.test.person(&acme, Role::Admin, "paul").await);
    let invite = InviteOwner { email: mila.email.clone(), ..preset() };
    owner_invites::create(&scene.test, &scene.god, invite).await.unwrap();
    let token = scene.mailed(&mila.email).await;

    let refused = identity_area::accept_owner_invite(&scene.test, &visit(1), form(&token)).await;
    assert!(matches!(seen(refused), AppError::Conflict { .. }), "whoever has an account signs in first");
    let somebody_else = scene.test.signed_in(&paul).await;
    let refused = identity_area::join_as_owner(&scene.test, &somebody_else, link(&token)).await;
    assert!(matches!(seen(refused), AppError::Conflict { message } if message.contains(&mila.email)));
    let view =
        identity_area::owner_invite(&scene.test, Some(&somebody_else), &Secret::new(token.as_str())).await.unwrap();
    let OwnerInviteView::Live(view) = view else { panic!("it stands") };
    assert!(view.is_signed_in && !view.is_yours && view.has_account);

    sqlx::query("update users set email_verified_at = null").execute(&scene.test.database.owner).await.unwrap();
    let unproved = scene.test.signed_in(&mila).await;
    assert!(
        identity_area::join_as_owner(&scene.test, &unproved, link(&token)).await.is_err(),
        "the address is not proved"
    );
    assert_eq!(scene.count("select count(*) from organizations").await, 1);
    sqlx::query("update users set email_verified_at = now()").execute(&scene.test.database.owner).await.unwrap();
    identity_area::join_as_owner(&scene.test, &scene.test.signed_in(&mila).await, link(&token)).await.unwrap();
}

#[tokio::test]
async fn sending_again_kills_the_old_link_and_revives_an_expired_invitation() {
    let scene = scene().await;
    let old = scene.invited().await;
    identity_area::open_owner_invite(&scene.test, link(&old)).await.unwrap();
    scene.test.advance(Duration::hours(73));
    assert_eq!(scene.view(&old).await, OwnerInviteView::Expired);
    assert!(matches!(
        seen(identity_area::accept_owner_invite(&scene.test, &visit(1), form(&old)).await),
        AppError::Conflict { message } if message.contains("expired")
    ));
    let row = scene.only().await;
    assert_eq!(row.state, InviteState::Expired);
    owner_invites::resend(&scene.test, &scene.god, row.id).await.unwrap();
    let fresh = scene.mailed(NORA).await;
    assert_ne!(old, fresh);
    assert_eq!(scene.view(&old).await, OwnerInviteView::Unknown);
    assert!(identity_area::accept_owner_invite(&scene.test, &visit(1), form(&old)).await.is_err());
    let row = scene.only().await;
    assert_eq!((row.state, row.resent), (InviteState::Sent, 1));
    identity_area::accept_owner_invite(&scene.test, &visit(1), form(&fresh)).await.unwrap();
    assert!(matches!(seen(owner_invites::resend(&scene.test, &scene.god, row.id).await), AppError::Conflict { .. }));
}

#[tokio::test]
async fn a_withdrawn_or_tampered_link_opens_nothing_and_says_so() {
    let scene = scene().await;
    let token = scene.invited().await;
    let mut tampered = token.clone();
    tampered.replace_range(0..1, if token.starts_with('A') { "B" } else { "A" });
    let row = scene.only().await;
    owner_invites::revoke(&scene.test, &scene.god, row.id).await.unwrap();
    for (token, view, word) in [
        (token.as_str(), OwnerInviteView::Revoked, "withdrawn"),
        (tampered.as_str(), OwnerInviteView::Unknown, "not valid"),
        ("", OwnerInviteView::Unknown, "not valid"),
    ] {
        assert_eq!(scene.view(token).await, view);
        let refused = identity_area::accept_owner_invite(&scene.test, &visit(1), form(token)).await;
        assert!(matches!(seen(refused), AppError::Conflict { message } if message.contains(word)), "{word}");
    }
    assert_eq!(scene.count("select count(*) from organizations").await, 0);
    assert_eq!(scene.only().await.state, InviteState::Revoked);
    let trail = "select count(*) from audit_events where organization_id is null and action like 'owner_invites.%'";
    assert_eq!(scene.count(trail).await, 2, "made and withdrawn, in the platform's own trail");
    let gone = owner_invites::revoke(&scene.test, &scene.god, OwnerInviteId(uuid::Uuid::nil())).await;
    assert!(matches!(seen(gone), AppError::NotFound));
}

#[tokio::test]
async fn the_token_is_stored_as_its_hash_alone() {
    let scene = scene().await;
    let token = scene.invited().await;
    let rows: String = sqlx::query_scalar("select row_to_json(owner_invites)::text from owner_invites")
        .fetch_one(&scene.test.database.owner)
        .await
        .unwrap();
    assert!(!rows.contains(&token) && token.len() >= 43, "256 bits, and not in clear");
}

#[tokio::test]
async fn the_same_invitation_is_not_open_twice() {
    let scene = scene().await;
    let (one, two) = tokio::join!(
        owner_invites::create(&scene.test, &scene.god, preset()),
        owner_invites::create(&scene.test, &scene.god, preset()),
    );
    let AppError::Invalid(fields) = seen(one.and(two)) else { panic!("beside the field") };
    assert!(fields.get("email").is_some());
    assert_eq!(scene.count("select count(*) from mails").await, 1, "and its mail is not sent either");
    let unknown = owner_invites::create(
        &scene.test,
        &scene.god,
        InviteOwner { tier: "gold".into(), email: "ann@one.example".into(), ..preset() },
    )
    .await;
    let AppError::Invalid(fields) = seen(unknown) else { panic!("beside the field") };
    assert!(fields.get("tier").is_some());
}

#[tokio::test]
async fn a_sheet_with_one_wrong_line_invites_nobody_and_names_the_line() {
    let scene = scene().await;
    scene.invited().await;
    let csv = format!("\u{feff}E-Mail;x\n{}", "this has no columns");
    let refused = owner_invites::create_all(&scene.test, &scene.god, &InviteSheet { csv }).await;
    assert!(
        matches!(seen(refused), AppError::Invalid(fields) if fields.get("csv").unwrap().contains("column organization"))
    );
    let csv = "E-Mail,Organisation,e-mail\nann@one.example,One,ann@two.example\n".to_owned();
    let refused = owner_invites::create_all(&scene.test, &scene.god, &InviteSheet { csv }).await;
    assert!(
        matches!(seen(refused), AppError::Invalid(fields) if fields.get("csv").unwrap().contains("Two columns are called email"))
    );
    let csv = "email,organization,tier,seats\n\
         ann@one.example,One,pro,5\n\
         bad,Two,,\n\
         \n\
         cleo@three.example,Three,gold,\n\
         ann@one.example,one,,\n\
         nora@new.example,Harbour Coaching,,\n\
         dan@five.example,\"Five, and more\",,many\n";
    let sheet = InviteSheet { csv: csv.to_owned() };
    let report = owner_invites::check_sheet(&scene.test, &scene.god, &sheet).await.unwrap();
    let wrong: Vec<u64> = report.lines.iter().filter(|line| line.problem.is_some()).map(|line| line.line).collect();
    assert_eq!(wrong, [3, 5, 6, 7, 8]);
    assert_eq!(report.lines.len(), 6);
    let AppError::Invalid(fields) = seen(owner_invites::create_all(&scene.test, &scene.god, &sheet).await) else {
        panic!("refused as a whole")
    };
    let told = fields.get("csv").unwrap();
    assert!(told.starts_with("Nothing was sent.") && told.contains("Line 3:") && told.contains("Line 8:"), "{told}");
    assert_eq!(scene.count("select count(*) from owner_invites").await, 1);
}

#[tokio::test]
async fn a_good_sheet_invites_everybody_on_it_with_a_link_of_their_own() {
    let scene = scene().await;
    let csv =
        "Email;Organization;Tier;Agent name\r\nann@one.example;One;pro;Guide\r\nben@two.example;\"Two; too\";;\r\n";
    let made = owner_invites::create_all(&scene.test, &scene.god, &InviteSheet { csv: csv.into() }).await.unwrap();
    assert_eq!(made, 2);
    let tokens = [scene.mailed("ann@one.example").await, scene.mailed("ben@two.example").await];
    assert_ne!(tokens[0], tokens[1]);
    let OwnerInviteView::Live(view) = scene.view(&tokens[1]).await else { panic!("it stands") };
    assert_eq!((view.organization.as_str(), view.plan.as_str()), ("Two; too", "Free"));
    let sheet = InviteSheet { csv: lines(201) };
    assert!(owner_invites::create_all(&scene.test, &scene.god, &sheet).await.is_err(), "a sheet is bounded");
}

#[tokio::test]
async fn a_mail_that_is_refused_for_good_shows_as_bounced_until_it_is_sent_again() {
    let mut server = SmtpStandIn::start().await;
    server.set_fault(Fault::Refuse { code: 550 }).await;
    let smtp = Smtp::from_url(&server.url().into(), Wait::from_secs(5)).unwrap();
    let scene = scene_with(TestOptions { smtp: Some(smtp), ..TestOptions::default() }).await;
    scene.invited().await;
    jobs::run_due(&scene.test, scene.test.database.options()).await.unwrap();
    let row = scene.only().await;
    assert_eq!(row.state, InviteState::Bounced);
    assert!(row.trouble.unwrap().contains("550"));
    server.clear_faults().await;
    owner_invites::resend(&scene.test, &scene.god, row.id).await.unwrap();
    jobs::run_due(&scene.test, scene.test.database.options()).await.unwrap();
    let row = scene.only().await;
    assert_eq!((row.state, row.trouble), (InviteState::Sent, None));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn the_list_is_searched_filtered_and_paged() {
    let scene = scene().await;
    owner_invites::create_all(&scene.test, &scene.god, &InviteSheet { csv: lines(60) }).await.unwrap();
    let asked = |search: &str, state: &str, page| OwnerInviteQuery { search: search.into(), state: state.into(), page };
    let first = owner_invites::list(&scene.test, &scene.god, asked("", "", 1)).await.unwrap();
    let second = owner_invites::list(&scene.test, &scene.god, asked("", "sent", 2)).await.unwrap();
    assert_eq!((first.total(), first.rows.len(), second.rows.len()), (Some(60), 50, 10));
    let all: BTreeSet<_> = first.rows.iter().chain(&second.rows).map(|row| row.email.clone()).collect();
    assert_eq!(all.len(), 60, "no row twice, none lost");
    assert_eq!(scene.list(asked("P07@", "", 1)).await.len(), 1);
    assert_eq!(scene.list(asked("house 12", "", 1)).await.len(), 1);
    assert_eq!(scene.list(asked("%", "", 1)).await.len(), 0);
    let long = owner_invites::list(&scene.test, &scene.god, asked(&"x".repeat(101), "", 1)).await.unwrap();
    assert_eq!((long.total(), long.rows.len()), (Some(0), 0));
    assert_eq!(scene.list(asked("", "accepted", 1)).await.len(), 0);
}

/// A sheet of `count` invitations.
fn lines(count: usize) -> String {
    let lines = (0..count).map(|number| format!("p{number:02}@x.example,House {number:02}"));
    std::iter::once("email,organization".to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}
