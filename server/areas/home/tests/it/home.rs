//! Who sees which cards on the home page, and that nothing of another organisation ever appears.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use chrono::Duration;
use domain::home::{Home, OneStep};
use domain::{AppError, Role};
use server_core::{Caller, Error};
use testkit::{TestBackend, TestOrganization, TestPerson};

struct Scene {
    organization: TestOrganization,
    owner: Caller,
    member: Caller,
}

/// An organisation with an owner and a member who joined yesterday.
async fn scene(test: &TestBackend, slug: &str) -> Scene {
    let organization = test.organization(slug).await;
    let owner = test.person(&organization, Role::Owner, "olivia").await;
    let member = test.person(&organization, Role::Member, "mia").await;
    for (person, days) in [(&owner, 40), (&member, 1)] {
        join_ago(test, &organization, person, days).await;
    }
    let (owner, member) = (test.caller(&owner).await, test.caller(&member).await);
    Scene { organization, owner, member }
}

async fn join_ago(test: &TestBackend, organization: &TestOrganization, person: &TestPerson, days: i64) {
    sqlx::query("update memberships set created_at = $3 where organization_id = $1 and user_id = $2")
        .bind(organization.id.0)
        .bind(person.id.0)
        .bind(test.clock.now() - Duration::days(days))
        .execute(&test.database.owner)
        .await
        .unwrap();
}

/// A conversation of the caller, last touched `minutes` ago.
async fn converse(test: &TestBackend, scene: &Scene, caller: &Caller, title: &str, minutes: i64) {
    sqlx::query(
        "insert into conversations (id, organization_id, user_id, agent_id, title, created_at, updated_at)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, $5)",
    )
    .bind(scene.organization.id.0)
    .bind(caller.subject().0)
    .bind(scene.organization.agent.0)
    .bind(title)
    .bind(test.clock.now() - Duration::minutes(minutes))
    .execute(&test.database.owner)
    .await
    .unwrap();
}

/// A day of use, `days` ago.
async fn used(test: &TestBackend, scene: &Scene, days: i64, conversations: i64) {
    sqlx::query("insert into organization_days (organization_id, day, conversations) values ($1, $2, $3)")
        .bind(scene.organization.id.0)
        .bind((test.clock.now() - Duration::days(days)).date_naive())
        .bind(conversations)
        .execute(&test.database.owner)
        .await
        .unwrap();
}

async fn change(test: &TestBackend, scene: &Scene, sql: &'static str) {
    sqlx::query(sql).bind(scene.organization.id.0).execute(&test.database.owner).await.unwrap();
}

async fn page(test: &TestBackend, caller: &Caller) -> Home {
    home_area::home(test, caller).await.unwrap()
}

fn step(key: &str) -> OneStep {
    OneStep { step: key.to_owned() }
}

/// The open steps, in their order.
fn open(home: &Home) -> Vec<&str> {
    home.steps.iter().filter(|step| !step.is_done).map(|step| step.key.as_str()).collect()
}

fn titles(home: &Home) -> Vec<&str> {
    home.going_on.iter().map(|lead| lead.title.as_str()).collect()
}

#[tokio::test]
async fn a_new_member_reads_the_welcome_and_finds_an_agent_to_ask() {
    let test = TestBackend::new().await;
    let acme = scene(&test, "acme").await;
    change(&test, &acme, "update organizations set welcome_text = 'Good to have you.' where id = $1").await;
    let home = page(&test, &acme.member).await;
    assert!(home.is_fresh());
    let welcome = home.welcome.unwrap();
    assert_eq!((welcome.organization.as_str(), welcome.text.as_deref()), ("Acme", Some("Good to have you.")));
    assert_eq!(home.asks.iter().map(|ask| ask.agent).collect::<Vec<_>>(), [acme.organization.agent]);
    assert!(home.steps.is_empty() && home.figures.is_empty() && home.news.is_empty());
}

