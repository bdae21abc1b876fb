//! Files over HTTP: uploaded pictures, and objects that are served.

mod exports;
mod pictures;
mod uploads;

pub use exports::download;
pub use pictures::{organization, person};
pub use uploads::take;
