//! The events of an account: written where they happen, read by its person and in the platform's log.

use crate::actions;
use crate::desk;
use domain::accounts::ActivityRow;
use domain::ids::UserId;
use serde_json::json;
use server_core::audit::{self, Act, Action, Doer};
use server_core::db::{IdentityTx, PlatformTx};
use server_core::{Backend, God, Result, SignedIn};

/// Something that its person must be able to find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    PasswordChanged,
    PasswordReset,
    AddressChanged,
    TwoFactorOn,
    TwoFactorOff,
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    SessionEnded,
    OtherSessionsEnded,
    EverySessionEnded,
    NewDevice,
    ProviderLinked,
    ProviderUnlinked,
    /// The operator's act, not the person's.
    MailedLinksSeen,
}

impl Event {
    const ALL: [Self; 14] = [
        Self::PasswordChanged,
        Self::PasswordReset,
        Self::AddressChanged,
        Self::TwoFactorOn,
        Self::TwoFactorOff,
        Self::RecoveryCodesRenewed,
        Self::RecoveryCodeUsed,
        Self::SessionEnded,
        Self::OtherSessionsEnded,
        Self::EverySessionEnded,
        Self::NewDevice,
        Self::ProviderLinked,
        Self::ProviderUnlinked,
        Self::MailedLinksSeen,
    ];

    /// The word in the log.
    fn action(self) -> Action {
        match self {
            Self::PasswordChanged => actions::CHANGE_PASSWORD,
            Self::PasswordReset => actions::RESET_PASSWORD,
            Self::AddressChanged => actions::CHANGE_EMAIL,
            Self::TwoFactorOn => actions::TURN_ON_TWO_FACTOR,
            Self::TwoFactorOff => actions::TURN_OFF_TWO_FACTOR,
            Self::RecoveryCodesRenewed => actions::RENEW_RECOVERY_CODES,
            Self::RecoveryCodeUsed => actions::USE_RECOVERY_CODE,
            Self::SessionEnded => actions::REVOKE_SESSION,
            Self::OtherSessionsEnded => actions::END_OTHER_SESSIONS,
            Self::EverySessionEnded => actions::SIGN_OUT_EVERYWHERE,
            Self::NewDevice => actions::SIGN_IN_ON_NEW_DEVICE,
            Self::ProviderLinked => actions::LINK_PROVIDER,
            Self::ProviderUnlinked => actions::UNLINK_PROVIDER,
            Self::MailedLinksSeen => actions::SEE_MAILED_LINKS,
        }
    }

    /// The sentence that the person reads.
    fn sentence(self) -> &'static str {
        match self {
            Self::PasswordChanged => "The password was changed",
            Self::PasswordReset => "The password was reset by a mailed link",
            Self::AddressChanged => "The e-mail address was changed",
            Self::TwoFactorOn => "Two-factor sign-in was turned on",
            Self::TwoFactorOff => "Two-factor sign-in was turned off",
            Self::RecoveryCodesRenewed => "New recovery codes were made",
            Self::RecoveryCodeUsed => "A recovery code was used to sign in",
            Self::SessionEnded => "A device was signed out",
            Self::OtherSessionsEnded => "Every other device was signed out",
            Self::EverySessionEnded => "Every device was signed out",
            Self::NewDevice => "Signed in on a new device",
            Self::ProviderLinked => "An account elsewhere was linked",
            Self::ProviderUnlinked => "An account elsewhere was unlinked",
            Self::MailedLinksSeen => "The operator of the platform opened the links of a mail to you",
        }
    }
}

/// Records it in the transaction that did it.
pub(super) async fn note(tx: &mut IdentityTx, doer: impl Into<Doer>, event: Event) -> Result<()> {
    let act = Act { action: event.action(), target: None, detail: json!({}) };
    audit::record_identity(tx, doer, None, act).await
}

/// Records, in the operator's transaction, that they see the links of a mail to this address, for its person to find
/// out; nothing where it has no account.
pub async fn note_seen_links(tx: &mut PlatformTx, god: &God, address: &str) -> Result<()> {
    let person =
        sqlx::query_scalar!("select id from users where email = $1", address).fetch_optional(tx.conn()).await?;
    let Some(person) = person else { return Ok(()) };
    let doer = Doer::in_place_of(god.actor(), UserId(person), god.origin());
    let act = Act { action: Event::MailedLinksSeen.action(), target: None, detail: json!({}) };
    audit::record_platform(tx, doer, None, act).await
}

/// Recent events of the person's account and keys, the latest first; at most twenty.
pub async fn activity(backend: &Backend, signed_in: &SignedIn) -> Result<Vec<ActivityRow>> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    let reader = signed_in.reader(tx.now());
    let rows = sqlx::query!(
        r"select action, address, created_at from audit_events
          where subject_id = $1 and (organization_id is null and action like 'account.%' or action like 'api\_key.%')
          order by created_at desc, id desc limit 20",
        signed_in.user().0
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| ActivityRow {
            what: sentence(&row.action).to_owned(),
            // The operator's own is none of the person's business.
            address: row.address.filter(|_| row.action != Event::MailedLinksSeen.action().as_str()),
            at: reader.moment(row.created_at),
        })
        .collect())
}

fn sentence(action: &str) -> &'static str {
    match action {
        word if word == actions::CREATE_API_KEY.as_str() => "An API key was made",
        word if word == actions::REVOKE_API_KEY.as_str() => "An API key was revoked",
        action => {
            let event = Event::ALL.into_iter().find(|event| event.action().as_str() == action);
            event.map_or("The account was changed", Event::sentence)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_a_word_and_a_sentence_of_its_own() {
        let words: std::collections::BTreeSet<_> = Event::ALL.iter().map(|event| event.action().as_str()).collect();
        let sentences: std::collections::BTreeSet<_> = words.iter().map(|word| sentence(word)).collect();
        assert_eq!((words.len(), sentences.len()), (Event::ALL.len(), Event::ALL.len()));
        assert!(words.iter().all(|word| word.starts_with("account.")));
    }
}
