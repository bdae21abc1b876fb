//! The window over a long conversation: earlier and later stretches come as the reader nears an edge, and
//! what is far away leaves the page.

use domain::chat::{Transcript, TranscriptQuery};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::entry::Entry;
use super::state::Conversation;
use crate::api::view_transcript;

/// The most messages that the page holds at once.
const WINDOW: usize = 90;

/// An edge of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Earlier,
    Later,
}

/// What lies beyond the window, and whether it is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edges {
    pub has_earlier: bool,
    pub has_later: bool,
    pub loading: Option<Side>,
    /// Why the last stretch did not come.
    pub problem: Option<(Side, String)>,
}

impl Edges {
    /// Nothing on its way yet.
    pub fn new(has_earlier: bool, has_later: bool) -> Self {
        Self { has_earlier, has_later, loading: None, problem: None }
    }

    fn may_load(&self, side: Side) -> bool {
        self.loading.is_none()
            && match side {
                Side::Earlier => self.has_earlier,
                Side::Later => self.has_later,
            }
    }
}

impl Conversation {
    /// Loads the stretch beyond an edge, unless one is on its way or the last try failed and nobody asked again.
    pub fn load(self, side: Side, asked: bool) {
        let ready = self.edges.try_with_untracked(|edges| edges.may_load(side) && (asked || edges.problem.is_none()));
        let Some(query) = self.query(side).filter(|_| ready == Some(true)) else { return };
        self.edges.try_update(|edges| {
            edges.loading = Some(side);
            edges.problem = None;
        });
        spawn_local(async move {
            match view_transcript(query.clone()).await {
                // Asked for another window than the one that is there by now.
                Ok(_) if self.query(side).as_ref() != Some(&query) => {
                    self.edges.try_update(|edges| edges.loading = None);
                }
                Ok(part) => self.add(side, part),
                Err(error) => {
                    self.edges.try_update(|edges| {
                        edges.loading = None;
                        edges.problem = Some((side, error.to_string()));
                    });
                }
            }
        });
    }

    fn query(&self, side: Side) -> Option<TranscriptQuery> {
        self.entries.try_with_untracked(|entries| {
            let (first, last) = (entries.first()?.seq(), entries.last()?.seq());
            Some(match side {
                Side::Earlier => TranscriptQuery { id: self.id, before: Some(first), after: None },
                Side::Later => TranscriptQuery { id: self.id, before: None, after: Some(last) },
            })
        })?
    }

    fn add(self, side: Side, part: Transcript) {
        let (has_earlier, has_later) = (part.has_earlier, part.has_later);
        let mut fresh: Vec<Entry> = part.messages.into_iter().map(Entry::new).collect();
        let dropped = self.entries.try_update(|entries| {
            fresh.retain(|entry| entries.iter().all(|held| held.id() != entry.id()));
            match side {
                Side::Earlier => drop(entries.splice(0..0, fresh)),
                Side::Later => entries.extend(fresh),
            }
            trim(entries, side)
        });
        self.edges.try_update(|edges| {
            edges.loading = None;
            match side {
                Side::Earlier => {
                    edges.has_earlier = has_earlier;
                    edges.has_later |= dropped == Some(true);
                }
                Side::Later => {
                    edges.has_later = has_later;
                    edges.has_earlier |= dropped == Some(true);
                }
            }
        });
        if side == Side::Later && !has_later {
            self.follow_running();
        }
    }

    /// Goes back to the newest messages if the window has left them.
    pub async fn load_newest_if_away(self) {
        if !self.edges.try_with_untracked(|edges| edges.has_later).unwrap_or(false) {
            return;
        }
        let newest = TranscriptQuery { id: self.id, before: None, after: None };
        if let Ok(part) = view_transcript(newest).await {
            self.edges.try_set(Edges::new(part.has_earlier, part.has_later));
            self.entries.try_set(part.messages.into_iter().map(Entry::new).collect());
            self.follow_running();
        }
    }

    /// Jumps to the newest message, wherever the window is.
    pub fn jump_to_latest(self) {
        spawn_local(async move {
            self.load_newest_if_away().await;
            self.show_latest();
        });
    }

    /// Looks for what another tab or device has added or written anew since.
    pub fn catch_up(self) {
        let away = self.edges.try_with_untracked(|edges| edges.has_later).unwrap_or(true);
        if away || self.live.running().is_some() {
            return;
        }
        let newest = TranscriptQuery { id: self.id, before: None, after: None };
        spawn_local(async move {
            let Ok(part) = view_transcript(newest).await else { return };
            if self.live.running().is_none() {
                self.meet(part);
            }
        });
    }

    /// Takes the newest stretch as the server has it: what is new comes, what was superseded goes.
    fn meet(self, part: Transcript) {
        let Some(first) = part.messages.first().map(|message| message.seq) else { return };
        let (has_earlier, has_later) = (part.has_earlier, part.has_later);
        let met = self.entries.try_update(|entries| {
            let joins = entries.last().is_some_and(|last| last.seq() + 1 >= first);
            if joins {
                entries.retain(|held| {
                    held.seq() < first || held.is_early() || part.messages.iter().any(|new| new.id == held.id())
                });
            } else {
                entries.retain(Entry::is_early);
            }
            for message in part.messages {
                match entries.iter().find(|held| held.id() == message.id) {
                    Some(held) => held.refresh(message),
                    None => entries.push(Entry::new(message)),
                }
            }
            entries.sort_by_key(Entry::seq);
            (joins, trim(entries, Side::Later))
        });
        if let Some((joins, dropped)) = met {
            self.edges.try_update(|edges| {
                edges.has_earlier = dropped || if joins { edges.has_earlier } else { has_earlier };
                edges.has_later = has_later;
            });
        }
        self.follow_running();
    }
}

/// Drops what is farthest from the side where messages were added; true if something went.
fn trim(entries: &mut Vec<Entry>, grown: Side) -> bool {
    let excess = entries.len().saturating_sub(WINDOW);
    match grown {
        Side::Earlier => entries.truncate(WINDOW),
        Side::Later => drop(entries.drain(..excess)),
    }
    excess > 0
}
