//! Mails that anybody may request. Too many requests are refused; but strangers' requests never keep the holder of the
//! address from a mail, they only slow the mails down.

use super::standing::{self, Account, Standing};
use super::{MailLimit, count, refuse};
use crate::{Backend, Result, Visit};

/// Counts a request for a mail and refuses one too many. Returns whether to send the mail now: where it is not sent,
/// the answer stays the same, and a mail of a moment ago is in the mailbox already.
#[expect(clippy::disallowed_methods, reason = "tries are counted before anybody is known")]
pub async fn admit_mail(backend: &Backend, limit: MailLimit, account: Account<'_>, visit: &Visit) -> Result<bool> {
    let mut tx = backend.db.identity().await?;
    let standing = standing::of(tx.conn(), account, visit).await?;
    let full = count(&mut tx, &limit.asker(standing, account, visit), MailLimit::WINDOW).await?;
    if full.is_some() {
        tx.commit().await?;
        refuse(full, limit.name, visit)?;
        return Ok(false);
    }
    let mut goes_out = true;
    if standing == Standing::Stranger {
        let used_up = count(&mut tx, &[limit.strangers(account, visit)], MailLimit::WINDOW).await?.is_some();
        let paced = count(&mut tx, &[limit.pace(account)], MailLimit::PACE).await?.is_some();
        goes_out = !used_up || !paced;
    }
    tx.commit().await?;
    Ok(goes_out)
}
