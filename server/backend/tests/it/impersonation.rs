//! The operator viewing as somebody: who may, what is refused, when it ends, and what is left in the trail.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail loudly")]

use backend::accounts::{self, Admission, Visit};
use backend::{Error, SignedIn, chat, impersonation, organizations, platform};
use chrono::Duration;
use domain::accounts::{ChangeEmail, ChangePassword, ChangeTheme, EditProfile, LinkToken, Secret};
use domain::chat::{ConversationQuery, NewMessage, RenameConversation};
use domain::impersonation::ViewAs;
use domain::{AppError, Role};
use testkit::{TestBackend, TestOrganization, TestPerson};
use uuid::Uuid;

const PASSWORD: &str = "a quiet blue harbour";

/// Action, actor, subject, request id and address.
type Entry = (String, Uuid, Uuid, Option<String>, Option<String>);

struct Scene {
    test: TestBackend,
    acme: TestOrganization,
    olivia: TestPerson,
    god: TestPerson,
}

/// An organisation with its owner, and an operator who has a password.
async fn scene() -> Scene {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    accounts::god_create(&test, "god@soloos.example", Some(Secret::new(PASSWORD))).await.unwrap();
    let god = god_session(&test, "god@soloos.example").await;
    Scene { test, acme, olivia, god }
}

async fn god_session(test: &TestBackend, email: &str) -> TestPerson {
    let form = domain::accounts::SignIn { email: email.into(), password: Secret::new(PASSWORD), next: String::new() };
    let Admission::Session(session) = accounts::sign_in(test, &visit(), form).await.unwrap() else {
        panic!("no second factor is on");
    };
    let token = session.token.as_str().to_owned();
    let id = accounts::resolve(test, &token).await.unwrap().unwrap().user();
    TestPerson { id, email: email.to_owned(), token }
}

fn visit() -> Visit {
    Visit { address: Some("192.0.2.1".to_owned()), request_id: "request-7".to_owned(), ..Visit::default() }
}

impl Scene {
    fn form(&self, subject: &TestPerson) -> ViewAs {
        ViewAs {
            organization: self.acme.id,
            subject: subject.id.to_string(),
            reason: "Ticket 12: cannot save".to_owned(),
            proof: Secret::new(PASSWORD),
            return_to: "/god-dashboard/mailbox?page=2".to_owned(),
        }
    }

    async fn try_start(&self, form: ViewAs) -> Result<(), Error> {
        let signed_in = self.test.signed_in(&self.god).await.from_origin(backend::Origin::of(&visit()));
        impersonation::start(&self.test, &signed_in, &visit(), form).await
    }

    async fn start(&self) -> SignedIn {
        self.try_start(self.form(&self.olivia)).await.unwrap();
        let signed_in = self.now().await;
        assert!(signed_in.impersonation().is_some());
        signed_in
    }

    /// What the operator's session stands for now.
    async fn now(&self) -> SignedIn {
        self.test.signed_in(&self.god).await
    }

    async fn sql(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.test.database.owner).await.unwrap();
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }

    /// Why the latest one ended, as the table and the trail both say.
    async fn ended(&self) -> Option<String> {
        let row: Option<String> =
            sqlx::query_scalar("select end_reason from impersonations order by started_at desc, id desc limit 1")
                .fetch_one(&self.test.database.owner)
                .await
                .unwrap();
        let trail: Option<String> = sqlx::query_scalar(
            "select detail ->> 'ended' from audit_events where action = 'impersonation.end' order by created_at desc limit 1",
        )
        .fetch_optional(&self.test.database.owner)
        .await
        .unwrap()
        .flatten();
        assert_eq!(row, trail, "the trail says how it ended");
        row
    }
}

fn wrong_field<T>(result: Result<T, Error>) -> Option<String> {
    let error = AppError::from(result.err()?);
    error.fields()?.iter().next().map(|(field, _)| field.to_owned())
}

fn is_refused<T>(result: Result<T, Error>) -> bool {
    matches!(result.map_err(AppError::from), Err(AppError::Refused { .. }))
}

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
    // A second click finds the way too, and somebody else finds nothing.
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

/// Better Auth #6448: by way of a second operator the real actor was hidden.
#[tokio::test]
async fn an_operator_cannot_view_as_an_operator_nor_as_themselves() {
    let scene = scene().await;
    let second = scene.test.person(&scene.acme, Role::Admin, "second").await;
    scene.sql("update users set is_god = true where email = 'second@acme.example'").await;
    assert_eq!(wrong_field(scene.try_start(scene.form(&second)).await).as_deref(), Some("subject"));
    let god = (scene.god.id, scene.god.email.clone());
    scene.test.join(&god, &scene.acme, Role::Member).await;
    assert_eq!(wrong_field(scene.try_start(scene.form(&scene.god)).await).as_deref(), Some("subject"));
    let choice = impersonation::choice(&scene.test, &scene.test.god(&scene.god).await, scene.acme.id).await.unwrap();
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
    assert!(is_refused(accounts::switch_organization(&scene.test, &signed_in, bravo.id).await));
}

/// GitLab #196028: going on as a second person lost the first actor.
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

