//! The types of providers: configuration, secrets and identities.

use secrecy::SecretString;

/// A provider's configuration.
#[derive(Debug, Clone)]
pub struct ProviderConfig {
    /// Its word in addresses: `google`, `github`, `oidc`.
    pub key: String,
    /// The label of its button.
    pub name: String,
    pub client_id: String,
    pub client_secret: SecretString,
    pub kind: Kind,
}

/// The protocol of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// OpenID Connect: everything else is found under the issuer's address.
    Oidc {
        issuer: String,
        /// Whether every address that it sends counts as verified unless it says otherwise: for issuers that send no
        /// such claim, and whose operator assigns the addresses.
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
    /// Comes back with the answer and identifies the sign-in.
    pub state: String,
    /// Comes back inside the identity token, which binds the token to this sign-in.
    pub nonce: String,
    /// Proves that the code is redeemed by whoever asked for it (PKCE).
    pub verifier: String,
}

/// A person, as the provider vouches for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider that vouches.
    pub issuer: String,
    /// The person's permanent id there; addresses change, this does not.
    pub subject: String,
    /// In lower case.
    pub email: Option<String>,
    pub email_verified: bool,
    pub name: Option<String>,
}
