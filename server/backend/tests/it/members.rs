//! Members: invited within the plan's seats, changed and removed by those who may, and never without an owner.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail loudly")]

use backend::accounts::{self, Visit};
use backend::{Caller, Error, jobs, members, organizations};
use chrono::Duration;
use domain::accounts::{AcceptInvite, LinkToken, Secret};
use domain::ids::InviteId;
use domain::invites::{InviteAgain, InviteMember, InviteState, MemberInvitePage, MemberInviteQuery};
use domain::members::{ChangeMember, MemberTier, NameTiers, OfferOwnership};
use domain::organizations::MemberQuery;
use domain::{AppError, Role};
use testkit::{TestBackend, TestOrganization, TestPerson};

const PASSWORD: &str = "a quiet blue harbour";
const NORA: &str = "nora@new.example";

struct Scene {
    test: TestBackend,
    acme: TestOrganization,
    olivia: TestPerson,
    ada: TestPerson,
    mia: TestPerson,
    stranger: Caller,
}

async fn scene() -> Scene {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let bravo = test.organization("bravo").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    let ada = test.person(&acme, Role::Admin, "ada").await;
    let mia = test.person(&acme, Role::Member, "mia").await;
    let stranger = test.caller(&test.person(&bravo, Role::Owner, "oscar").await).await;
    Scene { test, acme, olivia, ada, mia, stranger }
}

fn visit() -> Visit {
    Visit { address: Some("192.0.2.1".to_owned()), ..Visit::default() }
}

fn form(email: &str, role: Role, by: &str) -> InviteMember {
    InviteMember {
        email: email.into(),
        role: role.as_str().into(),
        tier: "pro".into(),
        hours: "24".into(),
        by: by.into(),
    }
}

fn accept(token: &str) -> AcceptInvite {
    AcceptInvite { token: Secret::new(token), name: "Nora New".into(), password: Secret::new(PASSWORD) }
}

fn seen<T>(result: Result<T, Error>) -> AppError {
    match result {
        Ok(_) => panic!("this was to be refused"),
        Err(error) => error.into(),
    }
}

fn is_invalid(error: &AppError, field: &str) -> bool {
    error.fields().is_some_and(|fields| fields.get(field).is_some())
}

impl Scene {
    async fn caller(&self, person: &TestPerson) -> Caller {
        self.test.caller(person).await
    }

    async fn invite(&self, person: &TestPerson, form: InviteMember) -> Result<Option<String>, Error> {
        let caller = self.caller(person).await;
        let fresh = members::invite(&self.test, &caller, &visit(), form).await?;
        Ok(fresh.link.map(|link| token(&link)))
    }

    /// An invitation as a link; hands back its token.
    async fn link(&self, email: &str) -> String {
        self.invite(&self.olivia, form(email, Role::Member, "link")).await.unwrap().unwrap()
    }

    async fn open(&self) -> MemberInvitePage {
        let caller = self.caller(&self.olivia).await;
        members::invites(&self.test, &caller, MemberInviteQuery::default()).await.unwrap()
    }

    async fn change(&self, by: &TestPerson, of: &TestPerson, role: Role) -> Result<(), Error> {
        let form = ChangeMember { id: of.id, role: role.as_str().into(), tier: "free".into() };
        members::change(&self.test, &self.caller(by).await, form).await
    }

    async fn role(&self, person: &TestPerson) -> Role {
        self.caller(person).await.role()
    }

    async fn sql(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.test.database.owner).await.unwrap();
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }

    /// Gives the person a password, so that they can prove themselves.
    async fn with_password(&self, person: &TestPerson) {
        let form = domain::accounts::RequestMail { email: person.email.clone() };
        accounts::request_reset(&self.test, &visit(), form).await.unwrap();
        let body: String = sqlx::query_scalar("select body from mails where recipient = $1 order by id desc limit 1")
            .bind(&person.email)
            .fetch_one(&self.test.database.owner)
            .await
            .unwrap();
        let link = body.split_whitespace().find(|word| word.contains("/reset-password/")).unwrap();
        let form = domain::accounts::LinkPassword { token: Secret::new(token(link)), password: Secret::new(PASSWORD) };
        let hash = self.sessions().await;
        accounts::reset_password(&self.test, form).await.unwrap();
        // A reset ends every session; this one goes on for the test.
        sqlx::query(
            "insert into sessions select (jsonb_populate_recordset(null::sessions, $1)).* on conflict do nothing",
        )
        .bind(hash)
        .execute(&self.test.database.owner)
        .await
        .unwrap();
    }

    async fn sessions(&self) -> sqlx::types::Json<serde_json::Value> {
        sqlx::query_scalar("select jsonb_agg(to_jsonb(sessions)) from sessions")
            .fetch_one(&self.test.database.owner)
            .await
            .unwrap()
    }

    async fn offer(&self, from: &TestPerson, to: &TestPerson, proof: &str) -> Result<(), Error> {
        let signed_in = self.test.signed_in(from).await;
        let form = OfferOwnership { id: to.id, proof: Secret::new(proof) };
        members::offer(&self.test, &signed_in, &signed_in.caller()?, &visit(), form).await
    }
}

