//! Accounts at providers: which providers are configured, and which accounts sign the person in.

use domain::AppResult;
use domain::accounts::{self as forms, LinkIdentity, SignInMethods, SignInProvider};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The configured providers.
#[server(prefix = "/api", endpoint = "account/sign-in-providers", input = GetUrl)]
pub async fn list_sign_in_providers() -> AppResult<Vec<SignInProvider>> {
    let (backend, _) = kit::anyone()?;
    Ok(identity_area::sign_in_providers(&backend))
}

/// The person's linked accounts, and the providers that can be linked.
#[server(prefix = "/api", endpoint = "account/sign-in-methods", input = GetUrl)]
pub async fn list_sign_in_methods() -> AppResult<SignInMethods> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(identity_area::sign_in_methods(&backend, &signed_in).await?)
}

/// Starts to link an account; returns the provider's address to go to. A plain form gets it as a link on the next page,
/// because forms may not lead to another site.
#[server(prefix = "/api", endpoint = "account/begin-link")]
#[middleware(kit::keep::<Self>())]
pub async fn begin_link(#[server(default)] form: LinkIdentity) -> AppResult<String> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    let departure = identity_area::begin_link(&backend, &signed_in, &visit, kit::elsewhere_token(), form).await?;
    kit::go_elsewhere(&departure.browser, departure.max_age);
    kit::reveal(&departure.url)?;
    kit::lead_plain_form("/account?done=link");
    Ok(departure.url)
}

/// Unlinks an account.
#[server(prefix = "/api", endpoint = "account/unlink-identity")]
#[middleware(kit::keep::<Self>())]
pub async fn unlink_identity(#[server(default)] form: forms::UnlinkIdentity) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    identity_area::unlink_identity(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/account?done=unlinked");
    Ok(())
}
