//! Acts on a conversation: rename, delete, undo. Each shows at once and is reverted on failure.

use chat_domain::{OneConversation, RenameConversation};
use domain::ids::ConversationId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Toast, Toasts};

use super::ChatList;
use crate::api::{delete_conversation, rename_conversation_title, restore_conversation};

impl ChatList {
    /// Renames it; `refused` gets the message when that fails.
    pub fn rename(self, form: RenameConversation, refused: RwSignal<Option<String>>) {
        if let Err(errors) = form.validate() {
            refused.try_set(Some(errors.to_string()));
            return;
        }
        spawn_local(async move {
            match rename_conversation_title(form).await {
                Ok(row) => {
                    self.retitle(row.id, &row.title);
                    self.renaming.try_set(None);
                }
                Err(error) => drop(refused.try_set(Some(error.to_string()))),
            }
        });
    }

    /// Deletes it with an undo, and leaves the conversation if it is the current page's.
    pub fn delete(self, id: ConversationId, toasts: Toasts) {
        let held = self.remove(id);
        spawn_local(async move {
            match delete_conversation(OneConversation { id }).await {
                Ok(()) => {
                    let was_active = self.active.try_get_untracked().flatten() == Some(id);
                    if was_active {
                        self.go.try_run("/chat".to_owned());
                    }
                    let undo = Callback::new(move |()| self.restore(id, was_active, toasts));
                    toasts.show(Toast::new("Conversation deleted").action("Undo", undo));
                }
                Err(error) => {
                    if let Some((at, row)) = held {
                        self.put_back(at, row);
                    }
                    toasts.show(Toast::danger(error.to_string()));
                }
            }
        });
    }

    fn restore(self, id: ConversationId, reopen: bool, toasts: Toasts) {
        spawn_local(async move {
            match restore_conversation(OneConversation { id }).await {
                Ok(_) => {
                    self.reload(false);
                    if reopen {
                        self.go.try_run(format!("/chat/{id}"));
                    }
                }
                Err(error) => toasts.show(Toast::danger(error.to_string())),
            }
        });
    }
}
