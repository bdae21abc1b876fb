//! The audit log: who reads what, how it is narrowed and paged, what a file of it holds, how long it is kept.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use audit_area::Scope;
use audit_domain::{AuditLog, AuditQuery, Doer, EditAuditSettings};
use chrono::Duration;
use domain::organizations::EditOrganization;
use domain::{AppError, Role};
use futures::TryStreamExt;
use organization_area::{organizations, platform};
use serde_json::{Value, json};
use server_core::{Caller, Error, ProvenGod, jobs};
use testkit::{TestBackend, TestOrganization};
use uuid::Uuid;

struct Scene {
    test: TestBackend,
    acme: TestOrganization,
    bravo: TestOrganization,
    owner: Caller,
    member: Caller,
    god: ProvenGod,
}

async fn scene() -> Scene {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let bravo = test.organization("bravo").await;
    let owner = test.caller(&test.person(&acme, Role::Owner, "olivia").await).await;
    let member = test.caller(&test.person(&acme, Role::Member, "mia").await).await;
    let god = test.god(&test.operator("god@soloos.example").await).await;
    Scene { test, acme, bravo, owner, member, god }
}

impl Scene {
    /// Writes an entry at the clock's time, by any actor.
    async fn entry(&self, organization: Option<&TestOrganization>, actor: Option<Uuid>, action: &str, detail: Value) {
        sqlx::query(
            "insert into audit_events (id, organization_id, actor_id, subject_id, action, target, detail, created_at)
             values ($1, $2, $3, $3, $4, 'thing-1', $5, $6)",
        )
        .bind(Uuid::now_v7())
        .bind(organization.map(|organization| organization.id.0))
        .bind(actor)
        .bind(action)
        .bind(detail)
        .bind(self.test.clock.now())
        .execute(&self.test.database.owner)
        .await
        .unwrap();
    }

    async fn log(&self, query: AuditQuery) -> AuditLog {
        audit_area::log(&self.test, &self.owner, query).await.unwrap()
    }

    async fn file(&self, scope: Scope, query: AuditQuery) -> String {
        let parts: Vec<String> =
            audit_area::export(&self.test, scope, query).await.unwrap().try_collect().await.unwrap();
        parts.concat()
    }
}

fn actions(log: &AuditLog) -> Vec<&str> {
    log.page.rows.iter().map(|row| row.action.as_str()).collect()
}

/// Whether the filter offers it.
fn offers(log: &AuditLog, action: &str) -> bool {
    log.actions.iter().any(|choice| choice.word == action)
}

fn is_forbidden<T>(result: Result<T, Error>) -> bool {
    matches!(result.map_err(AppError::from), Err(AppError::Forbidden))
}

#[tokio::test]
async fn a_change_is_read_back_with_before_and_after_and_who_did_it() {
    let scene = scene().await;
    let form = EditOrganization {
        name: "Acme Two".into(),
        slug: "acme".into(),
        time_zone: "UTC".into(),
        accent: "#112233".into(),
    };
    organizations::edit(&scene.test, &scene.owner, form).await.unwrap();
    let row = scene.log(AuditQuery::default()).await.page.rows.remove(0);
    assert_eq!((row.action.as_str(), row.doer), ("organization.edit", Doer::Person("Olivia".into())));
    assert_eq!((row.in_place_of, row.organization), (None, None));
    let name = row.changes.iter().find(|change| change.field == "name").unwrap();
    assert_eq!((name.before.as_deref(), name.after.as_deref()), (Some("Acme"), Some("Acme Two")));
    assert!(row.changes.iter().all(|change| change.field != "slug"), "what stayed is not shown");
}

#[tokio::test]
async fn members_read_nothing_and_change_nothing() {
    let scene = scene().await;
    assert!(is_forbidden(audit_area::log(&scene.test, &scene.member, AuditQuery::default()).await));
    assert!(is_forbidden(audit_area::settings(&scene.test, &scene.member).await));
    let form = EditAuditSettings { days: "30".into(), mail_on_impersonation: String::new() };
    assert!(is_forbidden(audit_area::edit_settings(&scene.test, &scene.member, form).await));
    let file = audit_area::export(&scene.test, Scope::Organization(scene.member), AuditQuery::default()).await;
    assert!(is_forbidden(file.map(drop)));
}

