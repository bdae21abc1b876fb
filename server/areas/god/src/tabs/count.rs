//! The total rows of a tab; counted only for pages after the first.

use domain::ids::OrganizationId;
use god_domain::OrganizationTab;
use server_core::Result;
use server_core::db::PlatformTx;

/// As many as the tab's own list would show without pages.
pub(crate) async fn count(tx: &mut PlatformTx, tab: OrganizationTab, organization: OrganizationId) -> Result<i64> {
    let sql = match tab {
        OrganizationTab::Usage => return Ok(0),
        OrganizationTab::Members => "select count(*) from memberships where organization_id = $1",
        OrganizationTab::Invites => "select count(*) from invites where organization_id = $1",
        OrganizationTab::Audit => "select count(*) from audit_events where organization_id = $1",
        OrganizationTab::Mails => "select count(*) from mails where organization_id = $1",
        OrganizationTab::Subscription => "select count(*) from subscriptions where organization_id = $1",
        OrganizationTab::Notes => "select count(*) from organization_notes where organization_id = $1",
        OrganizationTab::Jobs => "select count(*) from app.queued_jobs() where organization = $1",
    };
    Ok(sqlx::query_scalar(sql).bind(organization.0).fetch_one(tx.conn()).await?)
}
