//! The operator's mailbox as its pages show it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use domain::accounts::Secret;
use god_area::mailbox;
use god_domain::mails::{MailQuery, RevealMail};
use server_core::Visit;
use testkit::{PASSWORD, TestPerson};

use crate::support::TestApp;

/// The page of the latest mail.
async fn page(app: &TestApp, god: &TestPerson) -> String {
    let mails =
        mailbox::mailbox(&app.backend, &*app.backend.god(god).await, MailQuery::default()).await.unwrap().page.rows;
    let path = format!("/god-dashboard/mailbox/{}", mails.first().unwrap().id);
    app.browse(&path, Some(god)).send().await.unwrap().text().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_can_be_pressed_only_once_it_is_shown() {
    let app = TestApp::start().await;
    let god = app.backend.operator("god@soloos.example").await;
    app.backend.set_password(&god, PASSWORD).await;
    let form = domain::accounts::RequestMail { email: god.email.clone() };
    identity_area::request_reset(&app.backend, &Visit::default(), form).await.unwrap();
    let hidden = page(&app, &god).await;
    assert!(hidden.contains("/reset-password/…"), "the address is there to read: {hidden}");
    assert!(!hidden.contains("href=\"http://127.0.0.1:3000/reset-password"), "and leads nowhere: {hidden}");
    let signed_in = app.backend.signed_in(&god).await;
    let mails =
        mailbox::mailbox(&app.backend, &*app.backend.god(&god).await, MailQuery::default()).await.unwrap().page.rows;
    let form = RevealMail { id: mails.first().unwrap().id, proof: Secret::new(PASSWORD) };
    mailbox::reveal(&app.backend, &signed_in, &Visit::default(), form).await.unwrap();
    let shown = page(&app, &god).await;
    assert!(shown.contains("href=\"http://127.0.0.1:3000/reset-password/"), "{shown}");
}
