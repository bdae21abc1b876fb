//! The server functions of the audit log; its downloads are raw routes of the server.

use audit_domain::{AuditLog, AuditQuery, AuditSettings};
use domain::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A page of the organisation's log.
#[server(prefix = "/api", endpoint = "audit/log", input = GetUrl)]
pub async fn get_audit_log(#[server(default)] query: AuditQuery) -> AppResult<AuditLog> {
    let (backend, caller) = kit::caller()?;
    Ok(audit_area::log(&backend, &caller, query).await?)
}

/// The organisation's log settings.
#[server(prefix = "/api", endpoint = "audit/settings", input = GetUrl)]
pub async fn get_audit_settings() -> AppResult<AuditSettings> {
    let (backend, caller) = kit::caller()?;
    Ok(audit_area::settings(&backend, &caller).await?)
}

/// Changes the organisation's log settings, and leads back to their page.
#[server(prefix = "/api", endpoint = "audit/edit-settings")]
#[middleware(kit::keep::<Self>())]
pub async fn edit_audit_settings(#[server(default)] form: audit_domain::EditAuditSettings) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    audit_area::edit_settings(&backend, &caller, form).await?;
    kit::redirect("/settings/audit?saved=1");
    Ok(())
}

/// A page of the platform's log.
#[server(prefix = "/api", endpoint = "god/audit", input = GetUrl)]
pub async fn get_platform_audit_log(#[server(default)] query: AuditQuery) -> AppResult<AuditLog> {
    let (backend, god) = kit::god()?;
    Ok(audit_area::platform_log(&backend, &god, None, query).await?)
}
