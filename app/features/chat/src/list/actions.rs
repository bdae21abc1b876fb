//! Acts on a conversation: rename, delete, undo. Each shows at once and is reverted on failure.

use chat_domain::{OneConversation, RenameConversation};
use domain::ids::ConversationId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Toast, Toasts, rescue_focus};

use super::{ChatList, DRAWER};
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
                    self.end_renaming();
                }
                Err(error) => drop(refused.try_set(Some(error.to_string()))),
            }
        });
    }

    /// Removes the form that renames. Its focus returns to the menu in which it began.
    pub fn end_renaming(&self) {
        let Some((place, id)) = self.renaming.try_get_untracked().flatten() else { return };
        self.renaming.try_set(None);
        rescue_focus(vec![format!("[popovertarget={}]", place.menu_of(id))]);
    }

    /// Deletes it with an undo, and leaves the conversation if it is the current page's.
    pub fn delete(self, id: ConversationId, toasts: Toasts) {
        let held = self.remove(id);
        if let Some((at, _)) = held {
            rescue_focus(self.around(at));
        }
        spawn_local(async move {
            match delete_conversation(OneConversation { id }).await {
                Ok(()) => {
                    let was_active = self.active.try_get_untracked().flatten() == Some(id);
                    if was_active {
                        self.go.try_run("/chat".to_owned());
                    }
                    let undo = Callback::new(move |()| self.restore(id, was_active, toasts));
                    toasts.show(Toast::new("Conversation deleted").action("Undo", undo));
                    rescue_focus(vec![".toast:last-child button".to_owned()]);
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
        rescue_focus(vec![new_conversation()]);
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

    /// Where the focus goes after the row at this index was removed: the row that took its place, or the one before it.
    fn around(&self, at: usize) -> Vec<String> {
        let rows = self.rows.try_with_untracked(|rows| {
            let near = [rows.get(at), at.checked_sub(1).and_then(|before| rows.get(before))];
            near.into_iter().flatten().map(|row| link_to(&format!("/chat/{}", row.id))).collect::<Vec<_>>()
        });
        rows.unwrap_or_default().into_iter().chain([new_conversation()]).collect()
    }
}

/// The link that starts a conversation, which is always in the list.
fn new_conversation() -> String {
    link_to("/chat")
}

/// A link of the list, as a selector.
fn link_to(path: &str) -> String {
    format!("#{DRAWER} a[href='{path}']")
}
