//! What machines ask: is it alive, can it serve, how is it doing.

mod health;
mod metrics;
mod ready;

pub use health::health;
pub use metrics::{install as install_metrics, metrics};
pub use ready::{Migrations, ready};
