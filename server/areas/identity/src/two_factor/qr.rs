//! The enrolment of an authenticator app: the `otpauth` address with the secret, and its QR code.

use std::fmt::Write as _;

use domain::accounts::{Enrolment, QrPicture};
use qrcode::{Color, EcLevel, QrCode};
use server_core::{Backend, Error, Result};
use totp_rs::Secret;
use url::Url;

/// Empty modules around the code, which scanners need.
const MARGIN: usize = 4;

/// How to set the app up for this person.
pub fn enrolment(backend: &Backend, email: &str, secret: &[u8]) -> Result<Enrolment> {
    let key = base32(secret);
    let address = address(&backend.settings.platform_name, email, &key)?;
    let qr = picture(&address)?;
    Ok(Enrolment { key: groups(&key), address, qr })
}

/// RFC 4648's base32 without padding, in capitals.
pub fn base32(bytes: &[u8]) -> String {
    match Secret::Raw(bytes.to_vec()).to_encoded() {
        Secret::Encoded(text) => text,
        Secret::Raw(_) => String::new(),
    }
}

/// Groups of four characters, to be read by people.
pub fn groups(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn address(platform: &str, email: &str, key: &str) -> Result<String> {
    // The colon separates issuer and account.
    let issuer = platform.replace(':', " ");
    let mut url = Url::parse("otpauth://totp/").map_err(|error| Error::fault("write an app's address", error))?;
    if let Ok(mut path) = url.path_segments_mut() {
        path.clear().push(&format!("{issuer}:{email}"));
    }
    url.query_pairs_mut()
        .append_pair("secret", key)
        .append_pair("issuer", &issuer)
        .append_pair("algorithm", "SHA1")
        .append_pair("digits", "6")
        .append_pair("period", "30");
    // Apps read a plus as a plus.
    Ok(url.as_str().replace('+', "%20"))
}

fn picture(text: &str) -> Result<QrPicture> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|error| Error::fault("draw a QR code", error))?;
    let width = code.width();
    let mut path = String::new();
    for (place, colour) in code.into_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let (x, y) = (place % width + MARGIN, place / width + MARGIN);
            // Writing into a string cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Ok(QrPicture { size: u32::try_from(width + 2 * MARGIN).unwrap_or_default(), path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_what_apps_expect() {
        let url = address("Solo: OS", "a+b@x.example", "ABCD").unwrap();
        assert_eq!(
            url,
            "otpauth://totp/Solo%20%20OS:a%20b@x.example?secret=ABCD&issuer=Solo%20%20OS&algorithm=SHA1&digits=6&period=30"
                .replace("a%20b", "a+b")
                .replace('+', "%20")
        );
    }

    #[test]
    fn a_picture_has_a_margin_and_its_three_corners() {
        let picture = picture("otpauth://totp/x").unwrap();
        assert!(picture.size > 20);
        assert!(picture.path.starts_with("M4 4h1v1h-1z"));
        assert_eq!(groups("ABCDEFGHIJ"), "ABCD EFGH IJ");
        assert_eq!(base32(b"12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