#[tokio::test]
async fn a_member_goes_on_with_their_own_three_latest_conversations() {
    let test = TestBackend::new().await;
    let acme = scene(&test, "acme").await;
    for (title, minutes) in [("Oldest", 40), ("Newest", 1), ("Third", 30), ("Second", 20)] {
        converse(&test, &acme, &acme.member, title, minutes).await;
    }
    converse(&test, &acme, &acme.owner, "The owner's", 0).await;
    let home = page(&test, &acme.member).await;
    assert_eq!(titles(&home), ["Newest", "Second", "Third"]);
    assert_eq!(home.going_on.first().map(|lead| lead.note.as_str()), Some("Assistant"));
    change(&test, &acme, "update conversations set deleted_at = now() where organization_id = $1 and title = 'Newest'")
        .await;
    assert_eq!(titles(&page(&test, &acme.member).await), ["Second", "Third", "Oldest"]);
}

#[tokio::test]
async fn a_step_is_done_once_its_fact_is_there_and_the_list_goes_with_the_last_one() {
    let test = TestBackend::new().await;
    let acme = scene(&test, "acme").await;
    // The test's agent has its own instructions already, and there are two members.
    assert_eq!(open(&page(&test, &acme.owner).await), ["logo", "try", "welcome"]);
    converse(&test, &acme, &acme.member, "Somebody's", 1).await;
    assert_eq!(open(&page(&test, &acme.owner).await), ["logo", "welcome"]);
    change(&test, &acme, "update organizations set welcome_text = 'Hello' where id = $1").await;
    assert_eq!(open(&page(&test, &acme.owner).await), ["logo"]);
    let logo = "insert into files (organization_id, key, bytes, created_at)
        values ($1, 'logos/' || $1::text || '-1.png', 1, now())";
    change(&test, &acme, logo).await;
    change(&test, &acme, "update organizations set logo_key = 'logos/' || $1::text || '-1.png' where id = $1").await;
    let home = page(&test, &acme.owner).await;
    assert_eq!((home.steps.len(), titles(&home).len()), (0, 0));
}

#[tokio::test]
async fn an_owner_sees_figures_with_their_change_and_who_joined() {
    let test = TestBackend::new().await;
    let acme = scene(&test, "acme").await;
    change(&test, &acme, "update organizations set created_at = created_at - interval '90 days' where id = $1").await;
    for (days, conversations) in [(0, 5), (29, 7), (30, 2), (59, 3), (60, 100)] {
        used(&test, &acme, days, conversations).await;
    }
    let home = page(&test, &acme.owner).await;
    let told: Vec<(&str, i64, Option<i64>)> =
        home.figures.iter().map(|figure| (figure.title.as_str(), figure.value, figure.before)).collect();
    assert_eq!(told, [("Members", 2, Some(1)), ("Conversations in 30 days", 12, Some(5))]);
    let joined: Vec<String> = home.news.iter().map(|lead| lead.href.clone()).collect();
    assert_eq!(joined, [format!("/settings/members/{}", acme.member.subject())]);
}

#[tokio::test]
async fn a_skipped_step_stays_away_for_that_organisation_alone() {
    let test = TestBackend::new().await;
    let (acme, bravo) = (scene(&test, "acme").await, scene(&test, "bravo").await);
    for _ in 0..2 {
        home_area::skip(&test, &acme.owner, step("logo")).await.unwrap();
    }
    assert_eq!(open(&page(&test, &acme.owner).await), ["try", "welcome"]);
    assert_eq!(open(&page(&test, &bravo.owner).await), ["logo", "try", "welcome"]);
    let told: Vec<String> = sqlx::query_scalar("select action from audit_events where organization_id = $1")
        .bind(acme.organization.id.0)
        .fetch_all(&test.database.owner)
        .await
        .unwrap();
    assert_eq!(told, ["home.skip"]);
    let steps: Vec<String> =
        sqlx::query_scalar("select detail ->> 'step' from audit_events where action = 'home.skip'")
            .fetch_all(&test.database.owner)
            .await
            .unwrap();
    assert_eq!(steps, ["Add your logo"], "the log names it as the page does");
}

