//! The session cookie: its name and attributes, in one place for the server that reads it and the
//! server functions that set it.

use backend::Settings;

/// The cookie's name; behind https the browser itself refuses it from any other host or path.
pub fn session_cookie_name(settings: &Settings) -> &'static str {
    if is_secure(settings) { "__Host-soloos_session" } else { "soloos_session" }
}

/// The whole `Set-Cookie` value; no seconds to live deletes the cookie.
pub fn session_cookie(settings: &Settings, token: &str, seconds: i64) -> String {
    let secure = if is_secure(settings) { "; Secure" } else { "" };
    let name = session_cookie_name(settings);
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", seconds.max(0))
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
}
