//! A JSON Web Token of the provider. Its signature is checked over the whole token; only the claims that we need are
//! read.
//!
//! The library checks signatures and claims well, but first parses all the standard claims, and fails where one has
//! another type, even one that nobody needs. So it gets the token reduced to the claims that it has to check, chooses
//! the key and checks those; the signature is checked over the token as it was sent.

use std::borrow::Cow;
use std::fmt::Display;

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKey, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKey, JwsSigningAlgorithm, NonceVerifier};
use serde_json::{Map, Value};

use crate::ProviderError;

/// The provider's claims about a person.
pub type Claims = Map<String, Value>;

/// Who signed it, about whom, for whom, until when and for which sign-in.
const CHECKED: [&str; 5] = ["iss", "sub", "aud", "exp", "nonce"];

/// As the library decodes it: some providers leave trailing bits.
const BASE64: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, NO_PAD.with_decode_allow_trailing_bits(true));

/// The trusted signer and the expected audience.
pub struct Trust<'a> {
    pub verifier: CoreIdTokenVerifier<'a>,
    /// The algorithms that the issuer says it uses.
    pub algorithms: &'a [CoreJwsSigningAlgorithm],
    /// The key of signatures by a shared secret.
    pub secret: &'a str,
}

/// A token as it was sent, not verified yet.
pub struct Signed {
    /// The signed text: header and claims as they were sent.
    message: String,
    signature: Vec<u8>,
    claims: Claims,
    /// The same header and signature around the claims to check.
    narrow: CoreIdToken,
}

impl Signed {
    /// Parses it. `until` is its expiry where it has none itself, which an identity token must have.
    pub fn read(sent: &str, until: Option<i64>) -> Result<Self, ProviderError> {
        let mut parts = sent.trim().split('.');
        let (Some(head), Some(body), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(refused("it is no signed token"));
        };
        let claims: Claims = serde_json::from_slice(&BASE64.decode(body).map_err(refused)?).map_err(refused)?;
        let mut checked = claims.clone();
        checked.retain(|name, _| CHECKED.contains(&name.as_str()));
        if let Some(until) = until {
            checked.entry("exp").or_insert(until.into());
        }
        if let Some(subject) = subject(&claims) {
            checked.insert("sub".to_owned(), subject.into());
        }
        // The library requires the time of issue, but checks nothing about it.
        checked.insert("iat".to_owned(), 0.into());
        let narrow = BASE64.encode(Value::Object(checked).to_string());
        Ok(Self {
            message: format!("{head}.{body}"),
            signature: BASE64.decode(signature).map_err(refused)?,
            claims,
            narrow: format!("{head}.{narrow}.{signature}").parse().map_err(refused)?,
        })
    }

    /// The claims, if the provider signed exactly these, for this client and this sign-in, and they have not expired.
    pub fn verified(self, trust: &Trust<'_>, nonce: impl NonceVerifier) -> Result<Claims, ProviderError> {
        let algorithm = self.narrow.signing_alg().map_err(refused)?;
        if !trust.algorithms.contains(algorithm) {
            return Err(refused("it is signed in a way that the issuer does not use"));
        }
        let key = if algorithm.uses_shared_secret() {
            Cow::Owned(CoreJsonWebKey::new_symmetric(trust.secret.as_bytes().to_vec()))
        } else {
            Cow::Borrowed(self.narrow.signing_key(&trust.verifier).map_err(refused)?)
        };
        key.verify_signature(algorithm, self.message.as_bytes(), &self.signature).map_err(refused)?;
        // The signature covers the whole token and was checked with it; here only the claims are checked.
        let verifier = trust.verifier.clone().insecure_disable_signature_check();
        self.narrow.claims(&verifier, nonce).map_err(refused)?;
        Ok(self.claims)
    }
}

/// The person's permanent id there; some providers send it as a number.
pub fn subject(claims: &Claims) -> Option<String> {
    match claims.get("sub")? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => number.as_u64().map(|digits| digits.to_string()),
        _ => None,
    }
}

fn refused(reason: impl Display) -> ProviderError {
    ProviderError::Refused(reason.to_string())
}
