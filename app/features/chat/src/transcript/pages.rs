//! How the window over the transcript gets its stretches: earlier and later ones as the reader nears an edge, and the
//! newest one when somebody goes back to it.

use chat_domain::{MessageView, Transcript, TranscriptQuery};
use leptos::task::spawn_local;
use live::{Ask, Side, Stretch};

use super::state::Conversation;
use crate::api::view_transcript;

/// The most messages that the page holds at once.
pub const MOST: usize = 90;

impl Conversation {
    /// Loads the stretch beyond an edge, unless one is on its way or the last try failed and nobody asked again.
    pub fn load(self, side: Side, asked: bool) {
        let Some(ask) = self.window.begin(side, asked) else { return };
        spawn_local(async move {
            match view_transcript(self.query(ask)).await {
                Ok(part) => {
                    let ends = side == Side::Later && !part.has_later;
                    if self.window.answered(ask, stretch(part)) && ends {
                        self.follow_running();
                    }
                }
                Err(error) => self.window.failed(ask, error.to_string()),
            }
        });
    }

    fn query(&self, ask: Ask) -> TranscriptQuery {
        let seq = i32::try_from(ask.place).ok();
        match ask.side {
            Side::Earlier => TranscriptQuery { id: self.id, before: seq, after: None },
            Side::Later => TranscriptQuery { id: self.id, before: None, after: seq },
        }
    }

    fn newest(&self) -> TranscriptQuery {
        TranscriptQuery { id: self.id, before: None, after: None }
    }

    /// Goes back to the newest messages if the window has left them.
    pub async fn load_newest_if_away(self) {
        if !self.window.is_away().unwrap_or(false) {
            return;
        }
        if let Ok(part) = view_transcript(self.newest()).await {
            self.window.replace(stretch(part));
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
        if self.window.is_away().unwrap_or(true) || self.live.running().is_some() {
            return;
        }
        spawn_local(async move {
            let Ok(part) = view_transcript(self.newest()).await else { return };
            if self.live.running().is_none() && self.window.meet(stretch(part)) {
                self.follow_running();
            }
        });
    }
}

/// A part of the transcript as a stretch of the window.
pub fn stretch(part: Transcript) -> Stretch<MessageView> {
    Stretch { rows: part.messages, has_earlier: part.has_earlier, has_later: part.has_later }
}
