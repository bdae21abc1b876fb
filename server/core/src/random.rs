//! The one source of randomness: ids, tokens and references.

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A fresh id that sorts by its creation time.
pub fn id() -> Uuid {
    Uuid::now_v7()
}

/// A secret of 256 bits for a cookie or a link; only its hash is ever stored.
pub struct Token(String);

impl Token {
    /// A fresh token.
    pub fn new() -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes::<32>()))
    }

    /// The text that travels in the cookie or link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hash that is stored.
    pub fn hash(&self) -> Vec<u8> {
        token_hash(&self.0)
    }
}

impl Default for Token {
    fn default() -> Self {
        Self::new()
    }
}

/// SHA-256 of a presented token. Tokens have 256 random bits, so no salt or stretching is needed.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A short reference for an error page and the log.
pub fn reference() -> String {
    const LETTERS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let letters: String = bytes::<8>()
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(*byte) % LETTERS.len()))
        .map(|letter| char::from(*letter))
        .collect();
    format!("R-{letters}")
}

/// A random 64-bit number.
///
/// # Panics
///
/// As [`bytes`] does.
pub fn number() -> u64 {
    u64::from_le_bytes(bytes::<8>())
}

/// Random bytes for keys, nonces and codes.
///
/// # Panics
///
/// Where the operating system gives no random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // A machine without random bytes cannot keep a secret: to continue would be worse than to stop.
    #[expect(clippy::expect_used, reason = "no safe way to go on without randomness")]
    OsRng.try_fill_bytes(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
