//! Settings, members and agents of an organisation, and who may change them.

use agents_domain::EditAgent;
use domain::organizations::{EditOrganization, MemberQuery};
use domain::{AppError, Role};
use organization_area::organizations;
use server_core::{Caller, Error};
use testkit::{TestBackend, TestOrganization};

struct Scene {
    test: TestBackend,
    acme: TestOrganization,
    owner: Caller,
    member: Caller,
    stranger: Caller,
}

async fn scene() -> Scene {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let bravo = test.organization("bravo").await;
    let owner = test.caller(&test.person(&acme, Role::Owner, "olivia").await).await;
    let member = test.caller(&test.person(&acme, Role::Member, "mia").await).await;
    let stranger = test.caller(&test.person(&bravo, Role::Owner, "oscar").await).await;
    Scene { test, acme, owner, member, stranger }
}

fn form(name: &str, slug: &str) -> EditOrganization {
    EditOrganization {
        name: name.to_owned(),
        slug: slug.to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        accent: "#0F766E".to_owned(),
    }
}

fn agent_form(scene: &Scene) -> EditAgent {
    EditAgent {
        id: scene.acme.agent,
        version: 1,
        name: "Coach".to_owned(),
        system_prompt: "Be kind.".to_owned(),
        model: String::new(),
        temperature: "0.3".to_owned(),
        max_tokens: "256".to_owned(),
    }
}

#[tokio::test]
async fn an_owner_changes_the_settings_and_a_trail_is_left() {
    let scene = scene().await;
    organizations::edit(&scene.test, &scene.owner, form("Acme Ltd", "acme-ltd")).await.unwrap();
    let seen = organizations::settings(&scene.test, &scene.member).await.unwrap();
    assert_eq!(seen.settings.name, "Acme Ltd");
    assert_eq!(seen.settings.accent, "#0f766e");
    assert!(!seen.may_edit && seen.time_zones.len() > 300);
    let (action, name): (String, String) =
        sqlx::query_as("select action, detail -> 'after' ->> 'name' from audit_events")
            .fetch_one(&scene.test.database.owner)
            .await
            .unwrap();
    assert_eq!((action.as_str(), name.as_str()), ("organization.edit", "Acme Ltd"));
}

#[tokio::test]
async fn a_member_may_read_the_settings_and_not_change_them() {
    let scene = scene().await;
    let refused = organizations::edit(&scene.test, &scene.member, form("Mine", "mine")).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Forbidden)));
}

#[tokio::test]
async fn a_taken_address_and_an_unknown_zone_are_errors_beside_their_fields() {
    let scene = scene().await;
    let taken = organizations::edit(&scene.test, &scene.owner, form("Acme", "bravo")).await.unwrap_err();
    let Error::App(AppError::Invalid(fields)) = taken else { panic!("{taken}") };
    assert!(fields.get("slug").is_some());
    let nowhere = EditOrganization { time_zone: "Mars/Base".into(), ..form("Acme", "acme") };
    let refused = organizations::edit(&scene.test, &scene.owner, nowhere).await.unwrap_err();
    let Error::App(AppError::Invalid(fields)) = refused else { panic!("{refused}") };
    assert!(fields.get("time_zone").is_some());
}

#[tokio::test]
async fn an_address_that_was_reserved_too_late_is_kept_and_nobody_else_gets_it() {
    let scene = scene().await;
    let refused = organizations::edit(&scene.test, &scene.owner, form("Acme", "gallery")).await.unwrap_err();
    let Error::App(AppError::Invalid(fields)) = refused else { panic!("{refused}") };
    assert!(fields.get("slug").is_some());
    sqlx::query("update organizations set slug = 'gallery' where id = $1")
        .bind(scene.acme.id.0)
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    organizations::edit(&scene.test, &scene.owner, form("The Gallery", "gallery")).await.unwrap();
    let seen = organizations::settings(&scene.test, &scene.owner).await.unwrap().settings;
    assert_eq!((seen.name.as_str(), seen.slug.as_str()), ("The Gallery", "gallery"));
}

#[tokio::test]
async fn the_member_list_shows_ones_own_people_sorted_as_asked() {
    let scene = scene().await;
    let by = |sort: &str, descending| MemberQuery { sort: sort.to_owned(), descending, page: 1 };
    let emails = async |query| {
        let page = organizations::members(&scene.test, &scene.member, query).await.unwrap();
        page.page.rows.into_iter().map(|member| member.email).collect::<Vec<_>>()
    };
    assert_eq!(emails(by("name", false)).await, ["mia@acme.example", "olivia@acme.example"]);
    assert_eq!(emails(by("role", false)).await, ["olivia@acme.example", "mia@acme.example"]);
    assert_eq!(emails(by("email", true)).await, ["olivia@acme.example", "mia@acme.example"]);
    assert_eq!(emails(by("; drop table users", false)).await.len(), 2);
    let theirs = organizations::members(&scene.test, &scene.stranger, by("name", false)).await.unwrap();
    assert_eq!(theirs.page.total(), Some(1));
    assert!(theirs.page.rows[0].is_you);
}

#[tokio::test]
async fn an_agent_is_changed_by_those_who_may_and_is_not_there_for_others() {
    let scene = scene().await;
    agents_area::edit(&scene.test, &scene.owner, agent_form(&scene)).await.unwrap();
    let settings = agents_area::settings(&scene.test, &scene.owner, scene.acme.agent).await.unwrap();
    assert_eq!((settings.agent.name.as_str(), settings.agent.version), ("Coach", 2));
    let profile = agents_area::profile(&scene.test, &scene.member, scene.acme.agent).await.unwrap();
    assert_eq!(profile.name, "Coach");
    let secret = agents_area::settings(&scene.test, &scene.member, scene.acme.agent).await.unwrap_err();
    assert!(matches!(secret, Error::App(AppError::Forbidden)));
    let refused = agents_area::edit(&scene.test, &scene.member, agent_form(&scene)).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Forbidden)));
    for found in [
        agents_area::settings(&scene.test, &scene.stranger, scene.acme.agent).await.map(drop),
        agents_area::profile(&scene.test, &scene.stranger, scene.acme.agent).await.map(drop),
        agents_area::edit(&scene.test, &scene.stranger, agent_form(&scene)).await,
    ] {
        assert!(matches!(found, Err(Error::App(AppError::NotFound))), "{found:?}");
    }
    assert_eq!(agents_area::list(&scene.test, &scene.stranger).await.unwrap().len(), 1);
}

#[tokio::test]
async fn two_who_change_an_agent_at_once_do_not_overwrite_each_other() {
    let scene = scene().await;
    let (first, second) = tokio::join!(
        agents_area::edit(&scene.test, &scene.owner, agent_form(&scene)),
        agents_area::edit(&scene.test, &scene.owner, agent_form(&scene)),
    );
    assert_eq!([&first, &second].iter().filter(|result| result.is_ok()).count(), 1);
    let refused = first.and(second).unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Conflict { .. })), "{refused}");
}

#[tokio::test]
async fn a_model_that_is_not_there_is_refused_beside_its_field() {
    let scene = scene().await;
    let refused =
        agents_area::edit(&scene.test, &scene.owner, EditAgent { model: "openai/none".into(), ..agent_form(&scene) })
            .await
            .unwrap_err();
    let Error::App(AppError::Invalid(fields)) = refused else { panic!("{refused}") };
    assert!(fields.get("model").is_some());
}
