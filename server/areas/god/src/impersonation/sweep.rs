//! Records the ends that no request noticed: of impersonations that expired unused.

use identity_area::{EndReason, end_viewing};
use server_core::{Backend, Origin, Result};

/// Ends every impersonation that has expired or whose session is gone; returns how many.
#[expect(clippy::disallowed_methods, reason = "viewings stand with the sessions")]
pub async fn sweep(backend: &Backend) -> Result<u64> {
    let mut tx = backend.db.identity().await?;
    let now = tx.now();
    let over = sqlx::query!(
        r#"select id, session_id is null as "alone!" from impersonations
           where ended_at is null and (expires_at <= $1 or session_id is null) order by id limit 1000 for update"#,
        now
    )
    .fetch_all(tx.conn())
    .await?;
    for row in &over {
        let reason = if row.alone { EndReason::SignedOut } else { EndReason::Expired };
        end_viewing(&mut tx, row.id.into(), reason, Origin::NONE).await?;
    }
    tx.commit().await?;
    Ok(u64::try_from(over.len()).unwrap_or(u64::MAX))
}
