//! The second factor: an authenticator app whose codes count once each, and recovery codes for a lost app.

mod app;
mod enrol;
mod qr;
mod recovery;
mod turn_off;

pub(super) use app::{is_on, use_code};
pub(super) use enrol::WAITING;
pub use enrol::{begin_two_factor, cancel_two_factor, confirm_two_factor, two_factor_status};
pub(super) use recovery::use_recovery_code;
pub use turn_off::{renew_recovery_codes, turn_off_two_factor};

use super::letters::SecurityNotice;
use super::people::Person;
use server_core::{Backend, Result, moments, outbox};
use sqlx::PgConnection;

/// The purpose under which the secrets of apps are sealed; their owner is the person.
const SEALED_FOR: &str = "totp";

/// Notifies the person by mail of a change in how they sign in.
pub(super) async fn tell(conn: &mut PgConnection, backend: &Backend, person: &Person, what: &str) -> Result<()> {
    let letter = SecurityNotice {
        name: person.name.clone(),
        what: what.to_owned(),
        when_text: moments::when_text(backend.clock.now()),
        link: format!("{}/account", backend.settings.base_url),
    };
    outbox::queue(conn, backend, None, &person.email, &letter).await.map(drop)
}
