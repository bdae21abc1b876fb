//! Files over HTTP: pictures on their way in, and objects on their way out.

mod exports;
mod pictures;
mod uploads;

pub use exports::download;
pub use pictures::{organization, person};
pub use uploads::take;
