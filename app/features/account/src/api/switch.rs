//! Moves the session to another of the person's organisations. Sent by a plain form, so that nothing of the previous
//! organisation stays in the browser's memory.

use domain::AppResult;
use domain::ids::OrganizationId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the switcher sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherOrganization {
    pub organization: OrganizationId,
}

/// Switches and leads to the start page.
#[server(prefix = "/api", endpoint = "viewer/switch")]
#[middleware(kit::keep::<Self>())]
pub async fn switch_organization(#[server(default)] form: OtherOrganization) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::switch_organization(&backend, &signed_in, form.organization).await?;
    kit::lead_plain_form("/");
    Ok(())
}
