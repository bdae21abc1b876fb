//! Usage entries, added in the transaction that causes them. An insert locks no row that another transaction wants.

use domain::ids::RunId;

use crate::Result;
use crate::db::TenantTx;

/// Counts conversations begun and messages written by the caller.
pub async fn written(tx: &mut TenantTx, conversations: i32, messages: i32) -> Result<()> {
    let (person, now) = (tx.caller().subject().0, tx.now());
    sqlx::query!(
        "insert into usage_entries (user_id, conversations, messages, created_at) values ($1, $2, $3, $4)",
        person,
        conversations,
        messages,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Counts an answer's tokens at the price its model has now, and keeps the cost with the run.
pub async fn answered(tx: &mut TenantTx, run: RunId, input_tokens: i32, output_tokens: i32) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "with priced as (
           update runs set cost_microcents = app.model_cost(model, $2, $3)
           where organization_id = app.organization_id() and id = $1 returning cost_microcents
         )
         insert into usage_entries (input_tokens, output_tokens, cost_microcents, created_at)
         select $2, $3, cost_microcents, $4 from priced",
        run.0,
        i64::from(input_tokens),
        i64::from(output_tokens),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
