//! The page of an owner invitation over HTTP: scanners that fetch it use nothing up, and every dead link says what it
//! is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use crate::support::{TestApp, header};
use domain::invites::{InviteOwner, InviteState, OwnerInviteQuery};
use god_area::owner_invites;

const FORM: &str = "/api/account/accept-owner-invite";

/// Invites an owner; returns the path in the mail.
async fn invite(app: &TestApp) -> String {
    let operator = app.backend.operator("god@soloos.example").await;
    let god = app.backend.god(&operator).await;
    let form =
        InviteOwner { email: "nora@new.example".into(), organization: "Harbour".into(), ..InviteOwner::default() };
    owner_invites::create(&app.backend, &god, form).await.unwrap();
    let body: String = sqlx::query_scalar("select body from mails where kind = 'owner_invite'")
        .fetch_one(&app.backend.database.owner)
        .await
        .unwrap();
    let link = body.split_whitespace().find(|word| word.contains("/signup/")).unwrap();
    format!("/signup/{}", link.rsplit('/').next().unwrap())
}

async fn page(app: &TestApp, path: &str) -> String {
    app.browse(path, None).send().await.unwrap().text().await.unwrap()
}

fn fields(path: &str) -> String {
    let token = path.rsplit('/').next().unwrap();
    format!("form%5Btoken%5D={token}&form%5Bname%5D=Nora+New&form%5Bpassword%5D=a+quiet+blue+harbour")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_get_never_consumes_an_invitation_and_a_plain_form_accepts_it_once() {
    let app = TestApp::start().await;
    let path = invite(&app).await;
    for _ in 0..3 {
        let html = page(&app, &path).await;
        assert!(html.contains("nora@new.example") && html.contains("Open Harbour"), "the form, with its address");
    }
    let operator = app.backend.operator("second@soloos.example").await;
    let god = app.backend.god(&operator).await;
    let listed = owner_invites::list(&app.backend, &god, OwnerInviteQuery::default()).await.unwrap();
    assert_eq!(listed.rows[0].state, InviteState::Sent, "who only fetches has opened nothing");

    let first = app.post_form(FORM, &path, &fields(&path)).send().await.unwrap();
    assert_eq!((first.status().as_u16(), header(&first, "location")), (302, "/"));
    assert!(header(&first, "set-cookie").starts_with("soloos_session="));
    let second = app.post_form(FORM, &path, &fields(&path)).send().await.unwrap();
    assert!(header(&second, "location").contains(&path) && header(&second, "location").contains("__err="));
    assert!(page(&app, &path).await.contains("This invitation has been accepted already"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_dead_link_has_a_page_that_says_what_it_is() {
    let app = TestApp::start().await;
    let path = invite(&app).await;
    let tampered = format!("{path}x");
    assert!(page(&app, &tampered).await.contains("This link is not valid"));
    sqlx::query("update owner_invites set expires_at = created_at").execute(&app.backend.database.owner).await.unwrap();
    assert!(page(&app, &path).await.contains("This invitation has expired"));
    sqlx::query("update owner_invites set revoked_at = now()").execute(&app.backend.database.owner).await.unwrap();
    assert!(page(&app, &path).await.contains("This invitation was withdrawn"));
}
