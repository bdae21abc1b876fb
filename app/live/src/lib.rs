//! What every live page needs, whatever it shows: messages that are held until they have arrived, the window over a long
//! list, the stream that brings what is new, and what the browser says of itself. The rules are plain structs, fed with
//! events, that answer with what is to be done; what carries that out in the browser is thin and lies on top.
//!
//! It knows no server function, no component and nobody's words: frames, rows and messages are the caller's types.

mod backoff;
pub mod browser;
mod facts;
mod outbox;
mod pane;
mod rounds;
mod stream;
pub mod tab;
mod window;

pub use backoff::Backoff;
pub use facts::{Facts, Sign, facts};
pub use outbox::{Carried, Failure, Held, LiveOutbox, Order, Outbox, Retry};
pub use pane::{Pane, Sight};
pub use rounds::{LiveRounds, Rounds};
pub use stream::{Act, Change, Heard, Line, Link, Message, Reader, Source, Standing, Stream, Taken};
pub use window::{Ask, EdgeProblem, Edges, Item, LiveWindow, Received, Side, Stretch, Window};
