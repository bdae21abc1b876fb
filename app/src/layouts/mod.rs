//! The frames of pages: the signed-in app, its settings, the operator's part of it, and the bare page.

mod member;
mod operator;
mod settings;
mod sidebar;
mod user;

pub use member::MemberLayout;
pub use operator::OperatorLayout;
pub use settings::SettingsLayout;
