//! How many conversations and messages an organisation has.

use domain::ids::OrganizationId;
use server_core::Result;
use server_core::area::Count;
use server_core::db::PlatformTx;

/// Its conversations and messages, for the receipt of its purge.
pub(super) async fn count(tx: &mut PlatformTx, organization: OrganizationId) -> Result<Vec<Count>> {
    let row = sqlx::query!(
        r#"select (select count(*) from conversations where organization_id = $1) as "conversations!",
             (select count(*) from messages where organization_id = $1) as "messages!""#,
        organization.0
    )
    .fetch_one(tx.conn())
    .await?;
    let count = |what, rows| Count { what, rows };
    Ok(vec![count("conversations", row.conversations), count("messages", row.messages)])
}
