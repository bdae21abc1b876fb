//! Limits how many answers are written at once: for one person, and in one organisation by its plan. All of them share
//! one server, and at times one processor.

use domain::AppError;

use crate::Result;
use crate::db::TenantTx;

/// The first half of the key of the lock under which an organisation's answers are counted.
const LOCK_CLASS: i32 = 0x5011;

/// Refuses an answer above the limit. The next request of the organisation waits for this transaction, so that
/// concurrent requests are all counted; an answer that ends, however it does, frees its place by its status.
pub async fn require_room_for_answer(tx: &mut TenantTx) -> Result<()> {
    // A separate statement: the next one must see what was committed while this one waited.
    sqlx::query("select pg_advisory_xact_lock($1, hashtext(app.organization_id()::text))")
        .bind(LOCK_CLASS)
        .execute(tx.conn())
        .await?;
    let person = tx.caller().subject().0;
    let row = sqlx::query!(
        r#"select p.name, p.answers_at_once, p.answers_at_once_each, r.of_all as "of_all!", r.of_one as "of_one!"
           from organizations o
           join plans p on p.key = o.tier
           cross join (
             select count(*) as of_all, count(*) filter (where user_id = $1) as of_one from runs
             where organization_id = app.organization_id() and status = 'streaming'
           ) r
           where o.id = app.organization_id()"#,
        person
    )
    .fetch_one(tx.conn())
    .await?;
    if row.of_one >= row.answers_at_once_each.into() {
        return Err(too_many_of_one(row.of_one).into());
    }
    if row.of_all >= row.answers_at_once.into() {
        return Err(too_many_of_all(&row.name, row.of_all).into());
    }
    Ok(())
}

fn too_many_of_one(running: i64) -> AppError {
    let running = answers(running);
    AppError::conflict(format!("You have {running} running. Stop one, or wait for one to end, and try again."))
}

fn too_many_of_all(plan: &str, running: i64) -> AppError {
    let running = answers(running);
    AppError::Quota {
        message: format!(
            "Your organisation has {running} running, as many as the plan {plan} allows at once. Wait for one to end, and try again."
        ),
    }
}

fn answers(number: i64) -> String {
    if number == 1 { "1 answer".to_owned() } else { format!("{number} answers") }
}
