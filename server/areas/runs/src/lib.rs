//! Runs: work that an agent does, for an answer in a conversation or for anything else. A run is a background task
//! whose events are stored in the database, so that a tab, phone or server that goes away loses no word of it. Its
//! output is a list of parts; the area that opened it decides what to do with them.

mod area;
mod close;
mod draft;
mod end;
mod events;
mod follow;
mod heal;
mod hub;
mod interrupt;
mod job;
mod open;
mod problem;
mod purpose;
mod reasoning;
mod relay;
mod rendering;
mod rows;
mod steps;
mod stop;
mod title;
mod title_words;
mod turns;
mod write;
mod writing;
mod written;

pub use area::Runs;
pub use follow::follow;
pub use heal::{heal, keep_healing};
pub use hub::{RunHub, drain};
pub use job::Job;
pub use open::{Opening, open, start};
pub use purpose::{Ended, Purpose, Purposes, Reading, RunKey};
pub use rendering::render;
pub use rows::{RunRow, model_label};
pub use stop::{halt, stop, wish_stop};
pub use written::{Written, written};
