//! API keys for programs.

use domain::AppResult;
use identity_domain::api_keys::{ApiKeyPage, FreshApiKey, NewApiKey, OneApiKey};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The keys that the person may manage in their organisation.
#[server(prefix = "/api", endpoint = "api-keys/list", input = GetUrl)]
pub async fn list_api_keys() -> AppResult<ApiKeyPage> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(identity_area::api_keys::list(&backend, &signed_in.caller()?).await?)
}

/// Creates a key, which is shown once.
#[server(prefix = "/api", endpoint = "api-keys/create")]
#[middleware(kit::keep::<Self>())]
pub async fn create_api_key(#[server(default)] form: NewApiKey) -> AppResult<FreshApiKey> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    let fresh = identity_area::api_keys::create(&backend, &signed_in, &visit, form).await?;
    kit::reveal(&fresh.key)?;
    kit::lead_plain_form("/account/api-keys?done=made");
    Ok(fresh)
}

/// Revokes a key at once.
#[server(prefix = "/api", endpoint = "api-keys/revoke")]
#[middleware(kit::keep::<Self>())]
pub async fn revoke_api_key(#[server(default)] form: OneApiKey) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::api_keys::revoke(&backend, &signed_in.caller()?, form.id).await?;
    kit::lead_plain_form("/account/api-keys?done=revoked");
    Ok(())
}
