//! Dropping the stream ends the work at the provider.

use futures::StreamExt;
use llm::ChatEvent;
use stand_ins::{Outcome, RecordedRequest};

use crate::scene::{PATIENT, Scene, Tested};

fn was_left(requests: &[RecordedRequest]) -> bool {
    requests.last().is_some_and(|request| request.outcome == Outcome::Disconnected)
}

#[tokio::test]
async fn dropping_a_flowing_stream_closes_the_connection() -> Tested {
    let scene = Scene::open().await?;
    let mut answer = scene.models.stream(scene.request("slow:1")).await?;
    let first = answer.next().await.ok_or("nothing came")??;
    assert_eq!(first, ChatEvent::Text("You".into()));
    drop(answer);
    scene.server.wait_for(was_left, PATIENT.idle).await?;
    Ok(())
}

#[tokio::test]
async fn dropping_a_silent_stream_closes_the_connection() -> Tested {
    let scene = Scene::open().await?;
    let mut answer = scene.models.stream(scene.request("silence")).await?;
    answer.next().await.ok_or("nothing came")??;
    drop(answer);
    scene.server.wait_for(was_left, PATIENT.idle).await?;
    Ok(())
}

#[tokio::test]
async fn dropping_a_request_that_is_not_answered_yet_closes_the_connection() -> Tested {
    let scene = Scene::open().await?;
    tokio::select! {
        _ = scene.models.stream(scene.request("hang")) => return Err("it answered".into()),
        arrived = scene.server.wait_for(|all| !all.is_empty(), PATIENT.idle) => arrived?,
    };
    scene.server.wait_for(was_left, PATIENT.idle).await?;
    Ok(())
}
