//! How the list loads rows after the first paint: for a new search, the next page, or a refresh.

use chat_domain::{ConversationQuery, ConversationRow};
use domain::{Cursor, Page};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ChatList;
use crate::api::list_conversations;

impl ChatList {
    /// Searches for other words.
    pub fn search_for(&self, words: String) {
        self.search.try_set(words);
        self.reload(true);
    }

    /// Requests the first page again; rows further down stay unless the search has changed.
    pub fn reload(self, replace: bool) {
        let round = self.rounds.begin();
        spawn_local(async move {
            let Some(query) = self.query(None) else { return };
            let answer = list_conversations(query).await;
            if !self.rounds.is_latest(round) {
                return;
            }
            match answer {
                Ok(first) if replace => self.start(first),
                Ok(first) => self.merge(first),
                Err(error) if replace => drop(self.error.try_set(Some(error))),
                Err(_) => {}
            }
        });
    }

    fn merge(&self, first: Page<ConversationRow>) {
        let renamed = self.rows.try_with_untracked(|rows| {
            let differs =
                |fresh: &&ConversationRow| rows.iter().any(|row| row.id == fresh.id && row.title != fresh.title);
            first.rows.iter().find(differs).map(|row| (row.id, row.title.clone()))
        });
        if let Some(renamed) = renamed.flatten() {
            self.retitled.try_set(Some(renamed));
        }
        let fits = self.rows.try_with_untracked(Vec::len).unwrap_or_default() <= first.rows.len();
        if fits {
            return self.start(first);
        }
        self.rows.try_update(|rows| {
            rows.retain(|row| first.rows.iter().all(|fresh| fresh.id != row.id));
            rows.splice(0..0, first.rows);
        });
    }

    /// Loads the next page below.
    pub fn load_more(self) {
        let next = self.next.try_get_untracked().flatten();
        if next.is_none() || self.loading.try_get_untracked().unwrap_or(true) {
            return;
        }
        self.loading.try_set(true);
        self.error.try_set(None);
        spawn_local(async move {
            let Some(query) = self.query(next) else { return };
            match list_conversations(query).await {
                Ok(part) => {
                    let next = part.next_cursor().cloned();
                    self.rows.try_update(|rows| {
                        let fresh: Vec<_> =
                            part.rows.into_iter().filter(|row| rows.iter().all(|held| held.id != row.id)).collect();
                        rows.extend(fresh);
                    });
                    self.next.try_set(next);
                }
                Err(error) => drop(self.error.try_set(Some(error))),
            }
            self.loading.try_set(false);
        });
    }

    fn query(&self, before: Option<Cursor>) -> Option<ConversationQuery> {
        let search = self.search.try_get_untracked()?;
        Some(ConversationQuery { before, search: (!search.trim().is_empty()).then_some(search) })
    }
}
