//! Suspending, deleting, restoring and purging organisations: who is notified, what waits, what is left.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::time::Duration as StdDuration;

use chat_domain::NewMessage;
use chrono::Duration;
use domain::closures::Closure;
use domain::ids::OrganizationId;
use domain::{AppError, Role};
use futures::StreamExt;
use identity_area::letters::ResetPassword;
use llm::{Endpoint, Provider};
use mail::Smtp;
use organization_area::platform;
use runs_domain::RunStatus;
use serde_json::json;
use server_core::{Caller, Error, ProvenGod, jobs, outbox};
use smtp_stand_in::SmtpStandIn;
use stand_ins::OpenAiStandIn;
use testkit::{TestBackend, TestOptions, TestOrganization, TestPerson, wrong_field};
use uuid::Uuid;

/// Action, actor, subject and organisation.
type Entry = (String, Option<Uuid>, Option<Uuid>, Option<Uuid>);

struct Scene {
    test: TestBackend,
    acme: TestOrganization,
    bravo: TestOrganization,
    olivia: TestPerson,
    owner: Caller,
    god: ProvenGod,
}

async fn scene() -> Scene {
    scene_with(TestOptions::default()).await
}

async fn scene_with(options: TestOptions) -> Scene {
    let test = TestBackend::with(options).await;
    let acme = test.organization("acme").await;
    let bravo = test.organization("bravo").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    let owner = test.caller(&olivia).await;
    let god = test.god(&test.operator("god@soloos.example").await).await;
    Scene { test, acme, bravo, olivia, owner, god }
}

impl Scene {
    async fn suspend(&self) {
        platform::suspend(&self.test, &self.god, self.acme.id, "Unpaid invoice").await.unwrap();
    }

    async fn delete(&self) {
        platform::delete(&self.test, &self.god, self.acme.id, "Acme").await.unwrap();
    }

    async fn lists_conversations(&self) -> Result<(), Error> {
        chat_area::list(&self.test, &self.owner, chat_domain::ConversationQuery::default()).await.map(drop)
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }

    /// What the core and every area count of the organisation, by its word in the receipt.
    async fn counted(&self) -> serde_json::Value {
        let mut tx = self.test.db.upkeep().await.unwrap();
        let mut counts = vec![outbox::count(&mut tx, self.acme.id).await.unwrap()];
        for area in &self.test.areas {
            counts.extend(area.count(&mut tx, self.acme.id).await.unwrap());
        }
        counts.into_iter().map(|count| (count.what.to_owned(), serde_json::Value::from(count.rows))).collect()
    }
}

fn is_closed<T>(result: Result<T, Error>) -> bool {
    matches!(result.map_err(AppError::from), Err(AppError::Closed { .. }))
}

fn is_conflict<T>(result: Result<T, Error>) -> bool {
    matches!(result.map_err(AppError::from), Err(AppError::Conflict { .. }))
}

