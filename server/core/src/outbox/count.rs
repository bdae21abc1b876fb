//! How many mails there are.

use domain::ids::OrganizationId;

use crate::Result;
use crate::area::Count;
use crate::db::PlatformTx;

/// The mails of an organisation, for the receipt of its purge.
pub async fn count(tx: &mut PlatformTx, organization: OrganizationId) -> Result<Count> {
    let rows =
        sqlx::query_scalar!(r#"select count(*) as "rows!" from mails where organization_id = $1"#, organization.0)
            .fetch_one(tx.conn())
            .await?;
    Ok(Count { what: "mails", rows })
}