/// GitLab #20388: the impersonation outlived the rights of who began it.
#[tokio::test]
async fn revoking_the_operators_rights_ends_it_with_the_next_request() {
    let scene = scene().await;
    scene.start().await;
    scene.sql("update users set is_god = false where email = 'god@soloos.example'").await;
    let own = scene.now().await;
    assert_eq!((own.user(), own.impersonation()), (scene.god.id, None));
    assert!(own.god().is_err());
    assert_eq!(scene.ended().await.as_deref(), Some("demoted"));
}

#[tokio::test]
async fn it_ends_after_an_hour_by_itself() {
    let scene = scene().await;
    scene.start().await;
    scene.test.advance(Duration::minutes(59));
    assert_eq!(scene.now().await.viewer().viewing_as.as_ref().unwrap().seconds_left, 60);
    scene.test.advance(Duration::minutes(1));
    assert!(scene.now().await.god().is_ok());
    assert_eq!(scene.ended().await.as_deref(), Some("expired"));
}

#[tokio::test]
async fn it_ends_when_the_organisation_is_suspended() {
    let scene = scene().await;
    let god = scene.test.god(&scene.god).await;
    let signed_in = scene.start().await;
    platform::suspend(&scene.test, &god, scene.acme.id, "Unpaid").await.unwrap();
    let caller = signed_in.caller().unwrap();
    assert!(chat::list(&scene.test, &caller, ConversationQuery::default()).await.is_err());
    assert!(scene.now().await.god().is_ok());
    assert_eq!(scene.ended().await.as_deref(), Some("closed"));
    let again = scene.try_start(scene.form(&scene.olivia)).await.map_err(AppError::from);
    assert!(matches!(again, Err(AppError::Conflict { .. })));
}

#[tokio::test]
async fn it_ends_when_the_subject_is_removed_or_becomes_an_operator() {
    let scene = scene().await;
    scene.start().await;
    scene.sql("update users set is_god = true where email = 'olivia@acme.example'").await;
    assert!(scene.now().await.impersonation().is_none());
    assert_eq!(scene.ended().await.as_deref(), Some("subject_left"));
    scene.sql("update users set is_god = false where email = 'olivia@acme.example'").await;
    scene.start().await;
    scene.sql("delete from memberships").await;
    assert!(scene.now().await.impersonation().is_none());
    assert_eq!(scene.ended().await.as_deref(), Some("subject_left"));
}

#[tokio::test]
async fn it_ends_with_the_operators_session_and_the_trail_says_so() {
    let scene = scene().await;
    let signed_in = scene.start().await;
    accounts::sign_out(&scene.test, &signed_in).await.unwrap();
    assert!(accounts::resolve(&scene.test, &scene.god.token).await.unwrap().is_none());
    assert_eq!(scene.ended().await.as_deref(), Some("signed_out"));
    let fresh = god_session(&scene.test, "god@soloos.example").await;
    assert!(scene.test.signed_in(&fresh).await.god().is_ok(), "a new session begins as the operator");
}

#[tokio::test]
async fn another_session_of_the_operator_is_not_touched() {
    let scene = scene().await;
    let other = god_session(&scene.test, "god@soloos.example").await;
    scene.start().await;
    assert!(scene.test.signed_in(&other).await.god().is_ok());
}

#[tokio::test]
async fn one_that_ran_out_unnoticed_is_swept_up() {
    let scene = scene().await;
    scene.start().await;
    assert_eq!(impersonation::sweep(&scene.test).await.unwrap(), 0);
    scene.test.advance(Duration::hours(2));
    assert_eq!(impersonation::sweep(&scene.test).await.unwrap(), 1);
    assert_eq!(scene.ended().await.as_deref(), Some("expired"));
}

#[tokio::test]
async fn no_credential_or_account_of_the_subject_can_be_changed() {
    let scene = scene().await;
    let signed_in = scene.start().await;
    let (test, visit) = (&scene.test, visit());
    let secret = || Secret::new(PASSWORD);
    let password = ChangePassword { current_password: secret(), new_password: secret() };
    assert!(is_refused(accounts::change_password(test, &signed_in, &visit, password).await));
    let email = ChangeEmail { email: "evil@example.com".into(), password: secret() };
    assert!(is_refused(accounts::change_email(test, &signed_in, &visit, email).await));
    assert!(is_refused(accounts::rename(test, &signed_in, EditProfile { name: "X".into() }).await));
    assert!(is_refused(accounts::set_theme(test, &signed_in, ChangeTheme { theme: "dark".into() }).await));
    assert!(is_refused(accounts::list_sessions(test, &signed_in).await));
    assert!(is_refused(accounts::revoke_session(test, &signed_in, signed_in.session()).await));
    assert!(is_refused(accounts::sign_out_everywhere(test, &signed_in).await));
    assert!(is_refused(accounts::join(test, &signed_in, LinkToken { token: secret() }).await));
    assert!(is_refused(accounts::prove(test, &signed_in, &visit, &secret()).await));
    assert!(scene.test.signed_in(&scene.olivia).await.caller().is_ok(), "the subject's own session lives");
}

