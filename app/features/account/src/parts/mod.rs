//! Parts that several account pages share, and two small forms for the shell's menu.

mod done;
mod form_alert;
mod invited;
mod link_token;
mod mailed;
mod new_password;
mod providers;
mod resend;
mod sign_out_form;
mod theme_form;

pub use done::{DoneNotice, is_done};
pub use form_alert::FormAlert;
pub use invited::{DeadLink, NewPersonFields, SignInFirst, SomebodyElse};
pub use link_token::link_token;
pub use mailed::Mailed;
pub use new_password::NewPasswordField;
pub use providers::{Elsewhere, ProblemNotice, provider_buttons};
pub use resend::ResendForm;
pub use sign_out_form::SignOutForm;
pub use theme_form::ThemeForm;
