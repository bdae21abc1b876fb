//! The window over a long list: the part of it that the page holds, what lies beyond, and what is dropped when more
//! comes.

mod edges;
mod held;
mod signals;

pub use edges::{EdgeProblem, Edges, Side};
pub use held::{Ask, Item, Received, Stretch, Window};
pub use signals::LiveWindow;

#[cfg(test)]
mod tests;
