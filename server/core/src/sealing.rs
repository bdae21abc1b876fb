//! Encryption of secrets that the database stores and that must be readable again, such as the secret of an
//! authenticator app or a provider's key. A secret sealed for one purpose and owner does not open for another.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::{Db, Error, Result, random};

/// Bytes of the key.
pub const KEY_LENGTH: usize = 32;
/// The first byte of every sealed value, so that a later format can be told apart.
const VERSION: u8 = 1;
const NONCE_LENGTH: usize = 24;
/// The purpose of the value by which the database recognises the platform's key.
const PROOF: &str = "proof";

/// Seals and opens with the platform's one key.
#[derive(Clone)]
pub struct Sealing(XChaCha20Poly1305);

impl Sealing {
    /// Uses this key.
    pub fn new(key: &[u8; KEY_LENGTH]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// Uses a key in base64; none if it is not one of the right length.
    pub fn from_base64(key: &str) -> Option<Self> {
        let bytes = STANDARD.decode(key.trim()).ok()?;
        Some(Self::new(bytes.as_slice().try_into().ok()?))
    }

    /// A fresh key in base64.
    pub fn fresh_key() -> String {
        STANDARD.encode(random::bytes::<KEY_LENGTH>())
    }

    /// Encrypts; opening it needs the same `purpose` and `owner`.
    pub fn seal(&self, purpose: &str, owner: &[u8], text: &[u8]) -> Result<Vec<u8>> {
        let nonce = random::bytes::<NONCE_LENGTH>();
        let payload = Payload { msg: text, aad: &bound(purpose, owner) };
        let sealed = self.0.encrypt(XNonce::from_slice(&nonce), payload);
        let sealed = sealed.map_err(|error| Error::fault("seal a secret", error))?;
        Ok([&[VERSION], nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts a value that was sealed for this purpose and owner; anything else is a fault.
    pub fn open(&self, purpose: &str, owner: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
        self.try_open(purpose, owner, sealed)
            .ok_or_else(|| Error::fault("open a sealed secret", "made with another key, or for another owner"))
    }

    /// Decrypts a value that may be forged, such as a cookie's.
    pub fn try_open(&self, purpose: &str, owner: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (version, rest) = sealed.split_first()?;
        let (nonce, text) = rest.split_at_checked(NONCE_LENGTH)?;
        if *version != VERSION {
            return None;
        }
        let payload = Payload { msg: text, aad: &bound(purpose, owner) };
        self.0.decrypt(XNonce::from_slice(nonce), payload).ok()
    }
}

/// Whether this is the key with which the database's secrets are sealed; the first key that asks becomes it.
pub async fn is_key_of(db: &Db, sealing: &Sealing) -> Result<bool> {
    let fresh = sealing.seal(PROOF, &[], &[])?;
    let mut tx = db.upkeep().await?;
    let now = tx.now();
    sqlx::query!("insert into sealing_proof (sealed, made_at) values ($1, $2) on conflict do nothing", fresh, now)
        .execute(tx.conn())
        .await?;
    let kept = sqlx::query_scalar!("select sealed from sealing_proof").fetch_one(tx.conn()).await?;
    tx.commit().await?;
    Ok(sealing.try_open(PROOF, &[], &kept).is_some())
}

/// Purpose and owner as one text that no other pair makes.
fn bound(purpose: &str, owner: &[u8]) -> Vec<u8> {
    [purpose.as_bytes(), &[0], owner].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_its_purpose_and_owner_alone() {
        let sealing = Sealing::new(&[7; KEY_LENGTH]);
        let sealed = sealing.seal("totp", b"ann", b"secret").unwrap();
        assert_eq!(sealing.open("totp", b"ann", &sealed).unwrap(), b"secret");
        assert!(sealing.try_open("totp", b"bob", &sealed).is_none());
        assert!(sealing.try_open("provider", b"ann", &sealed).is_none());
        assert!(Sealing::new(&[8; KEY_LENGTH]).try_open("totp", b"ann", &sealed).is_none());
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let sealing = Sealing::new(&[7; KEY_LENGTH]);
        let sealed = sealing.seal("totp", b"ann", b"secret").unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(sealing.try_open("totp", b"ann", &changed).is_none(), "byte {place}");
        }
        assert!(sealing.try_open("totp", b"ann", &[]).is_none());
    }

    #[test]
    fn the_same_secret_never_looks_the_same_twice() {
        let sealing = Sealing::new(&[7; KEY_LENGTH]);
        assert_ne!(sealing.seal("a", b"", b"x").unwrap(), sealing.seal("a", b"", b"x").unwrap());
    }

    #[test]
    fn a_key_is_32_bytes_in_base64() {
        assert!(Sealing::from_base64(&Sealing::fresh_key()).is_some());
        for wrong in ["", "c2hvcnQ=", "not base64!"] {
            assert!(Sealing::from_base64(wrong).is_none(), "{wrong}");
        }
    }
}
