//! Paths that a redirect may lead to: only ever our own.

/// The path if it stays on this site, and the start page otherwise.
pub fn local_path(path: &str) -> String {
    let stays = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r', '\t']);
    let plain = path.chars().all(|c| c.is_ascii_graphic());
    if stays && plain { path.to_owned() } else { "/".to_owned() }
}

/// The sign-in page that leads back to `path` afterwards.
pub fn sign_in_path(path: &str) -> String {
    with_next("/sign-in", path)
}

/// The page that leads on to `next` afterwards.
pub fn with_next(page: &str, next: &str) -> String {
    let next = local_path(next);
    if next == "/" { page.to_owned() } else { format!("{page}?next={}", percent(&next)) }
}

fn percent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.extend(['%', hex_digit(byte >> 4), hex_digit(byte & 15)]),
        }
    }
    encoded
}

/// A number below 16 as an upper-case digit.
fn hex_digit(number: u8) -> char {
    char::from_digit(u32::from(number), 16).unwrap_or_default().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_site_leads_to_the_start_page() {
        for path in ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nset-cookie: x", "evil", ""] {
            assert_eq!(local_path(path), "/", "{path:?}");
        }
        assert_eq!(local_path("/chat/1?before=2"), "/chat/1?before=2");
    }

    #[test]
    fn the_way_back_survives_the_query_string() {
        assert_eq!(sign_in_path("/chat?a=1&b=2"), "/sign-in?next=/chat%3Fa%3D1%26b%3D2");
        assert_eq!(sign_in_path("/"), "/sign-in");
    }
}
