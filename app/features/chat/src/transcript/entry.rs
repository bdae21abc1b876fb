//! One message as the page holds it.

use chat_domain::{Author, MessageView};
use domain::Moment;
use domain::ids::MessageId;
use leptos::prelude::*;
use live::Item;
use live::browser::now_iso;
use runs_domain::RunView;

use super::parts::Parts;

/// A message whose parts update by themselves; its key stays when the server confirms a message that was shown early.
#[derive(Debug, Clone)]
pub struct Entry {
    pub key: String,
    pub message: ArcRwSignal<MessageView>,
    pub parts: Parts,
    /// When this tab saw the run end, as RFC 3339; none if it had ended before.
    pub ended: ArcRwSignal<Option<String>>,
}

impl Entry {
    /// A message from the server.
    pub fn new(message: MessageView) -> Self {
        Self {
            key: message.id.to_string(),
            parts: Parts::new(&message.parts),
            message: ArcRwSignal::new(message),
            ended: ArcRwSignal::new(None),
        }
    }

    /// A question that is being sent to the server.
    pub fn early(client_id: &str, text: &str, seq: i32) -> Self {
        let created = Moment { iso: now_iso(), short: "Sending…".to_owned(), long: String::new() };
        Self {
            key: client_id.to_owned(),
            parts: Parts::new(&[]),
            message: ArcRwSignal::new(MessageView {
                id: MessageId(uuid::Uuid::nil()),
                seq,
                author: Author::Person,
                parts: Vec::new(),
                text: text.to_owned(),
                created,
                run: None,
            }),
            ended: ArcRwSignal::new(None),
        }
    }

    /// Updates this message from the server's version.
    pub fn confirm(&self, message: MessageView) {
        self.parts.replace(0, &message.parts);
        self.message.set(message);
    }

    /// The position in the conversation.
    pub fn seq(&self) -> i32 {
        self.message.with_untracked(|message| message.seq)
    }

    /// The message's id at the server.
    pub fn id(&self) -> MessageId {
        self.message.with_untracked(|message| message.id)
    }

    /// The run that wrote it.
    pub fn run(&self) -> Option<RunView> {
        self.message.with_untracked(|message| message.run.clone())
    }

    /// The run, if it is still writing.
    pub fn running(&self) -> Option<RunView> {
        self.run().filter(|run| !run.status.is_final())
    }
}

impl Item for Entry {
    type Row = MessageView;
    type Id = MessageId;

    fn of(row: MessageView) -> Self {
        Self::new(row)
    }

    fn id_of(row: &MessageView) -> MessageId {
        row.id
    }

    fn place_of(row: &MessageView) -> i64 {
        row.seq.into()
    }

    fn confirmed_id(&self) -> Option<MessageId> {
        Some(self.id()).filter(|id| !id.0.is_nil())
    }

    fn place(&self) -> i64 {
        self.seq().into()
    }

    /// Updates the message if the server's version differs.
    fn refresh(&mut self, row: MessageView) {
        if self.message.with_untracked(|known| *known != row) {
            self.confirm(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn message(id: Uuid, seq: i32) -> MessageView {
        let created = Moment { iso: String::new(), short: String::new(), long: String::new() };
        MessageView {
            id: MessageId(id),
            seq,
            author: Author::Person,
            parts: Vec::new(),
            text: "Hi".to_owned(),
            created,
            run: None,
        }
    }

    #[test]
    fn what_is_on_its_way_has_no_id_yet_and_keeps_its_key_once_it_has_one() {
        let entry = Entry::new(message(Uuid::nil(), 3));
        assert_eq!(entry.confirmed_id(), None);
        let confirmed = message(Uuid::from_u128(7), 4);
        entry.confirm(confirmed.clone());
        assert_eq!((entry.confirmed_id(), entry.place()), (Some(confirmed.id), 4));
        assert_eq!(entry.key, Uuid::nil().to_string());
    }
}
