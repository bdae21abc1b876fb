//! The organisation's audit log, its mails, and the operator's notes.

use domain::ids::NoteId;
use god_domain::mails::MailRow;
use god_domain::{AuditRow, Note};
use server_core::Result;
use server_core::db::PlatformTx;

use super::{READ, Slice};
use crate::mailbox::{StoredMail, mail_row};

/// The audit log, the latest entry first.
pub(crate) async fn audit(tx: &mut PlatformTx, slice: &Slice) -> Result<Vec<AuditRow>> {
    let rows = sqlx::query!(
        r#"select e.created_at, e.action, e.detail, e.actor_id = e.subject_id as "same", a.email as "actor?", s.email as "subject?"
           from audit_events e
           left join users a on a.id = e.actor_id
           left join users s on s.id = e.subject_id
           where e.organization_id = $1 order by e.created_at desc, e.id desc limit $2 offset $3"#,
        slice.organization,
        READ,
        slice.offset()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| AuditRow {
            at: slice.moment(row.created_at),
            action: row.action,
            detail: if row.detail.as_object().is_some_and(serde_json::Map::is_empty) {
                String::new()
            } else {
                row.detail.to_string()
            },
            actor: row.actor,
            subject: row.subject.filter(|_| row.same != Some(true)),
        })
        .collect())
}

/// Mails that the organisation caused, the latest first.
pub(crate) async fn mails(tx: &mut PlatformTx, slice: &Slice) -> Result<Vec<MailRow>> {
    let rows = sqlx::query_as!(
        StoredMail,
        "select id, recipient, subject, kind, status, attempts, last_error, created_at from mails
         where organization_id = $1 order by created_at desc, id desc limit $2 offset $3",
        slice.organization,
        READ,
        slice.offset()
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|row| mail_row(row, slice.reader)).collect()
}

/// The operator's notes, the latest first.
pub(crate) async fn notes(tx: &mut PlatformTx, slice: &Slice) -> Result<Vec<Note>> {
    let rows = sqlx::query!(
        r#"select n.id, n.text, n.created_at, u.name as "author?" from organization_notes n
           left join users u on u.id = n.author_id
           where n.organization_id = $1 order by n.created_at desc, n.id desc limit $2 offset $3"#,
        slice.organization,
        READ,
        slice.offset()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Note { id: NoteId(row.id), text: row.text, author: row.author, at: slice.moment(row.created_at) })
        .collect())
}
