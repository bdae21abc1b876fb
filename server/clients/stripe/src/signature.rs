//! Checks that an event comes from Stripe: `Stripe-Signature: t=…,v1=…`, an HMAC-SHA256 over time and body.

use ring::hmac;
use secrecy::{ExposeSecret, SecretString};

/// How many seconds an event's time may differ from ours: a copied request is invalid later.
const TOLERANCE: i64 = 300;

/// Why an event is not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    #[error("the signature is missing or malformed")]
    Malformed,
    #[error("the signature is too old or from the future")]
    Stale,
    #[error("no signature fits")]
    Wrong,
}

/// Whether `body` was signed with the secret within the last five minutes; `now` in seconds since 1970. Compares in
/// constant time; one of several signatures is enough, as while the secret is being rotated.
pub fn verify(secret: &SecretString, header: &str, body: &[u8], now: i64) -> Result<(), SignatureError> {
    let mut time = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", value)) => time = value.parse::<i64>().ok(),
            Some(("v1", value)) => signatures.extend(bytes(value)),
            _ => {}
        }
    }
    let time = time.filter(|_| !signatures.is_empty()).ok_or(SignatureError::Malformed)?;
    if now.saturating_sub(time).saturating_abs() > TOLERANCE {
        return Err(SignatureError::Stale);
    }
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
    let mut signed = format!("{time}.").into_bytes();
    signed.extend_from_slice(body);
    let fits = signatures.iter().any(|signature| hmac::verify(&key, &signed, signature).is_ok());
    if fits { Ok(()) } else { Err(SignatureError::Wrong) }
}

/// The bytes of a text of hexadecimal digits.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() == 64)?;
    Some(digits.chunks_exact(2).filter_map(|pair| pair.first().zip(pair.last()).map(|(a, b)| a << 4 | b)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(secret: &str, time: i64, body: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let tag = hmac::sign(&key, format!("{time}.{body}").as_bytes());
        let digits: Vec<String> = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        digits.concat()
    }

    fn secret() -> SecretString {
        SecretString::from("whsec_test")
    }

    #[test]
    fn a_fresh_event_with_the_right_signature_is_believed() {
        let header = format!("t=1000,v1={},v1={}", "0".repeat(64), sign("whsec_test", 1000, "{}"));
        assert_eq!(verify(&secret(), &header, b"{}", 1299), Ok(()));
    }

    #[test]
    fn every_other_event_is_not() {
        let right = format!("t=1000,v1={}", sign("whsec_test", 1000, "{}"));
        assert_eq!(verify(&secret(), &right, b"{ }", 1000), Err(SignatureError::Wrong));
        assert_eq!(verify(&secret(), &right, b"{}", 1301), Err(SignatureError::Stale));
        assert_eq!(verify(&secret(), &right, b"{}", 600), Err(SignatureError::Stale));
        let moved = right.replace("t=1000", "t=1001");
        assert_eq!(verify(&secret(), &moved, b"{}", 1000), Err(SignatureError::Wrong));
        let other = format!("t=1000,v1={}", sign("whsec_other", 1000, "{}"));
        assert_eq!(verify(&secret(), &other, b"{}", 1000), Err(SignatureError::Wrong));
        for malformed in ["", "t=1000", "v1=00", "t=x,v1=00", "t=1000,v1=zz"] {
            assert_eq!(verify(&secret(), malformed, b"{}", 1000), Err(SignatureError::Malformed), "{malformed}");
        }
    }
}
