//! A stream of frames that resumes after every cut, from the last applied frame. Today it uses an `EventSource`, which
//! reconnects by itself; when the browser gives up, the page asks for the state and then opens a new one.

mod follow;
mod line;
mod source;

pub use follow::{Reader, Standing, Stream, Taken};
pub use line::{Act, Heard, Line, Link};
pub use source::{Change, Message, Source};

#[cfg(test)]
mod tests;
