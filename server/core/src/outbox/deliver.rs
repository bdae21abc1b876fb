//! Delivers one mail: claim, send, store the outcome. Each step is its own transaction, and none is open while the mail
//! server is spoken to.

use domain::ids::MailId;
use mail::{Envelope, SendFailure};

use crate::{Backend, Result};

/// After so many tries a mail is given up: with the queue's growing pauses, about a day.
const MOST_ATTEMPTS: i32 = 14;

/// The outcome of a delivery.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// Sent, kept, given up or already dealt with.
    Over,
    /// Not accepted for now.
    TryLater(String),
}

struct Claimed {
    recipient: String,
    subject: String,
    html: String,
    body: String,
    attempts: i32,
    sender_name: Option<String>,
}

/// Delivers the mail, unless that has been done.
pub(crate) async fn deliver(backend: &Backend, id: MailId) -> Result<Delivery> {
    let Some(smtp) = &backend.smtp else {
        settle(backend, id, "kept", None).await?;
        return Ok(Delivery::Over);
    };
    let Some(claimed) = claim(backend, id).await? else {
        return Ok(Delivery::Over);
    };
    let attempts = claimed.attempts;
    match smtp.send(&envelope(backend, id, claimed)).await {
        Ok(_) => {
            settle(backend, id, "sent", None).await?;
            Ok(Delivery::Over)
        }
        Err(failure @ SendFailure::Permanent { .. }) => give_up(backend, id, &failure).await,
        Err(failure) if attempts >= MOST_ATTEMPTS => give_up(backend, id, &failure).await,
        Err(failure) => {
            tracing::info!(mail = %id, attempts, %failure, "a mail was not accepted yet");
            settle(backend, id, "queued", Some(failure.to_string())).await?;
            Ok(Delivery::TryLater(failure.to_string()))
        }
    }
}

async fn give_up(backend: &Backend, id: MailId, failure: &SendFailure) -> Result<Delivery> {
    tracing::warn!(mail = %id, %failure, "a mail was given up");
    settle(backend, id, "failed", Some(failure.to_string())).await?;
    Ok(Delivery::Over)
}

/// Claims the mail for sending; a mail of a closed organisation is kept until it opens again. A mail that is already
/// `sending` was left there by a process that died in the middle: it is sent again under the same Message-ID, because a
/// mail too many is better than one lost.
async fn claim(backend: &Backend, id: MailId) -> Result<Option<Claimed>> {
    let mut tx = backend.db.upkeep().await?;
    let claimed = sqlx::query_as!(
        Claimed,
        "update mails m set status = 'sending', attempts = attempts + 1
         where m.id = $1 and m.status in ('queued', 'sending')
           and not exists (select from organizations o where o.id = m.organization_id
                           and (o.suspended_at is not null or o.deleted_at is not null))
         returning recipient, subject, html, body, attempts, sender_name",
        id.0
    )
    .fetch_optional(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(claimed)
}

/// Stores the outcome. A mail that is over loses its text: the links in it grant access until they expire.
async fn settle(backend: &Backend, id: MailId, status: &str, error: Option<String>) -> Result<()> {
    metrics::counter!("soloos_mails_total", "outcome" => status.to_owned()).increment(1);
    let mut tx = backend.db.upkeep().await?;
    let now = tx.now();
    sqlx::query!(
        "update mails set status = $2, last_error = $3, sent_at = case when $2 = 'sent' then $4::timestamptz end,
           html = case when $2 in ('sent', 'failed') then '' else html end,
           body = case when $2 in ('sent', 'failed') then '' else body end
         where id = $1 and status in ('queued', 'sending')",
        id.0,
        status,
        error,
        now
    )
    .execute(tx.conn())
    .await?;
    if status == "failed" {
        for area in &backend.areas {
            area.bounced(&mut tx, id).await?;
        }
    }
    tx.commit().await
}

fn envelope(backend: &Backend, id: MailId, claimed: Claimed) -> Envelope {
    let host = url::Url::parse(&backend.settings.base_url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_else(|| "localhost".to_owned());
    Envelope {
        message_id: format!("{id}@{host}"),
        from: sender(&backend.settings.mail_from, claimed.sender_name.as_deref()),
        reply_to: None,
        to: claimed.recipient,
        subject: claimed.subject,
        html: claimed.html,
        text: claimed.body,
    }
}

/// The platform's address under the organisation's sender name, where it has chosen one.
fn sender(mail_from: &str, name: Option<&str>) -> String {
    let address = mail_from.rsplit_once('<').map_or(mail_from, |(_, address)| address.trim_end().trim_end_matches('>'));
    let named = name.and_then(|name| mail::format_address(name, address.trim()).ok());
    named.unwrap_or_else(|| mail_from.to_owned())
}

#[cfg(test)]
mod tests {
    use super::sender;

    #[test]
    fn an_organisations_name_stands_in_front_of_the_platforms_address() {
        assert_eq!(sender("SoloOS <no-reply@solo.example>", None), "SoloOS <no-reply@solo.example>");
        assert_eq!(
            sender("SoloOS <no-reply@solo.example>", Some("Bright, Inc.")),
            "\"Bright, Inc.\" <no-reply@solo.example>"
        );
        assert_eq!(sender("no-reply@solo.example", Some("Bright")), "Bright <no-reply@solo.example>");
    }
}
