//! The agent that each organisation starts with.

use server_core::area::NewOrganization;
use server_core::db::IdentityTx;
use server_core::{Result, random};

const NAME: &str = "Assistant";
/// The default instructions, which nobody has edited.
pub(super) const PROMPT: &str = "You are a helpful assistant for a coaching business. Answer clearly and briefly, \
in the language of the question. Use Markdown lists where they help. Say so when you do not know.";

/// Makes the welcome agent of a new organisation, in the transaction that founds it.
pub(super) async fn welcome_agent(tx: &mut IdentityTx, new: NewOrganization<'_>) -> Result<()> {
    let (now, wishes) = (tx.now(), new.agent);
    sqlx::query!(
        "insert into agents (id, organization_id, name, system_prompt, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $5)",
        random::id(),
        new.id.0,
        wishes.name.as_deref().unwrap_or(NAME),
        wishes.prompt.as_deref().unwrap_or(PROMPT),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
