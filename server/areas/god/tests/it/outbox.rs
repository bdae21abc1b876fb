//! Mail through a real SMTP server that refuses, greylists and drops: nothing lost, nothing sent twice.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::collections::BTreeSet;
use std::time::Duration;

use domain::Role;
use domain::accounts::Secret;
use domain::ids::MailId;
use god_area::mailbox;
use god_domain::mails::{MailQuery, MailRow, MailStatus, RevealMail};
use identity_area::letters::{PasswordChanged, ResetPassword};
use mail::Smtp;
use server_core::{Visit, jobs, outbox};
use smtp_stand_in::{Fault, SmtpStandIn};
use testkit::{PASSWORD, TestBackend, TestOptions};

async fn with_smtp(server: &SmtpStandIn) -> TestBackend {
    let smtp = Smtp::from_url(&server.url().into(), Duration::from_secs(5)).unwrap();
    TestBackend::with(TestOptions { smtp: Some(smtp), ..TestOptions::default() }).await
}

/// Queues a letter as a use case does: in a transaction of `Db::identity`.
async fn queue(test: &TestBackend, to: &str) {
    let mut tx = test.database.owner.begin().await.unwrap();
    sqlx::query("set local role soloos_gate").execute(&mut *tx).await.unwrap();
    sqlx::query("select app.enter_identity()").execute(&mut *tx).await.unwrap();
    let letter = ResetPassword {
        link: "https://soloos.example/reset-password/abc".to_owned(),
        name: "Olivia".to_owned(),
        expires_text: "in 1 hour".to_owned(),
    };
    outbox::queue(&mut tx, test, None, to, &letter).await.unwrap();
    tx.commit().await.unwrap();
}

async fn deliver(test: &TestBackend) {
    jobs::run_due(test, test.database.options()).await.unwrap();
}

/// Ends the pauses between tries.
async fn hurry(test: &TestBackend) {
    sqlx::query("update graphile_worker._private_jobs set run_at = now() - interval '1 second'")
        .execute(&test.database.owner)
        .await
        .unwrap();
}

async fn mails(test: &TestBackend) -> Vec<MailRow> {
    let operator = test.operator(&format!("god-{}@soloos.example", uuid::Uuid::now_v7())).await;
    let god = test.god(&operator).await;
    mailbox::mailbox(test, &god, MailQuery::default()).await.unwrap().page.rows
}

#[tokio::test]
async fn a_mail_leaves_once_its_transaction_is_committed_and_not_before() {
    let server = SmtpStandIn::start().await;
    let test = with_smtp(&server).await;
    {
        let mut tx = test.database.owner.begin().await.unwrap();
        let letter = ResetPassword {
            link: "https://soloos.example/x".into(),
            name: "N".into(),
            expires_text: "in 1 hour".into(),
        };
        outbox::queue(&mut tx, &test, None, "nobody@example.com", &letter).await.unwrap();
        tx.rollback().await.unwrap();
    }
    queue(&test, "olivia@example.com").await;
    deliver(&test).await;
    deliver(&test).await;
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].to, vec!["olivia@example.com".to_owned()]);
    assert!(received[0].text.contains("https://soloos.example/reset-password/abc"));
    let row = mails(&test).await.remove(0);
    assert_eq!(row.status, MailStatus::Sent);
    let words: String = sqlx::query_scalar("select html || body from mails where id = $1")
        .bind(row.id.0)
        .fetch_one(&test.database.owner)
        .await
        .unwrap();
    assert_eq!(words, "", "a link that opens a door is not kept");
}

#[tokio::test]
async fn a_greylisted_mail_goes_out_at_a_later_try() {
    let mut server = SmtpStandIn::start().await;
    server.set_fault(Fault::Refuse { code: 451 }.times(2)).await;
    let test = with_smtp(&server).await;
    queue(&test, "olivia@example.com").await;
    for _ in 0..3 {
        deliver(&test).await;
        hurry(&test).await;
    }
    assert_eq!(server.received().len(), 1);
    let mail = mails(&test).await.remove(0);
    assert_eq!((mail.status, mail.attempts), (MailStatus::Sent, 3));
}

