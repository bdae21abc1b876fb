//! Signing in with a provider's account: OpenID Connect issuers (Google among them) and GitHub, which speaks plain
//! OAuth 2. Authorization code with PKCE, state and nonce; the caller decides who may then sign in.

mod error;
mod github;
mod http_client;
mod oidc;
mod provider;
mod providers;

pub use error::ProviderError;
pub use provider::{Handshake, Identity, Kind, ProviderCard, ProviderConfig};
pub use providers::SignInProviders;

/// Google's issuer name.
pub const GOOGLE_ISSUER: &str = "https://accounts.google.com";
