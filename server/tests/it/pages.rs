//! Pages that are rendered at the same time, and pages of an organisation for people without one.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use domain::Role;
use futures::{StreamExt, stream};
use testkit::TestPerson;

use crate::support::{TestApp, header};

/// The number of requests in all, and at a time.
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
        ("/", "Home", Some(&owner)),
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

#[tokio::test(flavor = "multi_thread")]
async fn who_is_in_no_organisation_is_led_to_where_they_begin() {
    let app = TestApp::start().await;
    let god = app.backend.operator("god@soloos.example").await;
    for path in ["/chat", "/chat/01a20769-c92e-7457-ab11-1f399987092c", "/agents", "/settings/members"] {
        let page = app.browse(path, Some(&god)).send().await.unwrap();
        assert_eq!((page.status().as_u16(), header(&page, "location")), (302, "/"), "{path}");
    }
    let begin = app.browse("/", Some(&god)).send().await.unwrap();
    assert_eq!(header(&begin, "location"), "/god-dashboard");
    let nobody = app.browse("/", None).send().await.unwrap();
    assert_eq!((nobody.status().as_u16(), header(&nobody, "location")), (302, "/sign-in"));
    assert_eq!(app.browse("/account", Some(&god)).send().await.unwrap().status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_slashes_too_many_leads_to_the_one_address_that_it_has() {
    let app = TestApp::start().await;
    for (asked, address) in [
        ("/sign-in/", "/sign-in"),
        ("/agents/?sort=name&q=a/", "/agents?sort=name&q=a/"),
        ("/settings//members/", "/settings/members"),
        ("//evil.example/", "/evil.example"),
        ("/%5Cevil.example/", "/%5Cevil.example"),
        ("/auth/oidc/?next=/chat", "/auth/oidc?next=/chat"),
        ("/export/audit.csv/", "/export/audit.csv"),
        ("/no-such-page/", "/no-such-page"),
    ] {
        let led = app.browse(asked, None).send().await.unwrap();
        assert_eq!((led.status().as_u16(), header(&led, "location")), (308, address), "{asked}");
    }
    assert_eq!(app.browse("/", None).send().await.unwrap().status(), 302);
    let posted = app.post_form("/api/account/sign-in/", "/sign-in", "form[email]=x").send().await.unwrap();
    assert_eq!(posted.status(), 404);
}