#[tokio::test]
async fn a_mail_that_was_not_accepted_waits_for_its_next_try() {
    let mut server = SmtpStandIn::start().await;
    server.set_fault(Fault::Refuse { code: 451 }).await;
    let test = with_smtp(&server).await;
    queue(&test, "olivia@example.com").await;
    deliver(&test).await;
    deliver(&test).await;
    let mail = mails(&test).await.remove(0);
    assert_eq!((mail.status, mail.attempts), (MailStatus::Queued, 1), "the pause is kept");
    assert!(mail.last_error.unwrap().contains("451") || server.received().is_empty());
}

#[tokio::test]
async fn a_refused_mail_is_given_up_at_once_and_says_why() {
    let mut server = SmtpStandIn::start().await;
    server.set_fault(Fault::Refuse { code: 550 }).await;
    let test = with_smtp(&server).await;
    queue(&test, "unknown@example.com").await;
    deliver(&test).await;
    let mail = mails(&test).await.remove(0);
    assert_eq!((mail.status, mail.attempts), (MailStatus::Failed, 1));
    assert!(mail.last_error.is_some());
    hurry(&test).await;
    deliver(&test).await;
    assert_eq!(mails(&test).await[0].attempts, 1);
}

#[tokio::test]
async fn a_server_that_is_down_costs_no_mail() {
    let mut server = SmtpStandIn::start().await;
    let test = with_smtp(&server).await;
    server.stop().await;
    for number in 0..5 {
        queue(&test, &format!("person{number}@example.com")).await;
    }
    deliver(&test).await;
    assert!(mails(&test).await.iter().all(|mail| mail.status == MailStatus::Queued));
    server.restart().await;
    hurry(&test).await;
    deliver(&test).await;
    let mut to: Vec<String> = server.received().into_iter().flat_map(|mail| mail.to).collect();
    to.sort();
    assert_eq!(to, (0..5).map(|number| format!("person{number}@example.com")).collect::<Vec<_>>());
}

#[tokio::test]
async fn without_a_server_mails_stay_in_the_mailbox_and_no_tenant_reads_them() {
    let test = TestBackend::new().await;
    queue(&test, "olivia@example.com").await;
    deliver(&test).await;
    let mail = mails(&test).await.remove(0);
    assert_eq!(mail.status, MailStatus::Kept);
    let operator = test.operator("second@soloos.example").await;
    test.set_password(&operator, PASSWORD).await;
    let signed_in = test.signed_in(&operator).await;
    let (link, visit) = ("https://soloos.example/reset-password/abc", Visit::default());
    let read = || mailbox::mail(&test, &signed_in, mail.id);
    let hidden = read().await.unwrap();
    assert!(hidden.hides_links && !hidden.text.contains(link) && !hidden.html.contains(link), "{}", hidden.text);
    let reveal = |proof: &str| mailbox::reveal(&test, &signed_in, &visit, form(mail.id, proof));
    assert!(reveal("not the password at all").await.is_err());
    assert!(read().await.unwrap().hides_links, "a wrong proof shows nothing");
    reveal(PASSWORD).await.unwrap();
    let shown = read().await.unwrap();
    assert!(!shown.hides_links && shown.text.contains(link));
    let elsewhere = test.operator("third@soloos.example").await;
    let other = mailbox::mail(&test, &test.signed_in(&elsewhere).await, mail.id).await.unwrap();
    assert!(other.hides_links, "each session proves for itself");
    test.advance(chrono::Duration::minutes(11));
    assert!(read().await.unwrap().hides_links, "and for a while alone");
    let log: Vec<(String, String)> = sqlx::query_as(
        "select action, detail ->> 'recipient' from audit_events where target = $1 and actor_id = $2 order by created_at, id",
    )
    .bind(mail.id.to_string())
    .bind(operator.id.0)
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    let actions: Vec<&str> = log.iter().map(|(action, _)| action.as_str()).collect();
    assert_eq!(actions, ["mail.read", "mail.read", "mail.reveal_links", "mail.read", "mail.read"]);
    assert!(log.iter().all(|(_, recipient)| recipient == "olivia@example.com"));
}

