//! Argon2id, off the threads that serve requests and never more at once than the machine has cores.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use domain::AppError;
use domain::accounts::Secret;
use server_core::bounded::{Bounded, Crowded};
use server_core::{Error, Result, random};

/// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Matches no password; checking one against it costs as much as checking against a real one.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29sb29zLW5vYm9keS0xNg$BwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSY";

/// How long a password waits for a core before the person is asked to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many passwords wait for one; with more in line, the last would not be served in time.
const WAITING: usize = 256;

static CORES: LazyLock<Bounded> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    Bounded::new(cores, WAITING, PATIENCE)
});

/// The result of checking a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub is_right: bool,
    /// Whether the stored hash was made with weaker parameters than today's.
    pub is_outdated: bool,
}

/// Hashes a new password.
pub async fn hash_password(password: &Secret) -> Result<String> {
    let password = password.clone();
    let salt: Vec<u8> = [random::number(), random::number()].iter().flat_map(|number| number.to_le_bytes()).collect();
    on_a_core(move || {
        let salt = SaltString::encode_b64(&salt).map_err(|error| Error::fault("make a salt", error))?;
        let hash = hasher()?.hash_password(password.expose().as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|error| Error::fault("hash a password", error))
    })
    .await
}

/// Checks a password; without a stored hash it does the same work and finds it wrong.
pub(super) async fn verify_password(password: &Secret, stored: Option<String>) -> Result<Verdict> {
    let password = password.clone();
    on_a_core(move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODYS_HASH.to_owned());
        let hash = PasswordHash::new(&stored).map_err(|error| Error::fault("read a password hash", error))?;
        let fits = hasher()?.verify_password(password.expose().as_bytes(), &hash).is_ok();
        Ok(Verdict { is_right: known && fits, is_outdated: known && is_outdated(&hash) })
    })
    .await
}

fn is_outdated(hash: &PasswordHash<'_>) -> bool {
    let params = Params::try_from(hash);
    let current = params.is_ok_and(|p| (p.m_cost(), p.t_cost(), p.p_cost()) == (MEMORY_KIB, PASSES, LANES));
    !current || hash.algorithm != Algorithm::Argon2id.ident()
}

fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| Error::fault("set up Argon2", error))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn on_a_core<T, F>(work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T> + Send + 'static,
{
    metrics::counter!("soloos_password_hashes_total").increment(1);
    match CORES.compute(work).await {
        Ok(computed) => computed.map_err(|error| Error::fault("hash on another thread", error))?,
        Err(Crowded) => Err(AppError::Unavailable {
            message: "Very many people are signing in right now. Please try again in a moment.".to_owned(),
        }
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_hash_costs_what_a_real_one_costs() {
        assert!(!is_outdated(&PasswordHash::new(NOBODYS_HASH).unwrap()));
    }

    #[tokio::test]
    async fn a_password_fits_its_own_hash_alone() {
        let (right, wrong) = (Secret::new("correct horse"), Secret::new("correct house"));
        let hash = hash_password(&right).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(hash, hash_password(&right).await.unwrap(), "the salt is fresh");
        assert_eq!(
            verify_password(&right, Some(hash.clone())).await.unwrap(),
            Verdict { is_right: true, is_outdated: false }
        );
        assert!(!verify_password(&wrong, Some(hash)).await.unwrap().is_right);
        assert!(!verify_password(&right, None).await.unwrap().is_right);
    }

    #[tokio::test]
    async fn weaker_parameters_are_noticed() {
        let salt = SaltString::encode_b64(b"sixteen bytes ok").unwrap();
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(1024, 1, 1, None).unwrap());
        let hash = weak.hash_password(b"correct horse", &salt).unwrap().to_string();
        let verdict = verify_password(&Secret::new("correct horse"), Some(hash)).await.unwrap();
        assert_eq!(verdict, Verdict { is_right: true, is_outdated: true });
    }
}
