//! Signing in with an account elsewhere: OpenID Connect issuers (Google among them) and GitHub, which speaks plain
//! OAuth 2. Authorization code with PKCE, state and nonce; who may then come in is for others to say.

mod error;
mod github;
mod http_client;
mod oidc;
mod provider;
mod providers;

pub use error::ProviderError;
pub use provider::{Handshake, Identity, Kind, ProviderCard, ProviderConfig};
pub use providers::SignInProviders;

/// Google's name as an issuer.
pub const GOOGLE_ISSUER: &str = "https://accounts.google.com";
