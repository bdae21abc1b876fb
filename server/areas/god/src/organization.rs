//! One organisation in detail: its head, and one tab of its page.

use domain::ids::OrganizationId;
use domain::pictures::Picture;
use domain::{AppError, Place};
use god_domain::{OneOrganizationQuery, OrganizationHead, OrganizationTab, OrganizationView, TabContent, TierChoice};
use server_core::db::PlatformTx;
use server_core::{Backend, God, Result, files};

use super::select::state_of;
use super::tabs::{self, Slice};

/// The head and the requested tab.
pub async fn organization(backend: &Backend, god: &God, query: OneOrganizationQuery) -> Result<OrganizationView> {
    let mut tx = backend.db.platform(god).await?;
    let head = head(&mut tx, query.id).await?;
    let page = page(&mut tx, &query).await?;
    let slice = Slice::new(query.id, page, tx.reader());
    let (content, place) = content(&mut tx, query.tab, &slice).await?;
    Ok(OrganizationView { head, content, place })
}

/// The requested page, or the last one; the first exists in any case.
async fn page(tx: &mut PlatformTx, query: &OneOrganizationQuery) -> Result<u32> {
    if query.page <= 1 {
        return Ok(1);
    }
    Ok(Slice::paging(query.page, tabs::count(tx, query.tab, query.id).await?).page)
}

async fn content(tx: &mut PlatformTx, tab: OrganizationTab, slice: &Slice) -> Result<(TabContent, Place)> {
    Ok(match tab {
        OrganizationTab::Usage => Slice::whole(TabContent::Usage(tabs::usage(tx, slice).await?)),
        OrganizationTab::Members => slice.cut(tabs::members(tx, slice).await?, TabContent::Members),
        OrganizationTab::Invites => slice.cut(tabs::invites(tx, slice).await?, TabContent::Invites),
        OrganizationTab::Audit => slice.cut(tabs::audit(tx, slice).await?, TabContent::Audit),
        OrganizationTab::Jobs => slice.cut(tabs::jobs(tx, slice).await?, TabContent::Jobs),
        OrganizationTab::Mails => slice.cut(tabs::mails(tx, slice).await?, TabContent::Mails),
        OrganizationTab::Subscription => slice.cut(tabs::subscriptions(tx, slice).await?, TabContent::Subscription),
        OrganizationTab::Notes => slice.cut(tabs::notes(tx, slice).await?, TabContent::Notes),
    })
}

async fn head(tx: &mut PlatformTx, id: OrganizationId) -> Result<OrganizationHead> {
    let reader = tx.reader();
    let row = sqlx::query!(
        r#"select o.name, o.logo_key, o.slug, o.tier, p.name as tier_name, o.created_at, o.suspended_at, o.suspended_reason,
             o.deleted_at, c.owner_email, c.members, c.mrr_cents, c.conversations_30d, c.messages_30d,
             c.cost_30d_microcents, c.storage_bytes, c.last_activity_at,
             array(select key from plans order by position, key) as "keys!",
             array(select name from plans order by position, key) as "names!"
           from organizations o
           join organization_counters c on c.organization_id = o.id
           join plans p on p.key = o.tier
           where o.id = $1"#,
        id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    let at = |time| reader.moment(time);
    let tiers = row.keys.into_iter().zip(row.names).map(|(key, name)| TierChoice { key, name }).collect();
    Ok(OrganizationHead {
        id,
        state: state_of(row.suspended_at, row.deleted_at),
        name: row.name,
        logo: files::url(Picture::Logo, row.logo_key.as_deref()),
        slug: row.slug,
        suspended: row.suspended_at.map(at),
        suspended_reason: row.suspended_reason,
        deleted: row.deleted_at.map(at),
        tier: TierChoice { key: row.tier, name: row.tier_name },
        tiers,
        owner_email: row.owner_email,
        created: at(row.created_at),
        last_activity: row.last_activity_at.map(at),
        members: row.members,
        mrr_cents: row.mrr_cents,
        conversations: row.conversations_30d,
        messages: row.messages_30d,
        cost_microcents: row.cost_30d_microcents,
        storage_bytes: row.storage_bytes,
    })
}
