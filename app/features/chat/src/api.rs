//! The server functions of the chat. Each one that writes also serves as the target of a plain HTML form.

use chat_domain::{
    ChatStart, ConversationQuery, ConversationRow, ConversationView, MessageView, NewMessage, OneConversation,
    RenameConversation, Sent, Transcript, TranscriptQuery,
};
use domain::{AppResult, Page};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use runs_domain::OneRun;

/// What the start page shows.
#[server(prefix = "/api", endpoint = "chat/start", input = GetUrl)]
pub async fn start_chat() -> AppResult<ChatStart> {
    let (backend, caller) = kit::caller()?;
    Ok(chat_area::start(&backend, &caller).await?)
}

/// A page of the caller's conversations.
#[server(prefix = "/api", endpoint = "chat/list", input = GetUrl)]
pub async fn list_conversations(#[server(default)] query: ConversationQuery) -> AppResult<Page<ConversationRow>> {
    let (backend, caller) = kit::caller()?;
    Ok(chat_area::list(&backend, &caller, query).await?)
}

/// A conversation with its newest messages.
#[server(prefix = "/api", endpoint = "chat/view", input = GetUrl)]
pub async fn view_conversation(#[server(default)] query: OneConversation) -> AppResult<ConversationView> {
    let (backend, caller) = kit::caller()?;
    Ok(chat_area::view(&backend, &caller, query.id).await?)
}

/// Other messages of a conversation.
#[server(prefix = "/api", endpoint = "chat/transcript", input = GetUrl)]
pub async fn view_transcript(#[server(default)] query: TranscriptQuery) -> AppResult<Transcript> {
    let (backend, caller) = kit::caller()?;
    Ok(chat_area::transcript(&backend, &caller, query).await?)
}

/// Sends a message and starts its answer; a plain form is redirected to the conversation.
#[server(prefix = "/api", endpoint = "chat/send")]
#[middleware(kit::keep::<Self>())]
pub async fn send_message(#[server(default)] form: NewMessage) -> AppResult<Sent> {
    let (backend, caller) = kit::caller()?;
    let sent = chat_area::send(&backend, &caller, form).await?;
    kit::lead_plain_form(&format!("/chat/{}", sent.conversation));
    Ok(sent)
}

/// Stops a running answer.
#[server(prefix = "/api", endpoint = "chat/stop")]
#[middleware(kit::keep::<Self>())]
pub async fn stop_run(#[server(default)] form: OneRun) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    Ok(chat_area::stop(&backend, &caller, form.id).await?)
}

/// Writes the answer again; the old one is superseded.
#[server(prefix = "/api", endpoint = "chat/retry")]
#[middleware(kit::keep::<Self>())]
pub async fn retry_run(#[server(default)] form: OneRun) -> AppResult<MessageView> {
    let (backend, caller) = kit::caller()?;
    Ok(chat_area::retry(&backend, &caller, form.id).await?)
}

/// Renames a conversation; a plain form is redirected to the conversation.
#[server(prefix = "/api", endpoint = "chat/rename")]
#[middleware(kit::keep::<Self>())]
pub async fn rename_conversation_title(#[server(default)] form: RenameConversation) -> AppResult<ConversationRow> {
    let (backend, caller) = kit::caller()?;
    let row = chat_area::rename(&backend, &caller, form).await?;
    kit::lead_plain_form(&format!("/chat/{}", row.id));
    Ok(row)
}

/// Deletes a conversation; a plain form is redirected to the start page, which offers to undo it.
#[server(prefix = "/api", endpoint = "chat/delete")]
#[middleware(kit::keep::<Self>())]
pub async fn delete_conversation(#[server(default)] form: OneConversation) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    chat_area::delete(&backend, &caller, form.id).await?;
    kit::lead_plain_form(&format!("/chat?deleted={}", form.id));
    Ok(())
}

/// Restores a deleted conversation; a plain form is redirected to it.
#[server(prefix = "/api", endpoint = "chat/restore")]
#[middleware(kit::keep::<Self>())]
pub async fn restore_conversation(#[server(default)] form: OneConversation) -> AppResult<ConversationRow> {
    let (backend, caller) = kit::caller()?;
    let row = chat_area::restore(&backend, &caller, form.id).await?;
    kit::lead_plain_form(&format!("/chat/{}", row.id));
    Ok(row)
}
