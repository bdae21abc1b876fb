//! The server functions of the home page.

use domain::AppResult;
use domain::home::{Home, OneStep};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// What is new for the caller, and what they can do next.
#[server(prefix = "/api", endpoint = "home/get", input = GetUrl)]
pub async fn get_home() -> AppResult<Home> {
    let (backend, caller) = kit::caller()?;
    Ok(home_area::home(&backend, &caller).await?)
}

/// Skips a step of the set-up, for the whole organisation.
#[server(prefix = "/api", endpoint = "home/skip")]
#[middleware(kit::keep::<Self>())]
pub async fn skip_step(#[server(default)] form: OneStep) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    home_area::skip(&backend, &caller, form).await?;
    kit::lead_plain_form("/?done=skipped");
    Ok(())
}

/// Shows the skipped steps again.
#[server(prefix = "/api", endpoint = "home/unskip")]
pub async fn unskip_steps() -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    home_area::unskip(&backend, &caller).await?;
    kit::lead_plain_form("/?done=unskipped");
    Ok(())
}