#[tokio::test]
async fn what_was_skipped_comes_back_for_that_organisation_alone() {
    let test = TestBackend::new().await;
    let (acme, bravo) = (scene(&test, "acme").await, scene(&test, "bravo").await);
    for scene in [&acme, &bravo] {
        for key in ["logo", "welcome", "try"] {
            home_area::skip(&test, &scene.owner, step(key)).await.unwrap();
        }
        let home = page(&test, &scene.owner).await;
        assert!(home.steps.is_empty() && home.has_skipped, "the way back stands on the page");
    }
    let refused = home_area::unskip(&test, &acme.member).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Forbidden)), "{refused}");
    assert!(!page(&test, &acme.member).await.has_skipped, "who sets nothing up has skipped nothing");
    for _ in 0..2 {
        home_area::unskip(&test, &acme.owner).await.unwrap();
    }
    let home = page(&test, &acme.owner).await;
    assert_eq!((open(&home), home.has_skipped), (vec!["logo", "try", "welcome"], false));
    assert!(page(&test, &bravo.owner).await.has_skipped);
    let told: i64 = sqlx::query_scalar("select count(*) from audit_events where action = 'home.unskip'")
        .fetch_one(&test.database.owner)
        .await
        .unwrap();
    assert_eq!(told, 1);
}

#[tokio::test]
async fn what_is_not_offered_to_the_caller_does_not_come_back_through_them() {
    let test = TestBackend::new().await;
    let acme = scene(&test, "acme").await;
    home_area::skip(&test, &acme.owner, step("logo")).await.unwrap();
    let foreign = "insert into skipped_steps (organization_id, step, skipped_by, skipped_at)
        select organization_id, 'foreign', user_id, now() from memberships where organization_id = $1 and role = 'owner'";
    change(&test, &acme, foreign).await;
    home_area::unskip(&test, &acme.owner).await.unwrap();
    let left: Vec<String> =
        sqlx::query_scalar("select step from skipped_steps").fetch_all(&test.database.owner).await.unwrap();
    assert_eq!(left, ["foreign"]);
}

#[tokio::test]
async fn only_who_runs_the_organisation_skips_and_only_what_is_offered() {
    let test = TestBackend::new().await;
    let acme = scene(&test, "acme").await;
    let refused = home_area::skip(&test, &acme.member, step("logo")).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Forbidden)), "{refused}");
    let unknown = home_area::skip(&test, &acme.owner, step("no such step")).await.unwrap_err();
    assert!(matches!(unknown, Error::App(AppError::NotFound)), "{unknown}");
}

#[tokio::test]
async fn no_card_of_one_organisation_shows_anything_of_another() {
    let test = TestBackend::new().await;
    let (acme, bravo) = (scene(&test, "acme").await, scene(&test, "bravo").await);
    let words = [
        "update organizations set name = 'Zebra name', welcome_text = 'Zebra welcome' where id = $1",
        "update agents set name = 'Zebra agent' where organization_id = $1",
        "update users set name = 'Zebra person' where id in (select user_id from memberships where organization_id = $1)",
    ];
    for sql in words {
        change(&test, &acme, sql).await;
    }
    for caller in [&acme.owner, &acme.member] {
        converse(&test, &acme, caller, "Zebra conversation", 1).await;
    }
    used(&test, &acme, 1, 471_100_815).await;
    let own = [page(&test, &acme.owner).await, page(&test, &acme.member).await].map(|home| format!("{home:?}"));
    let theirs = [page(&test, &bravo.owner).await, page(&test, &bravo.member).await].map(|home| format!("{home:?}"));
    for word in ["Zebra name", "Zebra welcome", "Zebra agent", "Zebra conversation"] {
        assert!(own.iter().all(|page| page.contains(word)), "{word} stands on the pages of its own organisation");
    }
    assert!(own[0].contains("Zebra person") && own[0].contains("471100815"), "{}", own[0]);
    let ids =
        [acme.organization.id.to_string(), acme.organization.agent.to_string(), acme.member.subject().to_string()];
    for word in ["Zebra", "471100815"].into_iter().map(str::to_owned).chain(ids) {
        assert!(theirs.iter().all(|page| !page.contains(&word)), "{word} is shown to another organisation: {theirs:?}");
    }
    // Acme's rows complete no step of Bravo's.
    assert_eq!(open(&page(&test, &bravo.owner).await), ["logo", "try", "welcome"]);
}
