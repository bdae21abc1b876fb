//! The operator after a recent proof of identity, for the server functions that require it.

use domain::accounts::StepUp;
use domain::{AppError, AppResult};
use god_area::{Backend, ProvenGod};
use kit::RequestContext;

/// The operator, for acts that cannot be undone or that reach people outside: they have proved their identity a short
/// while ago, or do so now.
pub async fn proven_god(step_up: &StepUp) -> AppResult<(Backend, ProvenGod)> {
    let RequestContext { backend, signed_in, visit, .. } = kit::request()?;
    let signed_in = signed_in.ok_or(AppError::NotFound)?;
    let god = god_area::proven_god(&backend, &signed_in, &visit, step_up).await?;
    Ok((backend, god))
}
