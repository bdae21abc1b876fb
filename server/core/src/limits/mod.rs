//! What a plan allows, asked in the transaction that would use it up. Each limit is one function that refuses with
//! `Quota` and words that say what is used, what there is, and what helps.

mod answers;
mod budget;
mod hold;
mod seats;

pub use answers::require_room_for_answer;
pub use budget::{MostTokens, set_ai_budget_aside};
pub use hold::hold;
pub use seats::{require_seat, require_seat_to_enter, seats};
