//! The state of the list. It starts from the server's first page and is changed by events only, so that the running
//! answer, the composer and the rows themselves can each report changes.

use chat_domain::{ConversationRow, ConversationView};
use domain::ids::ConversationId;
use domain::{AppError, Cursor, Page};
use leptos::prelude::*;
use live::LiveRounds;

/// Where a title is being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    List,
    Header,
}

impl Place {
    /// The id of the conversation's menu there.
    pub(super) fn menu_of(self, id: ConversationId) -> String {
        match self {
            Self::List => format!("row-menu-{id}"),
            Self::Header => format!("header-menu-{id}"),
        }
    }
}

/// The handle to the list; created in the layout, above everything that reads it.
#[derive(Clone, Copy)]
pub struct ChatList {
    pub rows: RwSignal<Vec<ConversationRow>>,
    /// The cursor of the next page.
    pub next: RwSignal<Option<Cursor>>,
    pub search: RwSignal<String>,
    pub loading: RwSignal<bool>,
    pub error: RwSignal<Option<AppError>>,
    /// The title that is being edited.
    pub renaming: RwSignal<Option<(Place, ConversationId)>>,
    /// The conversation in the address.
    pub active: Signal<Option<ConversationId>>,
    /// Opens a page; outlives the rows and pages that call it.
    pub go: Callback<String>,
    /// The latest title that has changed since the page was rendered.
    pub(super) retitled: RwSignal<Option<(ConversationId, String)>>,
    /// A conversation that this tab has just started and need not fetch.
    handoff: StoredValue<Option<ConversationView>>,
    /// Counts searches, so that a slow answer never replaces a later one.
    pub(super) rounds: LiveRounds,
}

impl ChatList {
    /// An empty list.
    pub fn new(active: Signal<Option<ConversationId>>, go: Callback<String>) -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            search: RwSignal::new(String::new()),
            loading: RwSignal::new(false),
            error: RwSignal::new(None),
            renaming: RwSignal::new(None),
            active,
            go,
            retitled: RwSignal::new(None),
            handoff: StoredValue::new(None),
            rounds: LiveRounds::new(),
        }
    }

    /// The list of the enclosing layout.
    pub fn current() -> Self {
        use_context::<Self>().unwrap_or_else(|| Self::new(Signal::stored(None), Callback::new(|_| ())))
    }

    /// Starts from the server's first page.
    pub fn start(&self, first: Page<ConversationRow>) {
        self.next.try_set(first.next_cursor().cloned());
        self.rows.try_set(first.rows);
    }

    /// Puts a conversation on top, as one whose answer is being written.
    pub fn raise(&self, row: ConversationRow) {
        self.rows.try_update(|rows| {
            let title = rows.iter().find(|held| held.id == row.id).map(|held| held.title.clone());
            rows.retain(|held| held.id != row.id);
            rows.insert(0, ConversationRow { title: title.unwrap_or(row.title), ..row });
        });
    }

    /// Removes a conversation and returns it.
    pub fn remove(&self, id: ConversationId) -> Option<(usize, ConversationRow)> {
        self.rows.try_update(|rows| {
            let at = rows.iter().position(|row| row.id == id)?;
            Some((at, rows.remove(at)))
        })?
    }

    /// Puts a conversation back in its place.
    pub fn put_back(&self, at: usize, row: ConversationRow) {
        self.rows.try_update(|rows| {
            if rows.iter().all(|held| held.id != row.id) {
                rows.insert(at.min(rows.len()), row);
            }
        });
    }

    /// Marks whether an answer is being written in the conversation.
    pub fn mark(&self, id: ConversationId, streaming: bool) {
        self.change(id, |row| row.streaming = streaming);
    }

    /// Renames the conversation here and in its heading.
    pub fn retitle(&self, id: ConversationId, title: &str) {
        self.change(id, |row| title.clone_into(&mut row.title));
        self.retitled.try_set(Some((id, title.to_owned())));
    }

    fn change(&self, id: ConversationId, change: impl FnOnce(&mut ConversationRow)) {
        self.rows.try_update(|rows| rows.iter_mut().find(|row| row.id == id).map(change));
    }

    /// The title that the conversation has got since the page was rendered.
    pub fn new_title(&self, id: ConversationId) -> Option<String> {
        self.retitled.with(|retitled| retitled.as_ref().filter(|(of, _)| *of == id).map(|(_, title)| title.clone()))
    }

    /// The row of a conversation, reactively.
    pub fn row(&self, id: ConversationId) -> Option<ConversationRow> {
        self.rows.with(|rows| rows.iter().find(|row| row.id == id).cloned())
    }

    /// Whether an answer is being written in a conversation other than the page's.
    pub fn is_waiting_elsewhere(&self) -> bool {
        let here = self.active.try_get_untracked().flatten();
        self.rows
            .try_with_untracked(|rows| rows.iter().any(|row| row.streaming && Some(row.id) != here))
            .unwrap_or(false)
    }

    /// Hands a conversation over to the page that opens next.
    pub fn hand_over(&self, view: ConversationView) {
        self.handoff.try_set_value(Some(view));
    }

    /// Takes the conversation that was handed over to this page.
    pub fn take_over(&self, id: ConversationId) -> Option<ConversationView> {
        self.handoff.try_update_value(Option::take).flatten().filter(|view| view.id == id)
    }
}
