//! The operator's notes about an organisation.

use domain::AppResult;
use god_domain::{NewNote, OneNote};
use leptos::prelude::*;

/// Adds a note.
#[server(prefix = "/api", endpoint = "god/add-note")]
#[middleware(kit::keep::<Self>())]
pub async fn add_note(#[server(default)] form: NewNote) -> AppResult<()> {
    let (backend, god) = kit::god()?;
    Ok(god_area::add_note(&backend, &god, form).await?)
}

/// Deletes a note.
#[server(prefix = "/api", endpoint = "god/delete-note")]
#[middleware(kit::keep::<Self>())]
pub async fn delete_note(#[server(default)] form: OneNote) -> AppResult<()> {
    let (backend, god) = kit::god()?;
    Ok(god_area::delete_note(&backend, &god, form.id).await?)
}
