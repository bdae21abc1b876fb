//! Runs that one process writes and readers of another follow.

use std::time::Duration;

use futures::StreamExt;
use runs_domain::RunStatus;

use super::support::{listen, message, options, read_to_end, run_of, scene, status_of, stored};

#[tokio::test]
async fn a_reader_of_another_process_follows_to_the_same_end() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    listen(&scene, &scene.test).await;
    let sent = chat_area::send(&other, &scene.caller, message("[[slow:5]] across processes")).await.unwrap();
    let (far, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Completed);
    assert_eq!(far, stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().parts);
}

/// Text once reached another server's readers only by polling, several times a second for each of them.
#[tokio::test]
async fn what_is_stored_reaches_readers_elsewhere_because_they_are_told() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    listen(&scene, &scene.test).await;
    let sent = chat_area::send(&other, &scene.caller, message("[[slow:40]] across processes")).await.unwrap();
    let run = run_of(&sent);
    let mut frames = runs_area::follow(&scene.test, &scene.caller, run, None).await.unwrap().unwrap();
    let mut twin = runs_area::follow(&scene.test, &scene.caller, run, None).await.unwrap().unwrap();
    let told = async {
        // Far more often than a reader without notifications would poll.
        for _ in 0..6 {
            frames.next().await.expect("more is to come");
            twin.next().await.expect("all readers of a process are told");
        }
    };
    tokio::time::timeout(Duration::from_secs(4), told).await.expect("words come as they are stored");
    chat_area::stop(&scene.test, &scene.caller, run).await.unwrap();
    let (_, end) = read_to_end(&scene.test, &scene.caller, run, None).await;
    assert!(status_of(&end).is_final());
}

#[tokio::test]
async fn a_reader_who_is_told_nothing_reads_to_the_end_all_the_same() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    let sent = chat_area::send(&other, &scene.caller, message("[[slow:5]] across processes")).await.unwrap();
    let (far, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Completed);
    assert_eq!(far, stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().parts);
}

#[tokio::test]
async fn nobody_follows_a_run_of_somebody_else_on_any_server() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    let rival = scene.test.organization("rival").await;
    let stranger = scene.test.person(&rival, domain::Role::Owner, "rick").await;
    let colleague = scene.test.person(&scene.acme, domain::Role::Admin, "anna").await;
    let sent = chat_area::send(&other, &scene.caller, message("[[slow:20]] mine alone")).await.unwrap();
    let _mine = runs_area::follow(&scene.test, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    for person in [&stranger, &colleague] {
        let caller = scene.test.caller(person).await;
        for server in [&*scene.test, &other] {
            let refused = runs_area::follow(server, &caller, run_of(&sent), None).await;
            assert!(refused.is_err(), "neither where it is written nor where it is passed on");
            let written = runs_area::written(server, &caller, &[run_of(&sent)]).await.unwrap();
            assert!(written.is_empty());
        }
    }
    chat_area::stop(&other, &scene.caller, run_of(&sent)).await.unwrap();
    scene.test.settle().await;
}
