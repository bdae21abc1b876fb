//! What the list shows. It starts from the server's first part and is changed by events only, so that
//! the running answer, the composer and the rows themselves can each say what they know.

use domain::AppError;
use domain::chat::{ConversationList, ConversationQuery, ConversationRow, ConversationView};
use domain::ids::ConversationId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::list_conversations;

/// Where a title is being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    List,
    Header,
}

/// The handle to the list; lives in the layout, above everything that reads it.
#[derive(Clone, Copy)]
pub struct ChatList {
    pub rows: RwSignal<Vec<ConversationRow>>,
    /// The cursor of the next part.
    pub next: RwSignal<Option<String>>,
    pub search: RwSignal<String>,
    pub loading: RwSignal<bool>,
    pub error: RwSignal<Option<AppError>>,
    /// The title that is being edited.
    pub renaming: RwSignal<Option<(Place, ConversationId)>>,
    /// The latest title that changed after the page was rendered.
    retitled: RwSignal<Option<(ConversationId, String)>>,
    /// A conversation that this tab has just begun and needs not ask for.
    handoff: StoredValue<Option<ConversationView>>,
    /// Counts searches, so that a slow answer never replaces a later one.
    round: StoredValue<u32>,
}

impl ChatList {
    /// An empty list that looks for these words.
    pub fn new(search: String, renaming: Option<ConversationId>) -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            search: RwSignal::new(search),
            loading: RwSignal::new(false),
            error: RwSignal::new(None),
            renaming: RwSignal::new(renaming.map(|id| (Place::Header, id))),
            retitled: RwSignal::new(None),
            handoff: StoredValue::new(None),
            round: StoredValue::new(0),
        }
    }

    /// The list of the layout around.
    pub fn current() -> Self {
        use_context::<Self>().unwrap_or_else(|| Self::new(String::new(), None))
    }

    /// Takes over what the server sent first.
    pub fn start(&self, first: ConversationList) {
        self.rows.try_set(first.rows);
        self.next.try_set(first.next);
    }

    /// Looks for other words.
    pub fn search_for(&self, words: String) {
        self.search.try_set(words);
        self.reload(true);
    }

    /// Asks for the first part again; what lies further down stays unless the words are others.
    pub fn reload(self, replace: bool) {
        let round = self.round.try_get_value().unwrap_or_default().wrapping_add(1);
        self.round.try_set_value(round);
        spawn_local(async move {
            let Some(query) = self.query(None) else { return };
            let answer = list_conversations(query).await;
            if self.round.try_get_value() != Some(round) {
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

    fn merge(&self, first: ConversationList) {
        let renamed = self.rows.try_with_untracked(|rows| {
            let differs = |fresh: &&ConversationRow| rows.iter().any(|row| row.id == fresh.id && row.title != fresh.title);
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

    /// Loads the next part below.
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
                    self.rows.try_update(|rows| {
                        let fresh: Vec<_> =
                            part.rows.into_iter().filter(|row| rows.iter().all(|held| held.id != row.id)).collect();
                        rows.extend(fresh);
                    });
                    self.next.try_set(part.next);
                }
                Err(error) => drop(self.error.try_set(Some(error))),
            }
            self.loading.try_set(false);
        });
    }

    fn query(&self, before: Option<String>) -> Option<ConversationQuery> {
        let search = self.search.try_get_untracked()?;
        Some(ConversationQuery { before, search: (!search.trim().is_empty()).then_some(search) })
    }

    /// Puts a conversation on top, as one in which an answer is being written.
    pub fn raise(&self, row: ConversationRow) {
        self.rows.try_update(|rows| {
            let title = rows.iter().find(|held| held.id == row.id).map(|held| held.title.clone());
            rows.retain(|held| held.id != row.id);
            rows.insert(0, ConversationRow { title: title.unwrap_or(row.title), ..row });
        });
    }

    /// Takes a conversation out; gives what was there.
    pub fn remove(&self, id: ConversationId) -> Option<(usize, ConversationRow)> {
        self.rows.try_update(|rows| {
            let at = rows.iter().position(|row| row.id == id)?;
            Some((at, rows.remove(at)))
        })?
    }

    /// Puts a conversation back where it was.
    pub fn put_back(&self, at: usize, row: ConversationRow) {
        self.rows.try_update(|rows| {
            if rows.iter().all(|held| held.id != row.id) {
                rows.insert(at.min(rows.len()), row);
            }
        });
    }

    /// Says whether an answer is being written in the conversation.
    pub fn mark(&self, id: ConversationId, streaming: bool) {
        self.change(id, |row| row.streaming = streaming);
    }

    /// Gives the conversation another title here and in its heading.
    pub fn retitle(&self, id: ConversationId, title: &str) {
        self.change(id, |row| title.clone_into(&mut row.title));
        self.retitled.try_set(Some((id, title.to_owned())));
    }

    fn change(&self, id: ConversationId, change: impl FnOnce(&mut ConversationRow)) {
        self.rows.try_update(|rows| rows.iter_mut().find(|row| row.id == id).map(change));
    }

    /// The title that the conversation got since the page was rendered.
    pub fn new_title(&self, id: ConversationId) -> Option<String> {
        self.retitled.with(|retitled| retitled.as_ref().filter(|(of, _)| *of == id).map(|(_, title)| title.clone()))
    }

    /// The row of a conversation, followed.
    pub fn row(&self, id: ConversationId) -> Option<ConversationRow> {
        self.rows.with(|rows| rows.iter().find(|row| row.id == id).cloned())
    }

    /// Whether an answer is being written in another conversation than this one.
    pub fn is_waiting_elsewhere(&self, here: Option<ConversationId>) -> bool {
        self.rows.try_with_untracked(|rows| rows.iter().any(|row| row.streaming && Some(row.id) != here)).unwrap_or(false)
    }

    /// Leaves a conversation for the page that opens next.
    pub fn hand_over(&self, view: ConversationView) {
        self.handoff.try_set_value(Some(view));
    }

    /// Takes the conversation that was left for this page.
    pub fn take_over(&self, id: ConversationId) -> Option<ConversationView> {
        self.handoff.try_update_value(Option::take).flatten().filter(|view| view.id == id)
    }
}
