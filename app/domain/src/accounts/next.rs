//! Where to go after signing in: never to another site.

/// Where people go by default.
pub const START_PATH: &str = "/";

/// The path itself if it leads to a page of this site, and the start page otherwise.
pub fn local_path(next: &str) -> &str {
    let inside = next.starts_with('/')
        // Browsers read `//host` and `/\host` as other sites.
        && !next.starts_with("//")
        && !next.contains('\\')
        // Browsers drop tabs and line breaks before they parse an address.
        && next.bytes().all(|b| b.is_ascii_graphic())
        && next.len() <= 1000;
    if inside { next } else { START_PATH }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_this_site_are_kept() {
        for path in ["/", "/chat", "/chat/0193?tab=a&b=https://x", "/sign-up/tok_en-1#top"] {
            assert_eq!(local_path(path), path);
        }
    }

    #[test]
    fn every_way_out_leads_to_the_start_page() {
        for way in [
            "",
            "chat",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            " /chat",
            "/chat\r\nSet-Cookie: a=b",
            "/a\\b",
            "/ü",
        ] {
            assert_eq!(local_path(way), START_PATH, "{way:?}");
        }
        assert_eq!(local_path(&format!("/{}", "a".repeat(2000))), START_PATH);
    }
}
