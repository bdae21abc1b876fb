//! The demo, as a first start seeds it.

use seed::demo::{self, DemoReport};
use testkit::TestBackend;

#[tokio::test]
async fn every_area_fills_its_part_of_the_demo_and_a_second_seed_leaves_all_alone() {
    let test = TestBackend::new().await;
    assert_eq!(demo::seed(&test).await.unwrap(), DemoReport::Seeded);
    let looks = "select o.name, o.accent, (select count(*) from memberships m where m.organization_id = o.id),
                   (select count(*) from agents a where a.organization_id = o.id)
                 from organizations o order by o.name";
    let seeded: Vec<(String, String, i64, i64)> = sqlx::query_as(looks).fetch_all(&test.database.owner).await.unwrap();
    let bright = ("Bright Coaching".to_owned(), "#4f46e5".to_owned(), 3, 1);
    assert_eq!(seeded, [bright, ("Northwind Agency".to_owned(), "#0f766e".to_owned(), 3, 1)]);
    assert_eq!(demo::seed(&test).await.unwrap(), DemoReport::LeftAlone);
    let after: Vec<(String, String, i64, i64)> = sqlx::query_as(looks).fetch_all(&test.database.owner).await.unwrap();
    assert_eq!(after, seeded);
}
