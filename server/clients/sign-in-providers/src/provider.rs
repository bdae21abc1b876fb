//! What a provider is told and what it tells.

use secrecy::SecretString;

/// A provider as it is configured.
#[derive(Debug, Clone)]
pub struct ProviderConfig {
    /// The word in addresses: `google`, `github`, `oidc`.
    pub key: String,
    /// What people read on the button.
    pub name: String,
    pub client_id: String,
    pub client_secret: SecretString,
    pub kind: Kind,
}

/// How a provider is spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// OpenID Connect: everything else is found under the issuer's address.
    Oidc {
        issuer: String,
        /// Whether every address that it tells counts as verified where it does not say that it is not: for issuers
        /// that send no such claim, and whose operator gives out the addresses themselves.
        trust_email: bool,
    },
    /// GitHub or a GitHub Enterprise server, by the addresses of its pages and of its API.
    GitHub { pages: String, api: String },
}

/// A provider as a button shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderCard {
    pub key: String,
    pub name: String,
}

/// The secrets of one sign-in: made before it begins, kept until it ends, used once. Each has at least 256 bits.
#[derive(Debug, Clone)]
pub struct Handshake {
    /// Comes back with the answer and shows whose it is.
    pub state: String,
    /// Comes back inside the identity token, which thereby belongs to this sign-in.
    pub nonce: String,
    /// Shows that who redeems the code is who asked for it (PKCE).
    pub verifier: String,
}

/// Somebody, as the provider vouches for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Who vouches.
    pub issuer: String,
    /// The person's lasting name there; addresses change, this does not.
    pub subject: String,
    /// In small letters.
    pub email: Option<String>,
    pub email_verified: bool,
    pub name: Option<String>,
}
