//! What a plan allows, asked in the transaction that would use it up. Each limit is one function that refuses with
//! `Quota` and words that say what is used, what there is, and what helps.

mod seats;

pub(crate) use seats::{require_seat, require_seat_to_enter, seats};
