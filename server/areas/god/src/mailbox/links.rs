//! The links of a mail that carry a one-time token: hidden from an operator who only reads it.

use god_domain::mails::HIDDEN;

/// Pages whose address carries a token.
const PAGES: [&str; 6] = ["reset-password", "confirm-email", "verify-email", "invite", "sign-up", "signup"];
/// Anything this long at the end of an address may be a token, also on future pages.
const LONG: usize = 20;

/// A mail's text with or without its links.
pub(super) struct Words {
    pub text: String,
    pub html: String,
    pub hides_links: bool,
}

/// The text without its token links. The HTML part of such a mail is left out whole: it says the same.
pub(super) fn hide(text: String, html: String) -> Words {
    let found: Vec<(String, String)> = text
        .split(|c: char| c.is_whitespace() || "<>()\"'".contains(c))
        .filter_map(|word| hidden(word).map(|hidden| (word.to_owned(), hidden)))
        .collect();
    if found.is_empty() {
        return Words { text, html, hides_links: false };
    }
    let text = found.iter().fold(text, |text, (link, hidden)| text.replace(link.as_str(), hidden));
    Words { text, html: String::new(), hides_links: true }
}

/// An address that carries a token, without the token.
fn hidden(word: &str) -> Option<String> {
    let (scheme, rest) = word.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme))?;
    let (host, path) = rest.split_once('/')?;
    let mut kept = format!("{scheme}://{host}");
    let mut before = "";
    for part in path.split(['/', '?', '#', '&', '=']) {
        let may_be_token = part.len() >= LONG && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.~%".contains(c));
        if may_be_token || !part.is_empty() && PAGES.contains(&before) {
            kept.push('/');
            kept.push_str(HIDDEN);
            return Some(kept);
        }
        kept.push('/');
        kept.push_str(part);
        before = part;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_is_left_wherever_it_stands() {
        let token = "Zm9vYmFyYmF6cXV4LTEyMzQ1Njc4OTAtYWJjZGVmZ2hp";
        for link in [
            format!("https://solo.example/reset-password/{token}"),
            format!("https://solo.example/reset-password/{token}."),
            format!("http://127.0.0.1:3000/sign-up/{token}"),
            format!("https://solo.example/some/later/page?t={token}#top"),
            "https://solo.example/verify-email/short1".to_owned(),
        ] {
            let words = hide(format!("Hello,\n{link}\nBye"), format!("<a href=\"{link}\">{link}</a>"));
            assert!(words.hides_links, "{link}");
            assert!(!words.text.contains(token) && !words.text.contains("short1"), "{}", words.text);
            assert_eq!(words.html, "");
            assert!(words.text.starts_with("Hello,") && words.text.ends_with("Bye"));
        }
    }

    #[test]
    fn other_words_and_addresses_stay() {
        let text = "Open https://solo.example/settings/members or https://solo.example now: 3 of 4";
        let words = hide(text.to_owned(), text.to_owned());
        assert_eq!((words.text.as_str(), words.hides_links), (text, false));
    }
}