#[tokio::test]
async fn an_organisation_reads_its_own_entries_and_the_operator_all_of_them() {
    let scene = scene().await;
    scene.entry(Some(&scene.acme), Some(scene.owner.actor().0), "agents.edit", json!({})).await;
    scene.entry(Some(&scene.bravo), None, "agents.edit", json!({ "secret": "of bravo" })).await;
    scene.entry(None, None, "organization.purge", json!({})).await;
    let own = scene.log(AuditQuery::default()).await;
    assert_eq!(actions(&own), ["agents.edit"]);
    assert!(offers(&own, "agents.edit") && !offers(&own, "organization.purge"), "{:?}", own.actions);
    assert!(!scene.file(Scope::Organization(scene.owner), AuditQuery::default()).await.contains("of bravo"));
    let all = audit_area::platform_log(&scene.test, &scene.god, None, AuditQuery::default()).await.unwrap();
    assert_eq!(all.page.rows.len(), 3);
    assert!(offers(&all, "agents.edit") && offers(&all, "organization.purge"), "{:?}", all.actions);
    let of_bravo =
        audit_area::platform_log(&scene.test, &scene.god, Some(scene.bravo.id), AuditQuery::default()).await.unwrap();
    assert_eq!(of_bravo.page.rows.len(), 1);
    assert_eq!(of_bravo.page.rows[0].organization.as_deref(), Some("Bravo"));
    assert!(scene.file(Scope::Platform(*scene.god), AuditQuery::default()).await.contains("of bravo"));
}

#[tokio::test]
async fn who_did_it_is_told_as_far_as_the_organisation_may_know() {
    let scene = scene().await;
    platform::suspend(&scene.test, &scene.god, scene.acme.id, "Unpaid").await.unwrap();
    platform::resume(&scene.test, &scene.god, scene.acme.id).await.unwrap();
    scene.entry(Some(&scene.acme), Some(Uuid::now_v7()), "agents.edit", json!({})).await;
    let doers: Vec<Doer> = scene.log(AuditQuery::default()).await.page.rows.into_iter().map(|row| row.doer).collect();
    assert!(doers.contains(&Doer::Operator(None)) && doers.contains(&Doer::Former), "{doers:?}");
    let seen = audit_area::platform_log(&scene.test, &scene.god, None, AuditQuery::default()).await.unwrap();
    assert!(seen.page.rows.iter().any(|row| row.doer == Doer::Operator(Some("God".into()))));
}

#[tokio::test]
async fn the_log_is_narrowed_by_words_action_person_and_day() {
    let scene = scene().await;
    let (olivia, mia) = (Some(scene.owner.actor().0), Some(scene.member.actor().0));
    scene.entry(Some(&scene.acme), olivia, "agents.edit", json!({ "name": "100% sure" })).await;
    scene.test.advance(Duration::days(1));
    scene.entry(Some(&scene.acme), mia, "agents_old.edit", json!({})).await;
    scene.entry(Some(&scene.acme), mia, "organization.edit", json!({ "reason": "Rebranding" })).await;
    let count = async |query: AuditQuery| scene.log(query).await.page.rows.len();
    let query = AuditQuery::default;
    assert_eq!(count(AuditQuery { search: "rebrand".into(), ..query() }).await, 1);
    assert_eq!(count(AuditQuery { search: "100%".into(), ..query() }).await, 1);
    assert_eq!(count(AuditQuery { search: "0%s".into(), ..query() }).await, 0, "a sign stands for itself");
    assert_eq!(count(AuditQuery { action: "agents.".into(), ..query() }).await, 1);
    assert_eq!(count(AuditQuery { action: "organization.edit".into(), ..query() }).await, 1);
    assert_eq!(count(AuditQuery { actor: "MIA@acme".into(), ..query() }).await, 2);
    let today = scene.test.clock.now().format("%Y-%m-%d").to_string();
    let yesterday = (scene.test.clock.now() - Duration::days(1)).format("%Y-%m-%d").to_string();
    assert_eq!(count(AuditQuery { from: today.clone(), ..query() }).await, 2);
    assert_eq!(count(AuditQuery { until: yesterday.clone(), ..query() }).await, 1);
    assert_eq!(count(AuditQuery { from: yesterday, until: today, ..query() }).await, 3);
    let odd = audit_area::log(&scene.test, &scene.owner, AuditQuery { from: "soon".into(), ..query() }).await;
    assert!(AppError::from(odd.unwrap_err()).fields().unwrap().get("from").is_some());
}

#[tokio::test]
async fn paging_shows_every_entry_once_also_where_many_share_a_moment() {
    let scene = scene().await;
    for number in 0..120 {
        scene.entry(Some(&scene.acme), None, "test.entry", json!({ "number": number })).await;
    }
    let (mut seen, mut before) = (Vec::new(), String::new());
    loop {
        let page = scene.log(AuditQuery { before: before.clone(), ..AuditQuery::default() }).await.page;
        seen.extend(page.rows.iter().map(|row| row.id));
        match page.next_cursor() {
            Some(next) => before = next.as_str().to_owned(),
            None => break,
        }
    }
    let distinct: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), distinct.len()), (120, 120));
}

