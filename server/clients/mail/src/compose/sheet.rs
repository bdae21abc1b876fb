//! The fixed parts of each letter, compiled in from `templates/`.

use super::{
    Brand, Composed,
    template::{self, Values},
};
use crate::MailError;

/// One letter's templates with the line that mail boxes show after the subject, and the words on its button.
pub struct Sheet {
    mjml: &'static str,
    text: &'static str,
    preview: &'static str,
    action: &'static str,
}

macro_rules! sheet {
    ($file:literal, $preview:literal, $action:literal) => {
        Sheet {
            mjml: include_str!(concat!("../../templates/", $file, ".mjml")),
            text: include_str!(concat!("../../templates/", $file, ".txt")),
            preview: $preview,
            action: $action,
        }
    };
}

pub const VERIFY_EMAIL: Sheet =
    sheet!("verify_email", "Confirm your address, and your account is ready.", "Confirm address");
pub const RESET_PASSWORD: Sheet = sheet!("reset_password", "Choose a new password.", "Choose a new password");
pub const ALREADY_REGISTERED: Sheet =
    sheet!("already_registered", "There is nothing to set up: just sign in.", "Sign in");
pub const CONFIRM_NEW_EMAIL: Sheet =
    sheet!("confirm_new_email", "Your old address stays in use until you confirm.", "Confirm new address");
pub const EMAIL_CHANGED: Sheet = sheet!("email_changed", "You can no longer sign in with this address.", "");
pub const PASSWORD_CHANGED: Sheet =
    sheet!("password_changed", "If it was you, there is nothing left to do.", "It was not me");
pub const SECURITY_NOTICE: Sheet =
    sheet!("security_notice", "If it was you, there is nothing left to do.", "Look at my account");
pub const NEW_DEVICE: Sheet = sheet!("new_device", "If it was you, there is nothing left to do.", "Look at my devices");
pub const INVITE: Sheet = sheet!("invite", "Accept the invitation to join.", "Accept invitation");
pub const EXPORT_READY: Sheet = sheet!("export_ready", "Download it within a week.", "Go to the download");
pub const VIEWED_AS: Sheet =
    sheet!("viewed_as", "For an hour at most, and for the reason given.", "Open the audit log");
pub const OWNER_INVITE: Sheet =
    sheet!("owner_invite", "Choose a password, and your organisation is ready.", "Open your organisation");
pub const OWNERSHIP_OFFER: Sheet = sheet!("ownership_offer", "Nothing changes until you accept.", "Look at the offer");

impl Sheet {
    /// Lays the letter out under the brand's masthead; `values` need `subject`, `reason` and the letter's own places.
    pub fn fill(&self, brand: &Brand, mut values: Values<'_>, subject: String) -> Result<Composed, MailError> {
        let masthead = match brand.logo_url {
            Some(_) => include_str!("../../templates/masthead_logo.mjml"),
            None => include_str!("../../templates/masthead_name.mjml"),
        };
        let mjml = include_str!("../../templates/layout.mjml")
            .replace("[[masthead]]", masthead)
            .replace("[[content]]", self.mjml)
            .replace("[[button]]", include_str!("../../templates/button.mjml"))
            .replace("[[line]]", include_str!("../../templates/line.mjml"));
        let text = [self.text, include_str!("../../templates/closing.txt")].concat();
        values.set("subject", subject.clone());
        values.set("preview", self.preview);
        values.set("action", self.action);
        Ok(Composed { html: template::html(&mjml, &values)?, text: template::text(&text, &values)?, subject })
    }
}