#[tokio::test]
async fn whose_mailed_links_the_operator_sees_finds_it_in_their_activity() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let (olivia, mia) =
        (test.person(&acme, Role::Owner, "olivia").await, test.person(&acme, Role::Member, "mia").await);
    queue(&test, &olivia.email).await;
    deliver(&test).await;
    let mail = mails(&test).await.remove(0);
    let operator = test.operator("second@soloos.example").await;
    test.set_password(&operator, PASSWORD).await;
    let signed_in = test.signed_in(&operator).await;
    mailbox::reveal(&test, &signed_in, &Visit::default(), form(mail.id, PASSWORD)).await.unwrap();
    let of_olivia = identity_area::activity(&test, &test.signed_in(&olivia).await).await.unwrap();
    let told: Vec<_> = of_olivia.iter().map(|row| (row.what.as_str(), row.address.as_deref())).collect();
    assert_eq!(told, [("The operator of the platform opened the links of a mail to you", None)]);
    assert!(identity_area::activity(&test, &test.signed_in(&mia).await).await.unwrap().is_empty());
}

fn form(id: MailId, proof: &str) -> RevealMail {
    RevealMail { id, proof: Secret::new(proof) }
}

#[tokio::test]
async fn the_queue_says_how_many_jobs_wait() {
    let test = TestBackend::new().await;
    assert_eq!(jobs::health(&test).await.unwrap().waiting, 0);
    queue(&test, "olivia@example.com").await;
    assert_eq!(jobs::health(&test).await.unwrap().waiting, 1);
    deliver(&test).await;
    assert_eq!(jobs::health(&test).await.unwrap().waiting, 0);
}

/// 1,000 mails through a server that refuses one in ten for now, hangs up on one in twenty and restarts in the middle.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_mails_arrive_once_each_through_a_server_that_refuses_drops_and_restarts() {
    const MAILS: usize = 1000;
    let mut server = SmtpStandIn::start().await;
    // The fault that was set last applies first; each drop hangs up at another point of the conversation.
    let faults = async |server: &mut SmtpStandIn| {
        server.set_fault(Fault::Refuse { code: 451 }.every(10)).await;
        server.set_fault(Fault::DropMidContent.every(40)).await;
        server.set_fault(Fault::DropBeforeAccepting.every(40)).await;
    };
    faults(&mut server).await;
    let test = with_smtp(&server).await;
    queue_all(&test, MAILS).await;

    tokio::join!(deliver(&test), async {
        server.wait_for(MAILS / 3, Duration::from_mins(2)).await;
        server.shut_down().await;
        assert!(server.received().len() < MAILS, "the restart comes in the middle");
    });
    server.restart().await;
    faults(&mut server).await;
    for _ in 0..12 {
        hurry(&test).await;
        deliver(&test).await;
    }

    let received = server.received();
    let once: BTreeSet<&str> = received.iter().flat_map(|mail| mail.to.iter().map(String::as_str)).collect();
    assert_eq!((received.len(), once.len()), (MAILS, MAILS), "none is lost and none comes twice");
    let outcome = |word: &str| server.attempts().iter().filter(|attempt| attempt.outcome == word).count();
    let (refused, dropped) = (outcome("refuse"), outcome("drop_mid_content") + outcome("drop_before_accepting"));
    assert!(refused >= MAILS / 12 && dropped >= MAILS / 25, "the server was as bad as planned: {refused}, {dropped}");
    let operator = test.operator("god@soloos.example").await;
    let god = test.god(&operator).await;
    let delivery = mailbox::mailbox(&test, &god, MailQuery::default()).await.unwrap().delivery;
    assert_eq!((delivery.sent, delivery.failed, delivery.waiting), (1000, 0, 0));
    assert_eq!(delivery.rate().as_deref(), Some("100.0 %"));
}

/// Queues so many mails, each to an address of its own, in one transaction.
async fn queue_all(test: &TestBackend, mails: usize) {
    let mut tx = test.database.owner.begin().await.unwrap();
    sqlx::query("set local role soloos_gate").execute(&mut *tx).await.unwrap();
    sqlx::query("select app.enter_identity()").execute(&mut *tx).await.unwrap();
    for number in 0..mails {
        let letter = PasswordChanged {
            name: "Olivia".to_owned(),
            when_text: "today".to_owned(),
            keys_text: String::new(),
            reset_link: "https://soloos.example/forgot-password".to_owned(),
        };
        outbox::queue(&mut tx, test, None, &format!("person{number}@example.com"), &letter).await.unwrap();
    }
    tx.commit().await.unwrap();
}
