//! Pages that are rendered at the same time.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use domain::Role;
use futures::{StreamExt, stream};
use testkit::TestPerson;

use crate::support::TestApp;

/// Requests in all, and at a time.
const REQUESTS: (usize, usize) = (240, 12);

async fn open(app: &TestApp, path: &str, title: &str, person: Option<&TestPerson>) {
    let page = app.browse(path, person).send().await.unwrap();
    assert_eq!(page.status(), 200, "{path}");
    let html = page.text().await.unwrap();
    assert!(html.contains(&format!("<title>{title} · ")), "{path} has a title of its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_are_rendered_at_once_keep_to_themselves() {
    let app = TestApp::start().await;
    let acme = app.backend.organization("acme").await;
    let owner = app.backend.person(&acme, Role::Owner, "olivia").await;
    let pages = [
        ("/sign-in", "Sign in", None),
        ("/forgot-password", "Forgot password", None),
        ("/agents", "Agents", Some(&owner)),
        ("/settings/members", "Members", Some(&owner)),
        ("/chat", "New conversation", Some(&owner)),
    ];
    let requests = pages.iter().cycle().take(REQUESTS.0);
    stream::iter(requests)
        .for_each_concurrent(REQUESTS.1, |(path, title, person)| open(&app, path, title, *person))
        .await;
}
