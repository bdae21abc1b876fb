//! The errors of the client when the server misbehaves, and the mails that the server really has by then.

mod support;

use std::time::Duration;

use mail::{Envelope, SendFailure};
use smtp_stand_in::{Fault, FaultPlan, SmtpStandIn};
use support::{PATIENT, client, envelope};
use tokio::task::JoinSet;

const BRIEF: Duration = Duration::from_millis(400);

/// Sends one mail under a fault; returns the failure and the number of mails the server kept.
async fn send_under(fault: impl Into<FaultPlan>, stage: Duration, mail: &Envelope) -> (Option<SendFailure>, usize) {
    let mut server = SmtpStandIn::start().await;
    server.set_fault(fault).await;
    let failure = match client(&server.url(), stage) {
        Ok(smtp) => smtp.send(mail).await.err(),
        Err(error) => Some(error.into()),
    };
    (failure, server.received().len())
}

#[tokio::test]
async fn a_refused_address_is_permanent() {
    let (failure, kept) = send_under(Fault::Refuse { code: 550 }, PATIENT, &envelope()).await;
    assert!(
        matches!(&failure, Some(SendFailure::Permanent { code: Some(550), message }) if message.contains("Refused by the test")),
        "{failure:?}"
    );
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn refused_content_is_permanent_and_a_full_mailbox_is_not() {
    let (failure, kept) = send_under(Fault::RefuseContent { code: 554 }, PATIENT, &envelope()).await;
    assert_eq!((failure.and_then(|failure| failure.code()), kept), (Some(554), 0));
    let (failure, kept) = send_under(Fault::RefuseContent { code: 452 }, PATIENT, &envelope()).await;
    assert!(matches!(failure, Some(SendFailure::Temporary { code: Some(452), .. })), "{failure:?}");
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn greylisting_is_temporary_and_the_third_attempt_arrives_once() {
    let mut server = SmtpStandIn::start().await;
    server.set_fault(Fault::Refuse { code: 451 }.times(2).only_for("ada@example.com")).await;
    let smtp = client(&server.url(), PATIENT).unwrap();
    for _ in 0..2 {
        let failure = smtp.send(&envelope()).await.unwrap_err();
        assert!(matches!(failure, SendFailure::Temporary { code: Some(451), .. }), "{failure:?}");
    }
    let other = Envelope { to: "bob@example.com".into(), ..envelope() };
    smtp.send(&other).await.unwrap();
    smtp.send(&envelope()).await.unwrap();
    assert_eq!(server.received().len(), 2);
    let outcomes: Vec<_> = server.attempts().into_iter().map(|attempt| attempt.outcome).collect();
    assert_eq!(outcomes, ["refuse", "refuse", "accept", "accept"]);
}

#[tokio::test]
async fn a_connection_lost_before_the_content_has_delivered_nothing() {
    let (failure, kept) = send_under(Fault::DropAtRcpt, PATIENT, &envelope()).await;
    assert!(matches!(failure, Some(SendFailure::Unreachable { .. })), "{failure:?}");
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn a_connection_lost_inside_a_long_content_has_delivered_nothing() {
    // Longer than all socket buffers on the way, so that the client is still writing when the server hangs up.
    let long = Envelope { text: format!("{}\r\n", "All work and no play. ".repeat(40)).repeat(20_000), ..envelope() };
    let (failure, kept) = send_under(Fault::DropMidContent, PATIENT, &long).await;
    assert!(matches!(failure, Some(SendFailure::Unreachable { .. })), "{failure:?}");
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn a_connection_lost_after_the_content_is_uncertain_whether_kept_or_not() {
    for (fault, expected) in [(Fault::DropBeforeAccepting, 0), (Fault::DropAfterAccepting, 1)] {
        let (failure, kept) = send_under(fault, PATIENT, &envelope()).await;
        assert!(matches!(failure, Some(SendFailure::Uncertain { .. })), "{fault:?}: {failure:?}");
        assert_eq!(kept, expected, "{fault:?}");
    }
}

#[tokio::test]
async fn a_server_silent_before_the_content_is_unreachable() {
    let (failure, kept) = send_under(Fault::HangAtRcpt, BRIEF, &envelope()).await;
    assert!(matches!(failure, Some(SendFailure::Unreachable { .. })), "{failure:?}");
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn a_slow_last_reply_is_waited_for_four_stages_and_then_uncertain() {
    let (failure, kept) = send_under(Fault::SlowReply { millis: 800 }, BRIEF, &envelope()).await;
    assert_eq!((failure, kept), (None, 1));
    let (failure, kept) = send_under(Fault::SlowReply { millis: 60_000 }, BRIEF, &envelope()).await;
    assert!(matches!(failure, Some(SendFailure::Uncertain { .. })), "{failure:?}");
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn a_server_that_is_down_is_unreachable_and_works_again_after_its_restart() {
    let mut server = SmtpStandIn::start().await;
    let smtp = client(&server.url(), PATIENT).unwrap();
    smtp.send(&envelope()).await.unwrap();
    server.stop().await;
    assert!(matches!(smtp.send(&envelope()).await, Err(SendFailure::Unreachable { .. })));
    assert!(matches!(smtp.check().await, Err(SendFailure::Unreachable { .. })));
    server.restart().await;
    smtp.check().await.unwrap();
    smtp.send(&envelope()).await.unwrap();
    assert_eq!(server.wait_for(2, PATIENT).await.len(), 2);
}

#[tokio::test]
async fn something_that_speaks_no_smtp_is_unreachable_within_its_time() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", silent.local_addr().unwrap());
    let failure = client(&url, BRIEF).unwrap().send(&envelope()).await.unwrap_err();
    assert!(matches!(failure, SendFailure::Unreachable { .. }), "{failure:?}");
}

#[tokio::test]
async fn twenty_mails_at_once_arrive_once_each() {
    let server = SmtpStandIn::start().await;
    let smtp = client(&server.url(), PATIENT).unwrap();
    let mut sending = JoinSet::new();
    for number in 0..20 {
        let (smtp, to) = (smtp.clone(), format!("person{number}@example.com"));
        sending.spawn(async move { smtp.send(&Envelope { to, ..envelope() }).await });
    }
    assert!(sending.join_all().await.iter().all(Result::is_ok));
    let recipients: std::collections::BTreeSet<_> = server.received().into_iter().flat_map(|mail| mail.to).collect();
    assert_eq!((recipients.len(), server.received().len()), (20, 20));
}
