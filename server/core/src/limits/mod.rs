//! The limits of a plan, checked in the transaction that would use them up. Each limit is one function that refuses
//! with `Quota` and a sentence that says what is used, what there is, and what helps.

mod answers;
mod budget;
mod hold;
mod seats;

pub use answers::require_room_for_answer;
pub use budget::{MostTokens, set_ai_budget_aside};
pub use hold::hold;
pub use seats::{require_seat, require_seat_to_enter, seats};
