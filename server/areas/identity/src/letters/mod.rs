//! The letters about accounts. Their texts are in the folder `letters`.

mod address;
mod password;
mod samples;
mod sign_in;

use mail::Field;

pub use address::{AlreadyRegistered, ConfirmNewEmail, EmailChanged, VerifyEmail};
pub use password::{PasswordChanged, ResetPassword};
pub(crate) use samples::samples;
pub use sign_in::{NewDevice, SecurityNotice};

/// Why a person gets a letter that they did not ask for.
fn safety(brand: &str) -> String {
    format!("You get this mail because it concerns the safety of your {brand} account.")
}

/// The fields of a letter whose link works once and expires.
fn once<'a>(name: &'a str, link: &'a str, expires_text: &'a str) -> Vec<Field<'a>> {
    vec![Field::words("name", name), Field::link("link", link), Field::words("expires_text", expires_text)]
}
