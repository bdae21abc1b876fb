//! How the window over the transcript is filled: with earlier and later messages as the reader gets close to an edge,
//! and with the newest ones when the reader returns to them.

use chat_domain::{MessageView, Transcript, TranscriptQuery};
use leptos::task::spawn_local;
use live::{Ask, Side, Stretch};

use super::state::Conversation;
use crate::api::view_transcript;

/// The most messages that the page holds at once.
pub const MOST: usize = 90;

impl Conversation {
    /// Loads the messages beyond an edge, unless a fetch is in progress, or the last one failed and nobody asked again.
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

    /// Returns to the newest messages if the window has left them.
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

    /// Fetches what another tab or device has added or written again since.
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

/// A part of the transcript as rows of the window.
pub fn stretch(part: Transcript) -> Stretch<MessageView> {
    Stretch { rows: part.messages, has_earlier: part.has_earlier, has_later: part.has_later }
}
