//! The providers that people can sign in with.

use sign_in_providers::{GOOGLE_ISSUER, Kind, ProviderConfig};

use super::reader::Reader;

/// Reads every provider that has a client id; each needs its secret too.
pub(super) fn read(reader: &mut Reader) -> Vec<ProviderConfig> {
    let google = Kind::Oidc { issuer: GOOGLE_ISSUER.to_owned(), trust_email: false };
    let github = Kind::GitHub {
        pages: reader.url("GITHUB_BASE_URL").unwrap_or_default(),
        api: reader.url("GITHUB_API_URL").unwrap_or_default(),
    };
    let named = [("google", "Google", "GOOGLE", google), ("github", "GitHub", "GITHUB", github)];
    let mut providers: Vec<ProviderConfig> =
        named.into_iter().filter_map(|(key, name, prefix, kind)| provider(reader, key, name, prefix, kind)).collect();
    providers.extend(issuer(reader));
    providers
}

fn issuer(reader: &mut Reader) -> Option<ProviderConfig> {
    if !reader.is_set("OIDC_ISSUER") {
        return None;
    }
    // As it was written: a trailing slash belongs to an issuer's name.
    reader.url("OIDC_ISSUER")?;
    let (issuer, name) = (reader.text("OIDC_ISSUER"), reader.text("OIDC_NAME"));
    if !reader.is_set("OIDC_CLIENT_ID") {
        reader.problem("OIDC_CLIENT_ID", "required, since OIDC_ISSUER is set");
    }
    let trust_email = reader.flag("OIDC_TRUST_EMAIL");
    provider(reader, "oidc", &name, "OIDC", Kind::Oidc { issuer, trust_email })
}

fn provider(reader: &mut Reader, key: &str, name: &str, prefix: &str, kind: Kind) -> Option<ProviderConfig> {
    let (id, secret) = (format!("{prefix}_CLIENT_ID"), format!("{prefix}_CLIENT_SECRET"));
    let client_id = reader.optional(&id)?;
    let Some(client_secret) = reader.secret(&secret) else {
        reader.problem(&secret, format!("required, since {id} is set"));
        return None;
    };
    Some(ProviderConfig { key: key.to_owned(), name: name.to_owned(), client_id, client_secret, kind })
}
