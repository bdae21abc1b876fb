//! How many people are in an organisation.

use domain::ids::OrganizationId;
use server_core::Result;
use server_core::area::Count;
use server_core::db::PlatformTx;

/// Its members, for the receipt of its purge.
pub(crate) async fn count(tx: &mut PlatformTx, organization: OrganizationId) -> Result<Vec<Count>> {
    let rows = sqlx::query_scalar!(
        r#"select count(*) as "rows!" from memberships where organization_id = $1"#,
        organization.0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(vec![Count { what: "members", rows }])
}
