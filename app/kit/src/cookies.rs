//! Our cookies: their names and attributes, in one place for the server that reads them and the server functions that
//! set them.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use server_core::Settings;

/// A cookie, by its purpose. Over https the browser itself refuses it from any other host or path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The session's token.
    Session,
    /// The token of a sign-in that waits for its second factor.
    Challenge,
    /// Recognises a browser in which somebody has signed in before.
    Device,
    /// Binds the redirect to a sign-in provider and its callback to one browser.
    Elsewhere,
    /// Something that is shown once, on the page after a plain form.
    Revealed,
}

impl Cookie {
    /// The name under these settings.
    pub fn name(self, settings: &Settings) -> &'static str {
        let (plain, bound) = match self {
            Self::Session => ("soloos_session", "__Host-soloos_session"),
            Self::Challenge => ("soloos_challenge", "__Host-soloos_challenge"),
            Self::Device => ("soloos_device", "__Host-soloos_device"),
            Self::Elsewhere => ("soloos_elsewhere", "__Host-soloos_elsewhere"),
            Self::Revealed => ("soloos_revealed", "__Host-soloos_revealed"),
        };
        if is_secure(settings) { bound } else { plain }
    }

    /// The whole `Set-Cookie` value; a lifetime of zero seconds deletes the cookie.
    pub fn set(self, settings: &Settings, value: &str, seconds: i64) -> String {
        let secure = if is_secure(settings) { "; Secure" } else { "" };
        let name = self.name(settings);
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", seconds.max(0))
    }

    /// Its value in a request.
    pub fn read(self, settings: &Settings, headers: &HeaderMap) -> Option<String> {
        read_cookie(headers, self.name(settings)).map(str::to_owned)
    }
}

/// The value of the first cookie of that name.
pub fn read_cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value).filter(|value| !value.is_empty())
}

/// The session cookie's name.
pub fn session_cookie_name(settings: &Settings) -> &'static str {
    Cookie::Session.name(settings)
}

/// The session cookie as a whole `Set-Cookie` value.
pub fn session_cookie(settings: &Settings, token: &str, seconds: i64) -> String {
    Cookie::Session.set(settings, token, seconds)
}

fn is_secure(settings: &Settings) -> bool {
    settings.base_url.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_https_the_cookie_is_bound_to_the_host() {
        let settings = Settings { base_url: "https://solo.example".into(), ..Settings::default() };
        let cookie = session_cookie(&settings, "t", 60);
        assert_eq!(cookie, "__Host-soloos_session=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure");
    }

    #[test]
    fn ending_a_session_lets_the_cookie_expire_at_once() {
        assert!(
            session_cookie(&Settings::default(), "", 0)
                .contains("soloos_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
        );
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, "a=1; soloos_session=t=1; b=".parse().unwrap());
        assert_eq!(read_cookie(&headers, "soloos_session"), Some("t=1"));
        assert_eq!(read_cookie(&headers, "session"), None);
        assert_eq!(read_cookie(&headers, "b"), None);
    }
}