#[tokio::test]
async fn a_suspended_organisation_shuts_its_people_out_and_tells_them_why() {
    let scene = scene().await;
    scene.suspend().await;
    let signed_in = scene.test.signed_in(&scene.olivia).await;
    let viewer = signed_in.viewer();
    assert!(viewer.current.is_none() && viewer.organizations.is_empty());
    let told = viewer.shut_out().unwrap();
    assert_eq!(told.closure, Closure::Suspended { reason: "Unpaid invoice".into() });
    assert!(matches!(signed_in.caller().unwrap_err(), AppError::Closed { .. }));
    platform::resume(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    let again = scene.test.signed_in(&scene.olivia).await;
    assert_eq!(again.viewer().current.as_ref().unwrap().id, scene.acme.id);
    assert!(again.viewer().closed.is_empty());
    scene.lists_conversations().await.unwrap();
}

#[tokio::test]
async fn the_database_refuses_whoever_was_let_in_before_the_suspension() {
    let scene = scene().await;
    scene.lists_conversations().await.unwrap();
    scene.suspend().await;
    assert!(is_closed(scene.lists_conversations().await));
    platform::resume(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    scene.delete().await;
    assert!(is_closed(scene.lists_conversations().await));
}

#[tokio::test]
async fn pictures_of_people_are_shut_with_their_organisation_and_ones_own_is_not() {
    let scene = scene().await;
    let otto = scene.test.person(&scene.acme, Role::Member, "otto").await;
    sqlx::query("update users set picture_key = 'avatars/' || id || '-1.png'")
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    let signed_in = scene.test.signed_in(&otto).await;
    assert!(identity_area::picture_of(&scene.test, &signed_in, scene.olivia.id).await.is_ok());
    scene.suspend().await;
    let signed_in = scene.test.signed_in(&otto).await;
    assert!(is_closed(identity_area::picture_of(&scene.test, &signed_in, scene.olivia.id).await));
    assert!(identity_area::picture_of(&scene.test, &signed_in, otto.id).await.is_ok());
}

#[tokio::test]
async fn being_refused_again_and_again_uses_up_no_connection() {
    let scene = scene().await;
    scene.suspend().await;
    for _ in 0..30 {
        assert!(is_closed(scene.lists_conversations().await));
    }
    platform::resume(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    scene.lists_conversations().await.unwrap();
}

#[tokio::test]
async fn another_organisation_notices_nothing() {
    let scene = scene().await;
    let oscar = scene.test.person(&scene.bravo, Role::Owner, "oscar").await;
    scene.suspend().await;
    let caller = scene.test.caller(&oscar).await;
    chat_area::list(&scene.test, &caller, chat_domain::ConversationQuery::default()).await.unwrap();
}

#[tokio::test]
async fn a_person_of_two_organisations_goes_on_in_the_other_one_once_they_open_a_page() {
    let scene = scene().await;
    let olivia = (scene.olivia.id, scene.olivia.email.clone());
    scene.test.join(&olivia, &scene.bravo, Role::Member).await;
    scene.suspend().await;
    let stale = scene.test.signed_in(&scene.olivia).await;
    assert_eq!(stale.viewer().current.as_ref().unwrap().id, scene.bravo.id);
    let refused = stale.caller().unwrap_err();
    assert!(matches!(&refused, AppError::Closed { message } if message.contains("Acme")), "{refused}");
    identity_area::move_on(&scene.test, stale).await.unwrap();
    let moved = scene.test.signed_in(&scene.olivia).await;
    assert_eq!(moved.caller().unwrap().org(), scene.bravo.id);
    let back = identity_area::switch_organization(&scene.test, &moved, scene.acme.id).await;
    assert!(is_closed(back));
}

#[tokio::test]
async fn an_answer_that_cannot_be_ended_keeps_no_organisation_open() {
    let scene = scene().await;
    let hello = NewMessage { text: "Hello".to_owned(), ..NewMessage::default() };
    let stuck = chat_area::send(&scene.test, &scene.owner, hello.clone()).await.unwrap();
    chat_area::send(&scene.test, &scene.owner, hello).await.unwrap();
    scene.test.settle().await;
    let (owner, stuck) = (&scene.test.database.owner, stuck.answer.run.unwrap().id.0);
    sqlx::query("update runs set status = 'streaming', finished_at = null").execute(owner).await.unwrap();
    // The row that its end would write exists already.
    sqlx::query(
        "insert into run_events (organization_id, run_id, seq, kind, data, created_at)
         select organization_id, id, last_seq + 1, 'end', '{}', now() from runs where id = $1",
    )
    .bind(stuck)
    .execute(owner)
    .await
    .unwrap();
    scene.suspend().await;
    let statuses: Vec<(bool, String)> =
        sqlx::query_as("select id = $1, status from runs order by 1").bind(stuck).fetch_all(owner).await.unwrap();
    assert_eq!(statuses, [(false, "interrupted".to_owned()), (true, "streaming".to_owned())]);
    scene.delete().await;
    sqlx::query("delete from run_events where run_id = $1 and kind = 'end'").bind(stuck).execute(owner).await.unwrap();
    scene.test.advance(Duration::minutes(2));
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 1, "healing ends it once it can");
}

#[tokio::test]
async fn a_running_answer_is_cut_keeps_its_words_and_can_be_retried_after_the_suspension() {
    let model = OpenAiStandIn::start().await.unwrap();
    let endpoint = Endpoint {
        provider: Provider::OpenAi,
        base_url: model.base_url().to_owned(),
        api_key: OpenAiStandIn::API_KEY.into(),
        models: vec!["gpt-test".to_owned()],
    };
    let scene = scene_with(TestOptions { endpoints: vec![endpoint], ..TestOptions::default() }).await;
    let message = NewMessage { text: "[[once:slow:20]] a long one".to_owned(), ..NewMessage::default() };
    let sent = chat_area::send(&scene.test, &scene.owner, message).await.unwrap();
    let run = sent.answer.run.as_ref().unwrap().id;
    let mut frames = runs_area::follow(&scene.test, &scene.owner, run, None).await.unwrap().unwrap();
    frames.next().await.unwrap();
    scene.suspend().await;
    let rest = async { while frames.next().await.is_some() {} };
    tokio::time::timeout(StdDuration::from_secs(1), rest).await.expect("the stream ends at once");
    scene.test.settle().await;
    platform::resume(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    let view = chat_area::view(&scene.test, &scene.owner, sent.conversation).await.unwrap();
    let answer = view.transcript.messages.last().unwrap();
    assert_eq!(answer.run.as_ref().unwrap().status, RunStatus::Interrupted);
    assert!(!answer.text.is_empty());
    chat_area::retry(&scene.test, &scene.owner, run).await.unwrap();
    scene.test.settle().await;
    assert_eq!(scene.count("select count(*) from runs where status = 'completed'").await, 1);
}

#[tokio::test]
async fn a_mail_of_a_suspended_organisation_is_kept_and_leaves_once_it_resumes() {
    let server = SmtpStandIn::start().await;
    let smtp = Smtp::from_url(&server.url().into(), StdDuration::from_secs(5)).unwrap();
    let scene = scene_with(TestOptions { smtp: Some(smtp), ..TestOptions::default() }).await;
    let deliver = async || jobs::run_due(&scene.test, scene.test.database.options()).await.unwrap();
    queue(&scene, Some(scene.acme.id), "mia@acme.example").await;
    queue(&scene, Some(scene.bravo.id), "oscar@bravo.example").await;
    scene.suspend().await;
    deliver().await;
    let received = || server.received().into_iter().flat_map(|mail| mail.to).collect::<Vec<_>>();
    assert_eq!(received(), ["oscar@bravo.example"]);
    assert_eq!(scene.count("select count(*) from mails where status = 'queued' and attempts = 0").await, 1);
    platform::resume(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    deliver().await;
    deliver().await;
    assert_eq!(received(), ["oscar@bravo.example", "mia@acme.example"]);
}

async fn queue(scene: &Scene, organization: Option<OrganizationId>, to: &str) {
    let mut tx = scene.test.database.owner.begin().await.unwrap();
    let letter =
        ResetPassword { link: "https://soloos.example/x".into(), name: "N".into(), expires_text: "in 1 hour".into() };
    outbox::queue(&mut tx, &scene.test, organization, to, &letter).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn jobs_that_were_refused_start_over_when_their_organisation_opens_and_no_others_do() {
    let scene = scene().await;
    for organization in [scene.acme.id, scene.bravo.id] {
        sqlx::query(
            "select graphile_worker.add_job('send_mail', json_build_object('mail', $1, 'organization', $2),
               run_at := now() + interval '3 hours')",
        )
        .bind(Uuid::now_v7())
        .bind(organization.0)
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    }
    scene.suspend().await;
    let due = "select count(*) from graphile_worker._private_jobs where run_at <= now()";
    assert_eq!(scene.count(due).await, 0);
    platform::resume(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    assert_eq!(scene.count(due).await, 1);
}

#[tokio::test]
async fn suspending_asks_for_a_reason_and_deleting_for_the_very_name() {
    let scene = scene().await;
    let (test, god, acme) = (&scene.test, &scene.god, scene.acme.id);
    assert_eq!(wrong_field(platform::suspend(test, god, acme, "  ").await).as_deref(), Some("reason"));
    for typed in ["", "acme", "Acme Ltd"] {
        let refused = platform::delete(test, god, acme, typed).await;
        assert_eq!(wrong_field(refused).as_deref(), Some("confirmation"), "{typed}");
    }
    scene.lists_conversations().await.unwrap();
}

#[tokio::test]
async fn each_act_fits_one_state_and_an_unknown_organisation_none() {
    let scene = scene().await;
    let (test, god, acme) = (&scene.test, &scene.god, scene.acme.id);
    assert!(is_conflict(platform::resume(test, god, acme).await));
    assert!(is_conflict(platform::restore(test, god, acme).await));
    scene.suspend().await;
    assert!(is_conflict(platform::suspend(test, god, acme, "Again").await));
    scene.delete().await;
    assert!(is_conflict(platform::delete(test, god, acme, "Acme").await));
    let nowhere = OrganizationId(Uuid::now_v7());
    let unknown = platform::suspend(test, god, nowhere, "Why not").await.map_err(AppError::from);
    assert_eq!(unknown, Err(AppError::NotFound));
}

#[tokio::test]
async fn a_restored_organisation_is_as_it_was_and_stays_suspended_if_it_was() {
    let scene = scene().await;
    scene.suspend().await;
    scene.delete().await;
    let told = scene.test.signed_in(&scene.olivia).await.viewer().shut_out().unwrap().closure.clone();
    assert_eq!(told, Closure::Deleted);
    platform::restore(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    assert!(is_closed(scene.lists_conversations().await));
    platform::resume(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    scene.lists_conversations().await.unwrap();
}

#[tokio::test]
async fn a_deleted_organisation_is_purged_after_thirty_days_and_leaves_a_receipt() {
    let scene = scene().await;
    let message = NewMessage { text: "Private".to_owned(), ..NewMessage::default() };
    chat_area::send(&scene.test, &scene.owner, message).await.unwrap();
    scene.test.settle().await;
    scene.delete().await;
    scene.test.advance(Duration::days(30) - Duration::seconds(1));
    assert_eq!(platform::purge(&scene.test).await.unwrap(), 0);
    let counted = scene.counted().await;
    scene.test.advance(Duration::seconds(1));
    assert_eq!(platform::purge(&scene.test).await.unwrap(), 1);
    assert_eq!(platform::purge(&scene.test).await.unwrap(), 0);
    assert_eq!(scene.count("select count(*) from organizations").await, 1);
    for table in ["conversations", "messages", "runs", "agents", "memberships"] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table} where organization_id = $1"));
        let left: i64 =
            sqlx::query_scalar(sql).bind(scene.acme.id.0).fetch_one(&scene.test.database.owner).await.unwrap();
        assert_eq!(left, 0, "{table}");
    }
    let (name, counts): (String, serde_json::Value) =
        sqlx::query_as("select name, counts from purge_receipts where organization_id = $1")
            .bind(scene.acme.id.0)
            .fetch_one(&scene.test.database.owner)
            .await
            .unwrap();
    assert_eq!((name.as_str(), &counts), ("Acme", &counted));
    for (what, rows) in [("members", 1), ("agents", 1), ("conversations", 1), ("messages", 2), ("mails", 0)] {
        assert_eq!(counts.get(what), Some(&json!(rows)), "{what}");
    }
    let trail = "select count(*) from audit_events where action = 'organization.purge' and organization_id is null";
    assert_eq!(scene.count(trail).await, 1);
}

#[tokio::test]
async fn the_hourly_job_purges_and_a_restored_organisation_is_spared() {
    let scene = scene().await;
    scene.delete().await;
    scene.test.advance(Duration::days(29));
    platform::restore(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    platform::delete(&scene.test, &scene.god, scene.bravo.id, "Bravo").await.unwrap();
    scene.test.advance(Duration::days(31));
    sqlx::query("select graphile_worker.add_job('tidy', '{}')").execute(&scene.test.database.owner).await.unwrap();
    jobs::run_due(&scene.test, scene.test.database.options()).await.unwrap();
    let left: Vec<String> =
        sqlx::query_scalar("select slug from organizations").fetch_all(&scene.test.database.owner).await.unwrap();
    assert_eq!(left, ["acme"]);
}

#[tokio::test]
async fn a_receipt_can_be_neither_changed_nor_taken_back() {
    let scene = scene().await;
    scene.delete().await;
    scene.test.advance(Duration::days(31));
    platform::purge(&scene.test).await.unwrap();
    for sql in ["delete from purge_receipts", "update purge_receipts set name = 'x'"] {
        let mut tx = scene.test.database.owner.begin().await.unwrap();
        sqlx::query("set local role soloos_platform").execute(&mut *tx).await.unwrap();
        assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn every_act_is_in_the_trail_with_its_doer_and_the_organisation_can_read_it() {
    let scene = scene().await;
    scene.suspend().await;
    platform::resume(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    let rows: Vec<Entry> = sqlx::query_as(
        "select action, actor_id, subject_id, organization_id from audit_events order by created_at, id",
    )
    .fetch_all(&scene.test.database.owner)
    .await
    .unwrap();
    let god = Some(scene.god.actor().0);
    let acme = Some(scene.acme.id.0);
    assert_eq!(
        rows,
        [("organization.suspend".to_owned(), god, god, acme), ("organization.resume".to_owned(), god, god, acme)]
    );
}
