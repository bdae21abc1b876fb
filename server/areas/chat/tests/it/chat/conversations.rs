//! Conversations: who finds them, how they are listed, named, deleted and read page by page.

use chat_domain::{ConversationQuery, NewMessage, RenameConversation, TranscriptQuery};
use domain::{AppError, Role};
use server_core::Error;

use super::support::{message, read_to_end, reply, run_of, scene, stored};

#[tokio::test]
async fn nobody_else_finds_a_conversation_or_its_run_not_even_the_owner_of_the_house() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    let mia = scene.test.person(&scene.acme, Role::Member, "mia").await;
    let mia = scene.test.caller(&mia).await;
    let sent = chat_area::send(&scene.test, &mia, message("Private")).await.unwrap();
    let (id, run) = (sent.conversation, run_of(&sent));
    read_to_end(&scene.test, &mia, run, None).await;
    scene.test.settle().await;
    let oscar = scene.test.person(&bravo, Role::Owner, "oscar").await;
    for stranger in [scene.test.caller(&oscar).await, scene.caller] {
        let found = [
            chat_area::view(&scene.test, &stranger, id).await.map(drop),
            chat_area::transcript(&scene.test, &stranger, TranscriptQuery { id, before: None, after: None })
                .await
                .map(drop),
            chat_area::send(&scene.test, &stranger, reply(&sent, "Hi")).await.map(drop),
            chat_area::rename(&scene.test, &stranger, RenameConversation { id, title: "Mine".into() }).await.map(drop),
            chat_area::delete(&scene.test, &stranger, id).await,
            chat_area::restore(&scene.test, &stranger, id).await.map(drop),
            chat_area::stop(&scene.test, &stranger, run).await,
            chat_area::retry(&scene.test, &stranger, run).await.map(drop),
            runs_area::follow(&scene.test, &stranger, run, None).await.map(drop),
        ];
        for (place, found) in found.into_iter().enumerate() {
            assert!(matches!(found, Err(Error::App(AppError::NotFound))), "{place}: {found:?}");
        }
        let list = chat_area::list(&scene.test, &stranger, ConversationQuery::default()).await.unwrap();
        assert_eq!(list.rows, vec![]);
    }
    assert_eq!(scene.olivia.email, "olivia@acme.example");
}

#[tokio::test]
async fn an_agent_of_another_organisation_cannot_be_talked_to() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    let form = NewMessage { agent: bravo.agent.to_string(), ..message("Hello") };
    let refused = chat_area::send(&scene.test, &scene.caller, form).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Invalid(_))), "{refused}");
}

#[tokio::test]
async fn the_list_is_searched_paged_and_ordered_by_the_last_change() {
    let scene = scene().await;
    for number in 0..45 {
        let sent =
            chat_area::send(&scene.test, &scene.caller, message(&format!("Topic {number:02} 100%"))).await.unwrap();
        scene.test.settle().await;
        scene.test.advance(chrono::Duration::seconds(1));
        drop(sent);
    }
    let first = chat_area::list(&scene.test, &scene.caller, ConversationQuery::default()).await.unwrap();
    assert_eq!(first.rows.len(), 40);
    let rest = ConversationQuery { before: first.next_cursor().cloned(), search: None };
    let second = chat_area::list(&scene.test, &scene.caller, rest).await.unwrap();
    assert_eq!((second.rows.len(), second.next_cursor()), (5, None));
    let ids: std::collections::HashSet<_> = first.rows.iter().chain(&second.rows).map(|row| row.id).collect();
    assert_eq!(ids.len(), 45);
    let search = |words: &str| ConversationQuery { before: None, search: Some(words.to_owned()) };
    assert_eq!(chat_area::list(&scene.test, &scene.caller, search("_")).await.unwrap().rows.len(), 0);
    let long = search(&"x".repeat(101));
    assert_eq!(chat_area::list(&scene.test, &scene.caller, long).await.unwrap().rows.len(), 0, "not everything");
}

#[tokio::test]
async fn a_title_of_ones_own_stays_and_an_automatic_one_comes_with_the_first_answer() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[slow:5]] Plan my launch week")).await.unwrap();
    assert_eq!(stored(&scene, sent.conversation).await.title, "[[slow:5]] Plan my launch week");
    read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    let form = RenameConversation { id: sent.conversation, title: "  Launch \n week ".into() };
    assert_eq!(chat_area::rename(&scene.test, &scene.caller, form).await.unwrap().title, "Launch week");
    let again = chat_area::send(&scene.test, &scene.caller, reply(&sent, "More")).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&again), None).await;
    assert_eq!(stored(&scene, sent.conversation).await.title, "Launch week");
}

#[tokio::test]
async fn a_deleted_conversation_comes_back_until_it_is_purged() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    scene.test.settle().await;
    let id = sent.conversation;
    chat_area::delete(&scene.test, &scene.caller, id).await.unwrap();
    let gone = chat_area::view(&scene.test, &scene.caller, id).await.unwrap_err();
    assert!(matches!(gone, Error::App(AppError::NotFound)));
    assert_eq!(chat_area::purge(&scene.test).await.unwrap(), 0);
    chat_area::restore(&scene.test, &scene.caller, id).await.unwrap();
    assert_eq!(stored(&scene, id).await.transcript.messages.len(), 2);
    chat_area::delete(&scene.test, &scene.caller, id).await.unwrap();
    scene.test.advance(chrono::Duration::days(31));
    assert_eq!(chat_area::purge(&scene.test).await.unwrap(), 1);
}

#[tokio::test]
async fn a_long_conversation_is_read_in_stretches_that_miss_and_double_nothing() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("Start")).await.unwrap();
    scene.test.settle().await;
    sqlx::query(
        "insert into messages (id, organization_id, conversation_id, seq, author, content, created_at)
         select gen_random_uuid(), $1, $2, n, case when n % 2 = 1 then 'person' else 'agent' end, 'Message ' || n, now()
         from generate_series(3, 95) n",
    )
    .bind(scene.acme.id.0)
    .bind(sent.conversation.0)
    .execute(&scene.test.database.owner)
    .await
    .unwrap();
    let id = sent.conversation;
    let newest = stored(&scene, id).await.transcript;
    assert_eq!((newest.messages.len(), newest.has_earlier, newest.has_later), (30, true, false));
    let mut seen: Vec<i32> = newest.messages.iter().map(|message| message.seq).collect();
    let mut earlier = true;
    while earlier {
        let query = TranscriptQuery { id, before: Some(seen[0]), after: None };
        let part = chat_area::transcript(&scene.test, &scene.caller, query).await.unwrap();
        earlier = part.has_earlier;
        seen.splice(0..0, part.messages.iter().map(|message| message.seq));
    }
    assert_eq!(seen, (1..=95).collect::<Vec<_>>());
    let query = TranscriptQuery { id, before: None, after: Some(10) };
    let part = chat_area::transcript(&scene.test, &scene.caller, query).await.unwrap();
    assert_eq!((part.messages[0].seq, part.messages.len(), part.has_later), (11, 30, true));
}
