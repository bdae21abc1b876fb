//! The letters of the sign-in desk. Their words stand in the folder `letters`.

mod address;
mod password;
mod samples;
mod sign_in;

pub use address::{AlreadyRegistered, ConfirmNewEmail, EmailChanged, VerifyEmail};
pub use password::{PasswordChanged, ResetPassword};
pub(crate) use samples::samples;
pub use sign_in::{NewDevice, SecurityNotice};

/// Why a letter came that nobody asked for.
fn safety(brand: &str) -> String {
    format!("You get this mail because it concerns the safety of your {brand} account.")
}
