//! The agent that each organisation starts with.

use chrono::{DateTime, Utc};
use domain::ids::{AgentId, OrganizationId};
use domain::invites::WelcomeAgent;
use sqlx::PgConnection;

use crate::{Result, random};

const NAME: &str = "Assistant";
const PROMPT: &str = "You are a helpful assistant for a coaching business. Answer clearly and briefly, \
in the language of the question. Use Markdown lists where they help. Say so when you do not know.";

/// Makes the welcome agent of a fresh organisation, in the transaction that makes the organisation.
pub(crate) async fn welcome_agent(
    conn: &mut PgConnection,
    organization: OrganizationId,
    wishes: &WelcomeAgent,
    now: DateTime<Utc>,
) -> Result<AgentId> {
    let id = random::id();
    sqlx::query!(
        "insert into agents (id, organization_id, name, system_prompt, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $5)",
        id,
        organization.0,
        wishes.name.as_deref().unwrap_or(NAME),
        wishes.prompt.as_deref().unwrap_or(PROMPT),
        now
    )
    .execute(conn)
    .await?;
    Ok(AgentId(id))
}
