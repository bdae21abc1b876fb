//! Ends sessions: the row is deleted, and the next request with its token is unauthenticated.

use crate::desk;
use domain::AppError;
use domain::ids::{SessionId, UserId};
use server_core::{Backend, Result, SignedIn};
use sqlx::PgConnection;

use crate::events::{self, Event};

/// Ends the current session.
pub async fn sign_out(backend: &Backend, signed_in: &SignedIn) -> Result<()> {
    let mut tx = desk(backend).await?;
    sqlx::query!("delete from sessions where id = $1", signed_in.session().0).execute(tx.conn()).await?;
    tx.commit().await
}

/// Ends every session of the person, including the current one.
pub async fn sign_out_everywhere(backend: &Backend, signed_in: &SignedIn) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    end_others(tx.conn(), signed_in.user(), None).await?;
    events::note(&mut tx, signed_in, Event::EverySessionEnded).await?;
    tx.commit().await
}

/// Ends every session of the person except the current one.
pub async fn end_other_sessions(backend: &Backend, signed_in: &SignedIn) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    end_others(tx.conn(), signed_in.user(), Some(signed_in.session())).await?;
    events::note(&mut tx, signed_in, Event::OtherSessionsEnded).await?;
    tx.commit().await
}

/// Ends one of the person's own sessions; anybody else's does not exist.
pub async fn revoke_session(backend: &Backend, signed_in: &SignedIn, session: SessionId) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    let ended = sqlx::query!("delete from sessions where id = $1 and user_id = $2", session.0, signed_in.user().0)
        .execute(tx.conn())
        .await?;
    if ended.rows_affected() == 0 {
        return Err(AppError::NotFound.into());
    }
    events::note(&mut tx, signed_in, Event::SessionEnded).await?;
    tx.commit().await
}

/// Ends every session of the person but this one.
pub(crate) async fn end_others(conn: &mut PgConnection, person: UserId, keep: Option<SessionId>) -> Result<()> {
    sqlx::query!(
        "delete from sessions where user_id = $1 and id is distinct from $2",
        person.0,
        keep.map(|session| session.0)
    )
    .execute(&mut *conn)
    .await?;
    // A sign-in that waits for its second factor is half a session.
    sqlx::query!("delete from sign_in_challenges where user_id = $1", person.0).execute(conn).await?;
    Ok(())
}
