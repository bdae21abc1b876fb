//! The operator's list: searched, filtered, sorted and exported.

use domain::Role;
use domain::organizations::{EditOrganization, OrganizationState};
use god_domain::{OrganizationQuery, OrganizationRow, OrganizationSort};
use seed::load::{self, Load};

use crate::god::support::{Scene, scene};

fn names(lines: &[OrganizationRow]) -> Vec<&str> {
    lines.iter().map(|line| line.name.as_str()).collect()
}

async fn bravo(scene: &Scene) {
    let bravo = scene.test.organization("bravo-two").await;
    scene.test.person(&bravo, Role::Owner, "oscar").await;
    scene.test.person(&bravo, Role::Member, "zoe").await;
}

#[tokio::test]
async fn an_organisation_is_found_by_any_word_of_its_name_address_or_owners_address() {
    let scene = scene().await;
    bravo(&scene).await;
    for words in ["acm", "ACME", "olivia@", "acme.ex", "Olivia@Acme.Example"] {
        assert_eq!(names(&scene.find(words).await), ["Acme"], "{words}");
    }
    for words in ["two", "bravo-t", "oscar"] {
        assert_eq!(names(&scene.find(words).await), ["Bravo-Two"], "{words}");
    }
    for words in ["zoe", "mia", "%", "cme", "' or 1=1 --"] {
        assert!(scene.find(words).await.is_empty(), "{words}");
    }
}

#[tokio::test]
async fn a_new_name_and_a_new_owner_are_found_at_once_and_the_old_ones_no_more() {
    let scene = scene().await;
    let form = EditOrganization {
        name: "Ümlaut & Söhne".to_owned(),
        slug: "umlaut".to_owned(),
        time_zone: "UTC".to_owned(),
        accent: "#112233".to_owned(),
    };
    organization_area::organizations::edit(&scene.test, &scene.owner, form).await.unwrap();
    assert_eq!(scene.find("söh").await.len(), 1);
    assert!(scene.find("acme").await.iter().all(|line| line.owner_email.as_deref() == Some("olivia@acme.example")));
    sqlx::query("update memberships set role = 'member' where user_id = $1")
        .bind(scene.olivia.id.0)
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    assert!(scene.find("olivia").await.is_empty());
    assert_eq!(scene.find("umlaut").await[0].owner_email, None);
}

#[tokio::test]
async fn filters_narrow_by_tier_state_and_age() {
    let scene = scene().await;
    bravo(&scene).await;
    sqlx::query("update organizations set tier = 'pro', suspended_at = now(), created_at = $1 where slug = 'acme'")
        .bind(scene.test.clock.now() - chrono::Duration::days(60))
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    let query = OrganizationQuery::default;
    let pro = scene.list(OrganizationQuery { tier: "pro".to_owned(), ..query() }).await;
    assert_eq!((names(&pro), pro[0].mrr_cents, pro[0].state), (vec!["Acme"], 9_900, OrganizationState::Suspended));
    let live = scene.list(OrganizationQuery { state: "live".to_owned(), ..query() }).await;
    assert_eq!(names(&live), ["Bravo-Two"]);
    assert!(scene.list(OrganizationQuery { state: "deleted".to_owned(), ..query() }).await.is_empty());
    let old = scene.list(OrganizationQuery { since: "90".to_owned(), q: "acme".to_owned(), ..query() }).await;
    assert_eq!(names(&old), ["Acme"]);
    assert!(scene.list(OrganizationQuery { since: "30".to_owned(), q: "acme".to_owned(), ..query() }).await.is_empty());
}

#[tokio::test]
async fn every_column_sorts_both_ways_and_pages_never_repeat_or_lose_a_row() {
    let scene = scene().await;
    load::seed(&scene.test, Load { organizations: 120, messages: 600 }).await.unwrap();
    for sort in OrganizationSort::ALL {
        for order in ["asc", "desc"] {
            let mut seen = std::collections::BTreeSet::new();
            for page in ["1", "2", "3"] {
                let query = OrganizationQuery {
                    sort: sort.as_str().to_owned(),
                    order: order.to_owned(),
                    page: page.to_owned(),
                    ..OrganizationQuery::default()
                };
                let page = god_area::organizations(&scene.test, &scene.god, query).await.unwrap();
                assert_eq!(page.page.total(), Some(121));
                seen.extend(page.page.rows.into_iter().map(|line| line.id));
            }
            assert_eq!(seen.len(), 121, "{sort:?} {order}");
        }
    }
    let query = OrganizationQuery { sort: "messages".to_owned(), ..OrganizationQuery::default() };
    let figures: Vec<i64> = scene.list(query).await.iter().map(|line| line.messages).collect();
    assert!(figures.is_sorted_by(|a, b| a >= b) && figures[0] > 0, "{figures:?}");
}

#[tokio::test]
async fn a_load_of_test_data_is_counted_as_if_people_had_written_it() {
    let scene = scene().await;
    let load = Load { organizations: 30, messages: 500 };
    load::seed(&scene.test, load).await.unwrap();
    assert_eq!(scene.number("select count(*) from messages").await, 500);
    assert_eq!(scene.number("select sum(messages)::bigint from organization_counters").await, 500);
    assert_eq!(scene.number("select sum(messages)::bigint from platform_days").await, 500);
    assert_eq!(
        scene.number("select mrr_cents from platform_days order by day desc limit 1").await,
        scene.number("select sum(price_cents)::bigint from subscriptions where ended_at is null").await
    );
    assert!(load::seed(&scene.test, load).await.is_err());
}

#[tokio::test]
async fn the_export_holds_what_the_filter_finds_and_no_formula() {
    let scene = scene().await;
    bravo(&scene).await;
    sqlx::query("update organizations set name = '=cmd|calc' where slug = 'acme'")
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    let query = OrganizationQuery { q: "acme".to_owned(), ..OrganizationQuery::default() };
    let text = god_area::export(&scene.test, &scene.god, &query).await.unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[1].starts_with("'=cmd|calc,acme,olivia@acme.example,Free,Live,2,0.00,"), "{}", lines[1]);
}
