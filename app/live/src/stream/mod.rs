//! A stream of frames that comes back after every cut, from the last frame that was taken. Today an `EventSource` brings
//! it, which reconnects by itself; what the browser gives up on is asked about, and then opened again.

mod follow;
mod line;
mod source;

pub use follow::{Reader, Standing, Stream, Taken};
pub use line::{Act, Heard, Line, Link};
pub use source::{Change, Message, Source};

#[cfg(test)]
mod tests;
