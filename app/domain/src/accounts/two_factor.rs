//! The second factor: an authenticator app with recovery codes, for its page and its forms.

use serde::{Deserialize, Serialize};

use super::Secret;
use crate::error::FieldErrors;
use crate::values::code_signs;

/// Digits of an authenticator app's code.
pub const CODE_DIGITS: usize = 6;

/// What the page of the second factor shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoFactorStatus {
    pub is_on: bool,
    /// How many recovery codes are unused.
    pub recovery_codes_left: u32,
    /// An app that waits for its first code.
    pub enrolment: Option<Enrolment>,
    /// Whether some pages stay closed until the second factor is set up.
    pub is_needed: bool,
    /// Whether the person can prove their identity with a password.
    pub has_password: bool,
}

/// What an authenticator app needs to be set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// The secret in groups of four letters, to type by hand.
    pub key: String,
    /// The `otpauth://` address that the QR code carries.
    pub address: String,
    pub qr: QrPicture,
}

/// A QR code as a path of unit squares, margin included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrPicture {
    /// Modules from edge to edge.
    pub size: u32,
    /// The dark modules as an SVG path.
    pub path: String,
}

/// Recovery codes, shown once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCodes(pub Vec<String>);

/// A proof of identity: the password, or a code of the app.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepUp {
    pub proof: Secret,
}

impl StepUp {
    /// Checks only that it is not empty.
    pub fn validate(&self) -> Result<Secret, FieldErrors> {
        given_proof(&self.proof).map_err(|message| FieldErrors::of("proof", message))
    }
}

/// The first code of an app that is being set up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmTwoFactor {
    pub code: Secret,
}

impl ConfirmTwoFactor {
    /// The six digits, without anything typed between them.
    pub fn validate(&self) -> Result<String, FieldErrors> {
        app_code(self.code.expose()).ok_or_else(|| FieldErrors::of("code", "Enter the six digits that the app shows."))
    }
}

/// The second step of a sign-in: a code of the app or a recovery code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInCode {
    pub code: Secret,
    /// The page that the person wanted to open; see [`super::local_path`].
    pub next: String,
}

/// A well-formed code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenCode {
    /// From the app.
    App(String),
    /// One of the recovery codes, in its stored spelling.
    Recovery(String),
}

impl SignInCode {
    /// Which kind of code it is.
    pub fn validate(&self) -> Result<GivenCode, FieldErrors> {
        let typed = self.code.expose();
        if let Some(code) = app_code(typed) {
            return Ok(GivenCode::App(code));
        }
        recovery_code(typed).map(GivenCode::Recovery).ok_or_else(|| {
            FieldErrors::of("code", "Enter the six digits that your app shows, or one of your recovery codes.")
        })
    }
}

/// The six digits of an app's code; none if it is something else, such as a password.
pub fn app_code(typed: &str) -> Option<String> {
    let code = code_signs(typed);
    (code.len() == CODE_DIGITS && code.bytes().all(|b| b.is_ascii_digit())).then_some(code)
}

/// A recovery code without its hyphens and in lower case; none if it cannot be one.
pub fn recovery_code(typed: &str) -> Option<String> {
    let code = code_signs(typed);
    let fits = code.len() == 16 && code.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b));
    fits.then_some(code)
}

/// A proof that is not empty, and not too long to check.
pub fn given_proof(proof: &Secret) -> Result<Secret, String> {
    match proof.expose().len() {
        0 => Err("Enter your password, or a code of your authenticator app.".to_owned()),
        1..=1024 => Ok(proof.clone()),
        _ => Err("This is longer than any password here.".to_owned()),
    }
}

/// Whether an organisation requires a second factor of everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInPolicy {
    pub require_two_factor: bool,
    /// How many members have set it up.
    pub members_with: u32,
    pub members: u32,
    pub may_edit: bool,
    /// Whether the viewer has set it up, which is required first.
    pub have_it: bool,
}

/// Changes that requirement, with a proof of identity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditSignInPolicy {
    pub require_two_factor: bool,
    pub proof: Secret,
}

impl EditSignInPolicy {
    /// The chosen value and the proof.
    pub fn validate(&self) -> Result<(bool, Secret), FieldErrors> {
        let proof = given_proof(&self.proof).map_err(|message| FieldErrors::of("proof", message))?;
        Ok((self.require_two_factor, proof))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(code: &str) -> Result<GivenCode, FieldErrors> {
        SignInCode { code: Secret::new(code), next: String::new() }.validate()
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for typed in [" 123 456 ", "１２３４５６", "١٢٣ ٤٥٦", "۱۲۳۴۵۶", "123–456", "\u{200e}123\u{a0}456"]
        {
            assert_eq!(given(typed), Ok(GivenCode::App("123456".into())), "{typed:?}");
        }
        assert_eq!(given("ＡＢＣＤ efgh–２３４５\u{200b}-ijkl"), Ok(GivenCode::Recovery("abcdefgh2345ijkl".into())));
        assert_eq!(given("ABCD-efgh-2345-ijkl"), Ok(GivenCode::Recovery("abcdefgh2345ijkl".into())));
        for wrong in ["", "12345", "1234567", "12345a", "abcd-efgh-2345-ijk1", "abcd"] {
            assert!(given(wrong).unwrap_err().get("code").is_some(), "{wrong}");
        }
    }

    #[test]
    fn no_password_that_keeps_the_rules_reads_as_an_apps_code() {
        const { assert!(crate::accounts::PASSWORD_MIN > CODE_DIGITS) };
        assert_eq!(app_code("12345678"), None);
        assert_eq!(app_code("１２３４５６７８"), None);
    }
}