/// Discourse: impersonating marked notifications read and logged a visit.
#[tokio::test]
async fn conversations_can_be_read_and_nothing_is_written_or_marked_in_them() {
    let scene = scene().await;
    let own = scene.test.caller(&scene.olivia).await;
    let message = NewMessage { text: "Private".to_owned(), ..NewMessage::default() };
    let sent = chat::send(&scene.test, &own, message).await.unwrap();
    scene.test.settle().await;
    let before: String = fingerprint(&scene).await;
    let caller = scene.start().await.caller().unwrap();
    let (test, id, run) = (&scene.test, sent.conversation, sent.answer.run.as_ref().unwrap().id);
    assert_eq!(chat::list(test, &caller, ConversationQuery::default()).await.unwrap().rows.len(), 1);
    assert_eq!(chat::view(test, &caller, id).await.unwrap().transcript.messages.len(), 2);
    let reply = NewMessage { conversation: id.to_string(), text: "Hi".into(), ..NewMessage::default() };
    assert!(is_refused(chat::send(test, &caller, reply).await));
    assert!(is_refused(chat::retry(test, &caller, run).await));
    assert!(is_refused(chat::stop(test, &caller, run).await));
    assert!(is_refused(chat::rename(test, &caller, RenameConversation { id, title: "T".into() }).await));
    assert!(is_refused(chat::delete(test, &caller, id).await));
    assert!(is_refused(chat::restore(test, &caller, id).await));
    assert_eq!(fingerprint(&scene).await, before, "reading leaves no trace");
}

/// Everything of the subject that could tell that somebody was here, as one text.
async fn fingerprint(scene: &Scene) -> String {
    sqlx::query_scalar(
        "select concat(
           (select jsonb_agg(to_jsonb(c) order by c.id) from conversations c),
           (select jsonb_agg(to_jsonb(m) order by m.id) from messages m),
           (select jsonb_agg(to_jsonb(r) order by r.id) from runs r),
           (select jsonb_agg(to_jsonb(s) order by s.id) from sessions s where s.user_id = $1),
           (select jsonb_agg(to_jsonb(d) order by d.day) from active_members d where d.user_id = $1),
           (select to_jsonb(u) from users u where u.id = $1))",
    )
    .bind(scene.olivia.id.0)
    .fetch_one(&scene.test.database.owner)
    .await
    .unwrap()
}

#[tokio::test]
async fn every_row_of_the_trail_carries_actor_and_subject_and_where_it_came_from() {
    let scene = scene().await;
    let signed_in = scene.start().await.from_origin(backend::Origin::of(&visit()));
    let form = domain::organizations::EditOrganization {
        name: "Acme Two".into(),
        slug: "acme".into(),
        time_zone: "UTC".into(),
        accent: "#112233".into(),
    };
    organizations::edit(&scene.test, &signed_in.caller().unwrap(), form).await.unwrap();
    let rows: Vec<Entry> = sqlx::query_as(
        "select action, actor_id, subject_id, request_id, address from audit_events
         where organization_id = $1 order by created_at, id",
    )
    .bind(scene.acme.id.0)
    .fetch_all(&scene.test.database.owner)
    .await
    .unwrap();
    let (god, olivia) = (scene.god.id.0, scene.olivia.id.0);
    let origin = || (Some("request-7".to_owned()), Some("192.0.2.1".to_owned()));
    let row = |action: &str| (action.to_owned(), god, olivia, origin().0, origin().1);
    assert_eq!(rows, [row("impersonation.start"), row("organization.edit")]);
}

#[tokio::test]
async fn the_owners_get_a_mail_unless_their_organisation_wants_none() {
    let scene = scene().await;
    let signed_in = scene.start().await;
    let (to, subject, body): (String, String, String) =
        sqlx::query_as("select recipient, subject, body from mails where kind = 'viewed_as'")
            .fetch_one(&scene.test.database.owner)
            .await
            .unwrap();
    assert_eq!(to, scene.olivia.email);
    assert!(
        subject.contains("Acme") && body.contains("Ticket 12: cannot save") && body.contains("god, who operates"),
        "{body}"
    );
    impersonation::exit(&scene.test, &signed_in).await.unwrap();
    scene.sql("update organizations set mail_on_impersonation = false").await;
    scene.start().await;
    assert_eq!(scene.count("select count(*) from mails where kind = 'viewed_as'").await, 1);
}

#[tokio::test]
async fn the_table_itself_holds_the_rules() {
    let scene = scene().await;
    for (rule, subject, minutes) in [("subject_id_check", scene.god.id, 60), ("expires_at_check", scene.olivia.id, 61)]
    {
        let error = sqlx::query(
            "insert into impersonations (id, organization_id, actor_id, subject_id, reason, return_to, started_at, expires_at)
             values (gen_random_uuid(), $1, $2, $3, 'x', '/', now(), now() + make_interval(mins => $4))",
        )
        .bind(scene.acme.id.0)
        .bind(scene.god.id.0)
        .bind(subject.0)
        .bind(minutes)
        .execute(&scene.test.database.owner)
        .await
        .expect_err("the rule holds");
        assert!(error.to_string().contains(rule), "{error}");
    }
}
