//! Light, dark, and the organisation's accent colour.

mod accent;
mod colour;
mod switch;

pub use accent::{Accent, AccentStyle};
pub use switch::ThemeSwitch;
