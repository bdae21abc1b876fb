//! What the account page changes, and what the pages of invitations show.

use serde::{Deserialize, Serialize};

use super::forms::given_password;
use super::{EmailAddress, Secret, new_password};
use crate::error::FieldErrors;
use crate::permissions::Role;
use crate::values::PersonName;
use crate::viewer::Theme;

/// What the profile form sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditProfile {
    pub name: String,
}

impl EditProfile {
    /// The name in its stored spelling.
    pub fn validate(&self) -> Result<PersonName, FieldErrors> {
        PersonName::parse(&self.name).map_err(|message| FieldErrors::of("name", message))
    }
}

/// What the theme switch sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeTheme {
    pub theme: String,
}

impl ChangeTheme {
    /// One of the three themes.
    pub fn validate(&self) -> Result<Theme, FieldErrors> {
        self.theme.parse().map_err(|message: String| FieldErrors::of("theme", message))
    }
}

/// What the password form of the account page sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePassword {
    pub current_password: Secret,
    pub new_password: Secret,
}

impl ChangePassword {
    /// The current and the new password, which must differ.
    pub fn validate(&self) -> Result<(Secret, Secret), FieldErrors> {
        let mut errors = FieldErrors::new();
        let current = errors.check("current_password", given_password(&self.current_password));
        let new = errors.check("new_password", new_password(&self.new_password));
        if new.is_some() && current == new {
            errors.add("new_password", "This is the password you have now.");
        }
        errors.into_result(current.zip(new))
    }
}

/// What the address form of the account page sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeEmail {
    pub email: String,
    pub password: Secret,
}

impl ChangeEmail {
    /// The new address and the current password.
    pub fn validate(&self) -> Result<(EmailAddress, Secret), FieldErrors> {
        let mut errors = FieldErrors::new();
        let email = errors.check("email", EmailAddress::parse(&self.email));
        let password = errors.check("password", given_password(&self.password));
        errors.into_result(email.zip(password))
    }
}

/// What the sign-up page needs to know before it shows a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUpTerms {
    /// Whether anybody may sign up without an invitation.
    pub is_open: bool,
    pub platform_name: String,
}

/// An invitation as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitePreview {
    pub organization: String,
    pub email: String,
    pub role: Role,
    /// Who invited; none if that person is gone.
    pub inviter: Option<String>,
    /// Whether the address has an account, so that signing in is the way to accept; never disclosed for a link that was
    /// handed over.
    pub has_account: bool,
    /// Whether the link was mailed to the address; otherwise the address must be confirmed before an account is active.
    pub by_mail: bool,
    /// Whether it is for the viewer.
    pub is_yours: bool,
    /// Whether somebody else is signed in in this browser.
    pub is_signed_in: bool,
}

/// What the form that ends a person's account sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CloseAccount {
    pub proof: Secret,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_password_must_be_new() {
        let same = Secret::new("a fine password");
        let errors = ChangePassword { current_password: same.clone(), new_password: same }.validate().unwrap_err();
        assert!(errors.get("new_password").is_some() && errors.get("current_password").is_none());
    }

    #[test]
    fn an_unknown_theme_is_refused() {
        let form = |theme: &str| ChangeTheme { theme: theme.into() };
        assert_eq!(form("dark").validate(), Ok(Theme::Dark));
        assert!(form("pink").validate().is_err());
    }
}
