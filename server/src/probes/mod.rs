//! Probes for machines: is it alive, can it serve, how is it doing.

mod health;
mod metrics;
mod ready;

pub use self::health::health;
pub use self::metrics::{install as install_metrics, metrics};
pub use self::ready::{LastLook, Migrations, ready};
