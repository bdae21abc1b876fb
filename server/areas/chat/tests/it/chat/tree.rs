//! Messages as a tree: which are siblings, and which branch is shown.

use domain::AppError;
use server_core::Error;
use uuid::Uuid;

use super::support::{Scene, message, read_to_end, reply, run_of, scene, stored};

/// The ids on the path from the root to the leaf, the oldest message first.
async fn path(scene: &Scene, conversation: Uuid) -> Vec<Uuid> {
    let path: Vec<(Uuid,)> = sqlx::query_as(
        "with recursive path as (
           select m.id, m.parent_id, m.conversation_id, 0 as depth from messages m
           join conversations c on c.id = m.conversation_id and c.leaf_id = m.id where c.id = $1
           union all
           select m.id, m.parent_id, m.conversation_id, p.depth + 1 from messages m
           join path p on m.id = p.parent_id and m.conversation_id = p.conversation_id
         ) select id from path order by depth desc",
    )
    .bind(conversation)
    .fetch_all(&scene.test.database.owner)
    .await
    .unwrap();
    path.into_iter().map(|(id,)| id).collect()
}

#[tokio::test]
async fn what_is_shown_is_the_path_to_the_leaf_and_a_retry_stands_beside_the_answer_before() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("One")).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    scene.test.settle().await;
    let again = chat_area::retry(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    scene.test.settle().await;
    let more = chat_area::send(&scene.test, &scene.caller, reply(&sent, "Two")).await.unwrap();
    scene.test.settle().await;
    let expected = [sent.question.id.0, again.id.0, more.question.id.0, more.answer.id.0];
    assert_eq!(path(&scene, sent.conversation.0).await, expected);
    let shown: Vec<Uuid> =
        stored(&scene, sent.conversation).await.transcript.messages.iter().map(|message| message.id.0).collect();
    assert_eq!(shown, expected);
    let siblings: i64 = sqlx::query_scalar("select count(*) from messages where parent_id = $1")
        .bind(sent.question.id.0)
        .fetch_one(&scene.test.database.owner)
        .await
        .unwrap();
    assert_eq!(siblings, 2, "the old answer stays, out of sight");
}

#[tokio::test]
async fn an_agent_with_conversations_cannot_be_deleted_from_under_them_and_is_archived() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("One")).await.unwrap();
    scene.test.settle().await;
    let owner = &scene.test.database.owner;
    assert!(sqlx::query("delete from agents").execute(owner).await.is_err());
    sqlx::query("update agents set archived_at = now()").execute(owner).await.unwrap();
    assert_eq!(stored(&scene, sent.conversation).await.transcript.messages.len(), 2, "what was said stays");
    let refused = chat_area::send(&scene.test, &scene.caller, reply(&sent, "And?")).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Conflict { .. })), "{refused}");
    let refused = chat_area::send(&scene.test, &scene.caller, message("Anybody?")).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Invalid(_))), "{refused}");
    assert!(chat_area::start(&scene.test, &scene.caller).await.unwrap().agents.is_empty());
}