fn token(link: &str) -> String {
    link.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_member_is_invited_by_mail_with_role_and_tier_and_joins() {
    let scene = scene().await;
    let link = scene.invite(&scene.ada, form(NORA, Role::Admin, "mail")).await.unwrap();
    assert_eq!(link, None, "a link that is mailed is shown to nobody");
    let body: String = sqlx::query_scalar("select body from mails where recipient = $1 and organization_id = $2")
        .bind(NORA)
        .bind(scene.acme.id.0)
        .fetch_one(&scene.test.database.owner)
        .await
        .unwrap();
    assert!(body.contains("Ada invites you to Acme") && body.contains("as an admin"), "{body}");
    let link = body.split_whitespace().find(|word| word.contains("/sign-up/")).unwrap();
    let session = accounts::accept_invite(&scene.test, &visit(), accept(&token(link))).await.unwrap();
    let nora = accounts::resolve(&scene.test, session.token.as_str()).await.unwrap().unwrap();
    assert_eq!((nora.caller().unwrap().org(), nora.caller().unwrap().role()), (scene.acme.id, Role::Admin));
    let caller = scene.caller(&scene.mia).await;
    let page = organizations::members(&scene.test, &caller, MemberQuery::default()).await.unwrap();
    assert!(page.members.iter().any(|member| member.email == NORA && member.tier == MemberTier::Pro));
    assert_eq!(scene.open().await.total, 0);
}

/// Field notes: invitations that anybody with the link could accept are a repeat vulnerability.
#[tokio::test]
async fn an_invitation_by_link_is_bound_to_its_address_too() {
    let scene = scene().await;
    let nobodys = InviteMember { email: String::new(), ..form("", Role::Member, "link") };
    assert!(is_invalid(&seen(scene.invite(&scene.olivia, nobodys).await), "email"));
    let token = scene.link("oscar@bravo.example").await;
    let mia = scene.test.signed_in(&scene.mia).await;
    let refused = accounts::join(&scene.test, &mia, LinkToken { token: Secret::new(token.as_str()) }).await;
    assert!(matches!(seen(refused), AppError::Conflict { message } if message.contains("oscar@bravo.example")));
    let refused = accounts::accept_invite(&scene.test, &visit(), accept(&token)).await;
    assert!(matches!(seen(refused), AppError::Conflict { .. }), "whoever has an account signs in first");
}

#[tokio::test]
async fn nobody_invites_above_their_own_role_and_members_invite_nobody() {
    let scene = scene().await;
    assert!(is_invalid(&seen(scene.invite(&scene.ada, form(NORA, Role::Owner, "mail")).await), "role"));
    let refused = scene.invite(&scene.mia, form(NORA, Role::Member, "mail")).await;
    assert!(matches!(seen(refused), AppError::Forbidden));
    scene.invite(&scene.olivia, form(NORA, Role::Owner, "mail")).await.unwrap();
    let invite = scene.open().await.invites.remove(0);
    let ada = scene.caller(&scene.ada).await;
    for refused in [
        members::revoke(&scene.test, &ada, invite.id).await,
        members::resend(&scene.test, &ada, &visit(), InviteAgain { id: invite.id, by: String::new() }).await.map(drop),
    ] {
        assert!(matches!(seen(refused), AppError::Forbidden), "an admin touches no owner's invitation");
    }
}

#[tokio::test]
async fn the_answer_does_not_tell_whether_an_address_has_an_account() {
    let scene = scene().await;
    let known = scene.caller(&scene.olivia).await;
    let (one, two) = (
        members::invite(&scene.test, &known, &visit(), form("oscar@bravo.example", Role::Member, "mail"))
            .await
            .unwrap(),
        members::invite(&scene.test, &known, &visit(), form("nobody@else.example", Role::Member, "mail"))
            .await
            .unwrap(),
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
    let invite = scene.open().await.invites.remove(0);
    assert!(!invite.by_mail && invite.may_change && invite.state == InviteState::Sent);
    scene.test.advance(Duration::hours(25));
    assert_eq!(scene.open().await.invites[0].state, InviteState::Expired);
    let again = InviteAgain { id: invite.id, by: "link".into() };
    let fresh = members::resend(&scene.test, &olivia, &visit(), again).await.unwrap();
    let fresh = token(&fresh.link.unwrap());
    assert_ne!(old, fresh);
    assert!(accounts::invite_preview(&scene.test, None, &Secret::new(old.as_str())).await.is_err());
    assert!(accounts::invite_preview(&scene.test, None, &Secret::new(fresh.as_str())).await.is_ok());
    members::revoke(&scene.test, &olivia, invite.id).await.unwrap();
    assert!(accounts::accept_invite(&scene.test, &visit(), accept(&fresh)).await.is_err());
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
    let olivia = scene.caller(&scene.olivia).await;
    let id = scene.open().await.invites[0].id;
    let again = || InviteAgain { id, by: "mail".into() };
    for _ in 0..5 {
        members::resend(&scene.test, &olivia, &visit(), again()).await.unwrap();
    }
    let refused = members::resend(&scene.test, &olivia, &visit(), again()).await;
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
    let ids: Vec<InviteId> = scene.open().await.invites.into_iter().map(|invite| invite.id).collect();
    let olivia = scene.caller(&scene.olivia).await;
    let visit = visit();
    let again = |id| members::resend(&scene.test, &olivia, &visit, InviteAgain { id, by: "link".into() });
    again(ids[1]).await.unwrap();
    assert!(matches!(seen(again(ids[2]).await), AppError::Quota { .. }), "an expired one needs a seat again");
    scene.sql("update organizations set seats = 6 where slug = 'acme'").await;
    again(ids[2]).await.unwrap();
}

#[tokio::test]
async fn nobody_enters_a_house_that_has_become_too_small() {
    let scene = scene().await;
    let token = scene.link(NORA).await;
    scene.sql("update organizations set seats = 3 where slug = 'acme'").await;
    let refused = accounts::accept_invite(&scene.test, &visit(), accept(&token)).await;
    assert!(matches!(seen(refused), AppError::Quota { .. }));
    assert_eq!(scene.count("select count(*) from users where email = 'nora@new.example'").await, 0);
    scene.sql("update organizations set seats = 4 where slug = 'acme'").await;
    accounts::accept_invite(&scene.test, &visit(), accept(&token)).await.unwrap();
}

#[tokio::test]
async fn roles_and_tiers_change_at_once_and_never_above_ones_own() {
    let scene = scene().await;
    assert!(matches!(seen(scene.change(&scene.mia, &scene.mia, Role::Owner).await), AppError::Forbidden));
    assert!(is_invalid(&seen(scene.change(&scene.ada, &scene.mia, Role::Owner).await), "role"));
    assert!(matches!(seen(scene.change(&scene.ada, &scene.olivia, Role::Member).await), AppError::Forbidden));
    scene.change(&scene.ada, &scene.mia, Role::Admin).await.unwrap();
    assert_eq!(scene.role(&scene.mia).await, Role::Admin);
    let foreign = ChangeMember { id: scene.mia.id, role: "member".into(), tier: "pro".into() };
    assert!(matches!(seen(members::change(&scene.test, &scene.stranger, foreign).await), AppError::NotFound));
    assert_eq!(scene.count("select count(*) from audit_events where action = 'members.change'").await, 1);
}

#[tokio::test]
async fn the_last_owner_can_neither_be_demoted_nor_removed_nor_leave() {
    let scene = scene().await;
    let olivia = scene.caller(&scene.olivia).await;
    for refused in
        [scene.change(&scene.olivia, &scene.olivia, Role::Admin).await, members::leave(&scene.test, &olivia).await]
    {
        assert!(matches!(seen(refused), AppError::Conflict { message } if message.contains("needs an owner")));
    }
    scene.change(&scene.olivia, &scene.ada, Role::Owner).await.unwrap();
    let ada = scene.caller(&scene.ada).await;
    let (one, two) = tokio::join!(members::leave(&scene.test, &olivia), members::leave(&scene.test, &ada));
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1, "two owners do not go at once");
    assert_eq!(scene.count("select count(*) from memberships where role = 'owner'").await, 2, "one a house");
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
    scene.change(&scene.olivia, &scene.ada, Role::Owner).await.unwrap();
    scene.change(&scene.ada, &scene.olivia, Role::Member).await.unwrap();
    assert!(members::accept(&scene.test, &mia).await.is_err(), "who offered it owns it no more");
    assert_eq!((scene.role(&scene.mia).await, scene.role(&scene.ada).await), (Role::Member, Role::Owner));
}
