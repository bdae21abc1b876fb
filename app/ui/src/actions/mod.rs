//! Things a person presses: buttons, links that look like buttons, and copy-to-clipboard.

mod button;
mod copy_button;
mod icon_button;
mod link_button;

pub use button::{Button, ButtonSize, ButtonVariant};
pub use copy_button::CopyButton;
pub use icon_button::{IconButton, IconLink};
pub use link_button::LinkButton;
