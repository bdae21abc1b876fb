//! The operator's mailbox: every mail of the platform and its delivery state.

use chrono::{DateTime, Duration, Utc};
use domain::ids::MailId;
use domain::{AppError, Page, Paging};
use god_domain::mails::{Delivery, MailQuery, MailRow, MailStatus, MailView, Mailbox};
use serde_json::json;
use server_core::audit::{self, Act};
use server_core::moments::Reader;
use server_core::{Backend, Error, God, Result, SignedIn};
use uuid::Uuid;

use super::links::{self, Words};
use super::reveal::is_revealed;
use crate::actions;

/// How many mails one page shows.
const PAGE: u32 = 50;

/// A mail without its content, as it is stored.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) recipient: String,
    pub(crate) subject: String,
    pub(crate) kind: String,
    pub(crate) status: String,
    pub(crate) attempts: i32,
    pub(crate) last_error: Option<String>,
    pub(crate) created_at: DateTime<Utc>,
}

/// One page of mails, the latest first.
pub async fn mailbox(backend: &Backend, god: &God, query: MailQuery) -> Result<Mailbox> {
    let mut tx = backend.db.platform(god).await?;
    let total = sqlx::query_scalar!(r#"select count(*) as "total!" from mails"#).fetch_one(tx.conn()).await?;
    let paging = Paging::of(query.page, total, PAGE);
    let rows = sqlx::query_as!(
        Row,
        "select id, recipient, subject, kind, status, attempts, last_error, created_at
         from mails order by created_at desc, id desc limit $1 offset $2",
        paging.limit(),
        paging.offset()
    )
    .fetch_all(tx.conn())
    .await?;
    let reader = tx.reader();
    let delivery = sqlx::query_as!(
        Delivery,
        r#"select count(*) filter (where status = 'sent') as "sent!", count(*) filter (where status = 'failed') as "failed!",
             count(*) filter (where status in ('queued', 'sending')) as "waiting!"
           from mails where created_at > $1"#,
        reader.now - Duration::days(30)
    )
    .fetch_one(tx.conn())
    .await?;
    let page = Page::counted(rows, paging).try_map(|row| mail_row(row, reader))?;
    Ok(Mailbox { page, smtp_configured: backend.smtp.is_some(), delivery })
}

/// A mail with its content, without its links until they are revealed. The audit log records who read it.
pub async fn mail(backend: &Backend, signed_in: &SignedIn, id: MailId) -> Result<MailView> {
    let god = signed_in.god()?;
    let mut tx = backend.db.platform(&god).await?;
    let row = sqlx::query!(
        "select id, recipient, subject, kind, status, attempts, last_error, created_at, html, body from mails where id = $1",
        id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    let reader = tx.reader();
    let words = if is_revealed(&mut tx, signed_in, id).await? {
        Words { text: row.body, html: row.html, hides_links: false }
    } else {
        links::hide(row.body, row.html)
    };
    let detail = json!({ "recipient": row.recipient, "kind": row.kind });
    let act = Act { action: actions::READ_MAIL, target: Some(id.to_string()), detail };
    audit::record_platform(&mut tx, &god, None, act).await?;
    tx.commit().await?;
    let row = Row {
        id: row.id,
        recipient: row.recipient,
        subject: row.subject,
        kind: row.kind,
        status: row.status,
        attempts: row.attempts,
        last_error: row.last_error,
        created_at: row.created_at,
    };
    let Words { text, html, hides_links } = words;
    Ok(MailView { row: mail_row(row, reader)?, text, html, hides_links })
}

/// The row as the operator's lists show it.
pub(crate) fn mail_row(row: Row, reader: Reader) -> Result<MailRow> {
    Ok(MailRow {
        id: MailId(row.id),
        status: row.status.parse::<MailStatus>().map_err(Error::Fault)?,
        created: reader.moment(row.created_at),
        recipient: row.recipient,
        subject: row.subject,
        kind: row.kind,
        attempts: row.attempts,
        last_error: row.last_error,
    })
}
