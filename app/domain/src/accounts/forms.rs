//! The forms for signing in and up. Every field may be missing, because plain HTML forms send them too.

use serde::{Deserialize, Serialize};

use super::{EmailAddress, Secret, new_password};
use crate::error::FieldErrors;
use crate::values::{OrganizationName, PersonName};

/// What the sign-in form sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignIn {
    pub email: String,
    pub password: Secret,
    /// The page that the person wanted to open; see [`super::local_path`].
    pub next: String,
}

/// A sign-in with both fields filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInSpec {
    pub email: EmailAddress,
    pub password: Secret,
}

impl SignIn {
    /// Checks only that both are present: a hint about the format of passwords would not help anybody who knows theirs.
    pub fn validate(&self) -> Result<SignInSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let email = errors.check("email", EmailAddress::parse(&self.email));
        let password = errors.check("password", given_password(&self.password));
        errors.into_result(email.zip(password).map(|(email, password)| SignInSpec { email, password }))
    }
}

/// What the open sign-up form sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignUp {
    pub name: String,
    pub organization: String,
    pub email: String,
    pub password: Secret,
}

/// A sign-up that keeps every rule except those that need the server's list of common passwords.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUpSpec {
    pub name: PersonName,
    pub organization: OrganizationName,
    pub email: EmailAddress,
    pub password: Secret,
}

impl SignUp {
    /// Checks each field.
    pub fn validate(&self) -> Result<SignUpSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("name", PersonName::parse(&self.name));
        let organization = errors.check("organization", OrganizationName::parse(&self.organization));
        let email = errors.check("email", EmailAddress::parse(&self.email));
        let password = errors.check("password", new_password(&self.password));
        let spec = name.zip(organization).zip(email).zip(password);
        errors.into_result(spec.map(|(((name, organization), email), password)| SignUpSpec {
            name,
            organization,
            email,
            password,
        }))
    }
}

/// What an invited person without an account sends; the address is in the invitation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AcceptInvite {
    pub token: Secret,
    pub name: String,
    pub password: Secret,
}

/// A new person's name and password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPersonSpec {
    pub name: PersonName,
    pub password: Secret,
}

impl AcceptInvite {
    /// Checks each field; the server checks whether the invitation is valid.
    pub fn validate(&self) -> Result<NewPersonSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("name", PersonName::parse(&self.name));
        let password = errors.check("password", new_password(&self.password));
        errors.into_result(name.zip(password).map(|(name, password)| NewPersonSpec { name, password }))
    }
}

/// Asks for a mail with a link: to reset a password, or to confirm an address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestMail {
    pub email: String,
}

/// The address that the mail goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSpec {
    pub email: EmailAddress,
}

impl RequestMail {
    /// Checks the address.
    pub fn validate(&self) -> Result<MailSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let email = errors.check("email", EmailAddress::parse(&self.email));
        errors.into_result(email.map(|email| MailSpec { email }))
    }
}

/// The token of a mailed link with a password: the new one of a reset, or the chosen one that confirms an address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkPassword {
    pub token: Secret,
    pub password: Secret,
}

impl LinkPassword {
    /// The password, checked as a new one.
    pub fn validate_new(&self) -> Result<Secret, FieldErrors> {
        new_password(&self.password).map_err(|message| FieldErrors::of("password", message))
    }

    /// The password, checked as an existing one.
    pub fn validate_given(&self) -> Result<Secret, FieldErrors> {
        given_password(&self.password).map_err(|message| FieldErrors::of("password", message))
    }
}

/// The token of a mailed link alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkToken {
    pub token: Secret,
}

/// What a sign-out form sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeaveFor {
    /// Where to go afterwards; see [`super::local_path`]. Empty for the sign-in page.
    pub next: String,
}

/// A password to check against a stored one: not empty, and not too long to hash.
pub(super) fn given_password(password: &Secret) -> Result<Secret, String> {
    match password.expose().len() {
        0 => Err("Enter your password.".to_owned()),
        1..=1024 => Ok(password.clone()),
        _ => Err("This is longer than any password here.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let errors = SignUp::default().validate().unwrap_err();
        for field in ["name", "organization", "email", "password"] {
            assert!(errors.get(field).is_some(), "{field}");
        }
    }

    #[test]
    fn signing_in_says_nothing_about_what_a_password_must_be() {
        let form = SignIn { email: " A@b.example".into(), password: Secret::new("x"), next: String::new() };
        assert_eq!(form.validate().unwrap().email, "a@b.example");
    }

    #[test]
    fn a_line_break_cannot_reach_a_mail_through_the_organisations_name() {
        let form = SignUp {
            name: "Ann".into(),
            organization: "Acme\r\nBcc: all".into(),
            email: "ann@acme.example".into(),
            password: Secret::new("a fine long password"),
        };
        assert_eq!(form.validate().unwrap().organization, "Acme Bcc: all");
        let form = SignUp { organization: "Acme\0".into(), ..form };
        assert!(form.validate().unwrap_err().get("organization").is_some());
    }
}