#[tokio::test]
async fn a_file_holds_every_entry_under_one_head_and_no_formula() {
    let scene = scene().await;
    for _ in 0..1001 {
        scene.entry(Some(&scene.acme), None, "=cmd|' /C calc'!A0", json!({})).await;
    }
    let text = scene.file(Scope::Organization(scene.owner), AuditQuery::default()).await;
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 1002);
    assert!(lines[0].starts_with("\u{feff}time,organisation,actor"), "spreadsheets read the mark as UTF-8");
    assert!(lines[1..].iter().all(|line| line.contains(",'=cmd|")));
    assert_eq!(text.matches("time,organisation").count(), 1);
}

#[tokio::test]
async fn a_file_of_nothing_still_has_its_head() {
    let scene = scene().await;
    let text = scene.file(Scope::Organization(scene.owner), AuditQuery::default()).await;
    assert_eq!(text.split_terminator("\r\n").count(), 1);
}

#[tokio::test]
async fn each_organisation_keeps_its_log_as_long_as_it_wishes_and_the_platform_keeps_its_own() {
    let scene = scene().await;
    for organization in [Some(&scene.acme), Some(&scene.bravo), None] {
        scene.entry(organization, None, "test.old", json!({})).await;
    }
    let form = EditAuditSettings { days: "30".into(), mail_on_impersonation: "true".into() };
    audit_area::edit_settings(&scene.test, &scene.owner, form).await.unwrap();
    scene.test.advance(Duration::days(30));
    assert_eq!(audit_area::purge(&scene.test).await.unwrap(), 0, "to the day");
    scene.test.advance(Duration::days(1));
    sqlx::query("select graphile_worker.add_job('tidy', '{}')").execute(&scene.test.database.owner).await.unwrap();
    jobs::run_due(&scene.test, scene.test.database.options()).await.unwrap();
    let left: Vec<Option<Uuid>> = sqlx::query_scalar("select organization_id from audit_events order by 1 nulls last")
        .fetch_all(&scene.test.database.owner)
        .await
        .unwrap();
    assert_eq!(left, [Some(scene.bravo.id.0), None]);
}

#[tokio::test]
async fn the_settings_are_kept_within_bounds_and_their_change_is_in_the_log() {
    let scene = scene().await;
    let form = |days: &str| EditAuditSettings { days: days.into(), mail_on_impersonation: String::new() };
    assert!(audit_area::edit_settings(&scene.test, &scene.owner, form("1")).await.is_err());
    audit_area::edit_settings(&scene.test, &scene.owner, form("90")).await.unwrap();
    let settings = audit_area::settings(&scene.test, &scene.owner).await.unwrap();
    assert_eq!((settings.days, settings.mail_on_impersonation, settings.may_edit), (90, false, true));
    assert_eq!(actions(&scene.log(AuditQuery::default()).await), ["audit.settings"]);
}

#[tokio::test]
async fn no_role_of_the_server_can_change_an_entry_or_take_one_out() {
    let scene = scene().await;
    scene.entry(Some(&scene.acme), None, "test.entry", json!({})).await;
    for role in ["soloos_app", "soloos_platform", "soloos_identity", "soloos_gate"] {
        for sql in ["delete from audit_events", "update audit_events set action = 'x'", "truncate audit_events"] {
            let mut tx = scene.test.database.owner.begin().await.unwrap();
            let enter = sqlx::AssertSqlSafe(format!("set local role {role}"));
            sqlx::query(enter).execute(&mut *tx).await.unwrap();
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{role}: {sql}");
        }
    }
    let purge = async |role: &str| {
        let mut tx = scene.test.database.owner.begin().await.unwrap();
        let enter = sqlx::AssertSqlSafe(format!("set local role {role}"));
        sqlx::query(enter).execute(&mut *tx).await.unwrap();
        sqlx::query("select app.purge_audit($1, now())").bind(scene.acme.id.0).execute(&mut *tx).await.is_ok()
    };
    assert!(!purge("soloos_app").await && !purge("soloos_identity").await);
}

#[tokio::test]
async fn the_log_speaks_in_the_words_of_the_areas_and_of_what_none_knows_in_its_own() {
    let scene = scene().await;
    scene.entry(Some(&scene.acme), None, "api_key.revoke", json!({})).await;
    scene.entry(Some(&scene.acme), None, "old_days.do_something", json!({})).await;
    let page = scene.log(AuditQuery::default()).await;
    let mut words: Vec<&str> = page.page.rows.iter().map(|row| row.what.as_str()).collect();
    words.sort_unstable();
    assert_eq!(words, ["API key: revoke", "Old days: do something"]);
    assert!(page.actions.windows(2).all(|pair| pair[0].word < pair[1].word), "what belongs together stands together");
    assert!(!offers(&page, "old_days.do_something"));
}
