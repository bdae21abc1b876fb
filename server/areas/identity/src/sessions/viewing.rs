//! Ends an impersonation, on request or because its preconditions are gone.

use crate::actions;
use domain::ids::{ImpersonationId, OrganizationId, UserId};
use serde_json::json;
use server_core::audit::{self, Act, Doer};
use server_core::db::IdentityTx;
use server_core::{Origin, Result};

/// Why it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndReason {
    Exited,
    Expired,
    SignedOut,
    /// The operator is no longer one.
    Demoted,
    /// The organisation was suspended or deleted.
    Closed,
    /// The person left the organisation or became an operator.
    SubjectLeft,
}

impl EndReason {
    fn as_str(self) -> &'static str {
        match self {
            Self::Exited => "exited",
            Self::Expired => "expired",
            Self::SignedOut => "signed_out",
            Self::Demoted => "demoted",
            Self::Closed => "closed",
            Self::SubjectLeft => "subject_left",
        }
    }
}

/// Ends it with an entry in the audit log, unless that has been done; returns the page to go back to.
pub async fn end_viewing(
    tx: &mut IdentityTx,
    impersonation: ImpersonationId,
    reason: EndReason,
    origin: Origin,
) -> Result<Option<String>> {
    let now = tx.now();
    let ended = sqlx::query!(
        "update impersonations set ended_at = $2, end_reason = $3 where id = $1 and ended_at is null
         returning organization_id, actor_id, subject_id, reason, return_to, started_at",
        impersonation.0,
        now,
        reason.as_str()
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = ended else { return Ok(None) };
    let act = Act {
        action: actions::END_IMPERSONATION,
        target: Some(impersonation.to_string()),
        detail: json!({
            "reason": row.reason, "ended": reason.as_str(), "seconds": (now - row.started_at).num_seconds(),
        }),
    };
    let doer = Doer::in_place_of(UserId(row.actor_id), UserId(row.subject_id), origin);
    audit::record_identity(tx, doer, Some(OrganizationId(row.organization_id)), act).await?;
    Ok(Some(row.return_to))
}
