//! Slow connections, and their effect on everybody else: through real sockets, with short limits.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::time::Duration;

use crate::support::TestApp;
use domain::Role;
use testkit::{TestOrganization, TestPerson};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const HEALTH: &str = "GET /healthz HTTP/1.1\r\nhost: solo.example\r\n\r\n";
/// Far longer than any limit that is set here, and short enough to fail by.
const PATIENCE: Duration = Duration::from_secs(20);

async fn connect(app: &TestApp) -> TcpStream {
    TcpStream::connect(app.running.address()).await.unwrap()
}

async fn say(stream: &mut TcpStream, text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
}

/// Everything until the server closes; it must do so.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset is an end as well.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The next bytes, up to and including `end`.
async fn until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = String::new();
    while !text.ends_with(end) {
        let byte = timeout(PATIENCE, stream.read_u8()).await.unwrap().unwrap();
        text.push(char::from(byte));
    }
    text
}

async fn is_closed_within(stream: &mut TcpStream, time: Duration) -> bool {
    matches!(timeout(time, stream.read_u8()).await, Ok(Err(_)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_without_a_whole_head_is_closed_however_busily_it_trickles() {
    let app = TestApp::with(&[("SOLOOS_HEAD_TIMEOUT_SECONDS", "1")]).await;
    let mut silent = connect(&app).await;
    let mut halfway = connect(&app).await;
    say(&mut halfway, "GET / HTTP/1.1\r\nhost: x\r\nx-long: ").await;
    let mut trickling = connect(&app).await;
    let trickle = async {
        for byte in HEALTH.bytes().cycle().filter(u8::is_ascii_alphabetic) {
            let is_gone = trickling.write_all(&[byte]).await.is_err()
                || is_closed_within(&mut trickling, Duration::from_millis(50)).await;
            if is_gone {
                break;
            }
        }
    };
    timeout(PATIENCE, trickle).await.unwrap();
    assert_eq!(rest(&mut silent).await, "");
    assert_eq!(rest(&mut halfway).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn between_two_requests_a_connection_may_rest_for_longer_and_not_for_ever() {
    let app = TestApp::with(&[("SOLOOS_HEAD_TIMEOUT_SECONDS", "1"), ("SOLOOS_IDLE_TIMEOUT_SECONDS", "3")]).await;
    let mut stream = connect(&app).await;
    say(&mut stream, HEALTH).await;
    assert!(until(&mut stream, "\r\n\r\nok").await.starts_with("HTTP/1.1 200"));
    assert!(!is_closed_within(&mut stream, Duration::from_millis(1500)).await);
    say(&mut stream, HEALTH).await;
    assert!(until(&mut stream, "\r\n\r\nok").await.starts_with("HTTP/1.1 200"));
    assert_eq!(rest(&mut stream).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_stops_coming_is_answered_as_late_and_is_no_fault_of_ours() {
    let app = TestApp::with(&[("SOLOOS_STALL_TIMEOUT_SECONDS", "1")]).await;
    let mut stream = connect(&app).await;
    say(
        &mut stream,
        "POST /api/account/sign-in HTTP/1.1\r\nhost: x\r\naccept: application/json\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: 400\r\n\r\nform%5Bemail%5D=",
    )
    .await;
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("did not arrive in time"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_outlives_every_limit_as_long_as_it_is_read() {
    let limits = ["SOLOOS_HEAD_TIMEOUT_SECONDS", "SOLOOS_IDLE_TIMEOUT_SECONDS", "SOLOOS_STALL_TIMEOUT_SECONDS"]
        .map(|key| (key, "1"));
    let app = TestApp::with(&limits).await;
    let acme = app.backend.organization("acme").await;
    let mia = app.backend.person(&acme, Role::Member, "mia").await;
    let mut stream = listening(&app, &acme, &mia).await;
    assert!(!is_closed_within(&mut stream, Duration::from_millis(2500)).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_say_nothing_give_way_to_those_who_come_from_the_same_address_too() {
    for keys in [("SOLOOS_MAX_CONNECTIONS_PER_ADDRESS", "8"), ("SOLOOS_MAX_CONNECTIONS", "16")] {
        let app = TestApp::with(&[keys]).await;
        let mut silent = Vec::new();
        for number in 0..60 {
            let mut stream = connect(&app).await;
            if number % 2 == 0 {
                say(&mut stream, "GET /").await;
            }
            silent.push(stream);
        }
        let mut stream = connect(&app).await;
        say(&mut stream, HEALTH).await;
        assert!(until(&mut stream, "\r\n\r\nok").await.starts_with("HTTP/1.1 200"), "{keys:?}");
        for stream in silent.iter_mut().take(40) {
            assert_eq!(rest(stream).await, "");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_is_being_answered_gives_way_and_who_comes_is_told_that_all_is_full() {
    let app = TestApp::with(&[("SOLOOS_MAX_CONNECTIONS_PER_ADDRESS", "8")]).await;
    let acme = app.backend.organization("acme").await;
    let mia = app.backend.person(&acme, Role::Member, "mia").await;
    let mut busy = Vec::new();
    for _ in 0..8 {
        busy.push(listening(&app, &acme, &mia).await);
    }
    for _ in 0..3 {
        let refused = rest(&mut connect(&app).await).await;
        assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("very busy"), "{refused}");
    }
    for stream in &mut busy {
        assert!(!is_closed_within(stream, Duration::from_millis(50)).await);
    }
    busy.pop();
    // Once the server has noticed that one left, there is room for one.
    let mut answer = String::new();
    while !answer.starts_with("HTTP/1.1 200") {
        let mut stream = connect(&app).await;
        // A refused connection may be gone before the request is sent.
        let _ = stream.write_all(HEALTH.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n").as_bytes()).await;
        answer = rest(&mut stream).await;
    }
}

/// An open stream that has sent its first event.
async fn listening(app: &TestApp, organization: &TestOrganization, person: &TestPerson) -> TcpStream {
    let mut stream = connect(app).await;
    let head = format!(
        "GET /sse/session?organization={} HTTP/1.1\r\nhost: x\r\ncookie: soloos_session={}\r\n\r\n",
        organization.id, person.token
    );
    say(&mut stream, &head).await;
    assert!(until(&mut stream, "listening\n\n").await.starts_with("HTTP/1.1 200"));
    // The end of the comment's chunk, and then nothing.
    assert_eq!(until(&mut stream, "\r\n").await, "\r\n");
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_than_http_1_is_spoken() {
    let app = TestApp::start().await;
    let mut stream = connect(&app).await;
    say(&mut stream, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u{4}\0\0\0\0\0").await;
    let answer = rest(&mut stream).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer:?}");
    let mut stream = connect(&app).await;
    say(
        &mut stream,
        "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: upgrade, http2-settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n\r\n",
    )
    .await;
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_is_far_too_long_is_refused_and_one_with_many_cookies_is_not() {
    let app = TestApp::start().await;
    let ask = |cookie: usize| {
        format!("GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncookie: a={}\r\n\r\n", "x".repeat(cookie))
    };
    let mut stream = connect(&app).await;
    say(&mut stream, &ask(16_000)).await;
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 200"));
    let mut stream = connect(&app).await;
    let _ = stream.write_all(ask(80_000).as_bytes()).await;
    let answer = rest(&mut stream).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
}
