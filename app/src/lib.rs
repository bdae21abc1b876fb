//! SoloOS as one app: the document, the route table, the frames around pages. Composition only; the pages themselves
//! are in the feature crates.

#![recursion_limit = "256"]

mod app;
mod appearance;
mod closed;
mod code;
mod connection;
#[cfg(feature = "ssr")]
mod document;
mod errors;
mod gallery;
mod layouts;
mod navigation;
mod routes;
mod session_watch;
mod viewing_as;

pub use app::App;
#[cfg(feature = "ssr")]
pub use code::hashes;
#[cfg(feature = "ssr")]
pub use document::shell;
