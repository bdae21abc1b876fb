//! An organisation whose owner talks to a model server.

use std::time::Duration;

use chat_domain::{ConversationView, NewMessage, Sent};
use domain::Role;
use domain::ids::{ConversationId, RunId};
use futures::StreamExt;
use llm::{Endpoint, Provider, Timeouts};
use runs_domain::{Part, ReceivedParts, RunFrame, RunStatus};
use server_core::revocations::Listening;
use server_core::{Backend, Caller};
use stand_ins::OpenAiStandIn;
use testkit::{TestBackend, TestOptions, TestOrganization, TestPerson};

pub struct Scene {
    pub test: TestBackend,
    pub model: OpenAiStandIn,
    pub acme: TestOrganization,
    pub olivia: TestPerson,
    pub caller: Caller,
}

pub fn options(model: &OpenAiStandIn) -> TestOptions {
    let endpoint = Endpoint {
        provider: Provider::OpenAi,
        base_url: model.base_url().to_owned(),
        api_key: OpenAiStandIn::API_KEY.into(),
        models: vec!["gpt-test".to_owned()],
    };
    let timeouts = Timeouts {
        connect: Duration::from_secs(2),
        first_token: Duration::from_millis(800),
        idle: Duration::from_millis(500),
    };
    TestOptions { endpoints: vec![endpoint], timeouts: Some(timeouts), ..TestOptions::default() }
}

pub async fn scene() -> Scene {
    let model = OpenAiStandIn::start().await.unwrap();
    let test = TestBackend::with(options(&model)).await;
    let acme = test.organization("acme").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    let caller = test.caller(&olivia).await;
    Scene { test, model, acme, olivia, caller }
}

pub fn message(text: &str) -> NewMessage {
    NewMessage { text: text.to_owned(), ..NewMessage::default() }
}

pub fn reply(sent: &Sent, text: &str) -> NewMessage {
    NewMessage { conversation: sent.conversation.to_string(), text: text.to_owned(), ..NewMessage::default() }
}

pub fn run_of(sent: &Sent) -> RunId {
    sent.answer.run.as_ref().unwrap().id
}

/// Follows the run to its end; returns the parts that a reader then has, and the last frame.
pub async fn read_to_end(backend: &Backend, caller: &Caller, run: RunId, after: Option<i32>) -> (Vec<Part>, RunFrame) {
    let (mut held, mut received): (Vec<Part>, _) = (Vec::new(), ReceivedParts::default());
    let mut frames = runs_area::follow(backend, caller, run, after).await.unwrap().expect("there is more to come");
    let reading = async {
        while let Some((_, frame)) = frames.next().await {
            match frame {
                RunFrame::Parts { from, changes } => {
                    held.truncate(from);
                    held.extend_from_slice(received.take(from, changes).expect("no frame is missing"));
                }
                end @ RunFrame::End { .. } => return end,
            }
        }
        panic!("the stream ended without an end");
    };
    let end = tokio::time::timeout(Duration::from_secs(30), reading).await.expect("the run ends");
    (held, end)
}

pub fn status_of(end: &RunFrame) -> RunStatus {
    match end {
        RunFrame::End { run, .. } => run.status,
        RunFrame::Parts { .. } => panic!("not an end"),
    }
}

pub async fn stored(scene: &Scene, conversation: ConversationId) -> ConversationView {
    chat_area::view(&scene.test, &scene.caller, conversation).await.unwrap()
}

/// Makes a process listen to the database's notifications.
pub async fn listen(scene: &Scene, backend: &Backend) {
    let listening = Listening::begin(scene.test.database.options()).await.unwrap();
    backend.tasks.spawn(listening.go_on(backend.clone()));
}
