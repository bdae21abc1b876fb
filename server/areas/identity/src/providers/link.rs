//! Linking a provider's account to one's own, and unlinking it. Both ask for a proof.

use crate::desk;
use domain::AppError;
use domain::accounts::{LinkIdentity, SignInProblem, UnlinkIdentity};
use domain::ids::SessionId;
use server_core::{Backend, Result, SignedIn, Visit};
use sign_in_providers::Identity;

use super::Vouched;
use super::begin::{Departure, leave};
use super::finish::{Arrival, add, tell_linked};
use super::states::Journey;
use crate::events::{self, Event};
use crate::{people, prove, two_factor};

/// The page that linking returns to.
const PAGE: &str = "/account?done=linked";

/// Begins the journey to the provider whose account is to be linked.
pub async fn begin_link(
    backend: &Backend,
    signed_in: &SignedIn,
    visit: &Visit,
    browser: Option<String>,
    form: LinkIdentity,
) -> Result<Departure> {
    signed_in.refuse_impersonation()?;
    let (provider, proof) = form.validate()?;
    backend.sign_in_providers.card(&provider).ok_or(AppError::NotFound)?;
    prove(backend, signed_in, visit, &proof).await?;
    let journey = Journey { provider, session: Some(signed_in.session()), next: PAGE.to_owned(), invite: None };
    leave(backend, visit, browser, journey).await
}

/// Links the identity that the provider vouched for, in the session that asked for it and no other.
pub(super) async fn finish_link(
    backend: &Backend,
    signed_in: Option<&SignedIn>,
    session: SessionId,
    journey: &Journey,
    identity: &Identity,
) -> Vouched<Arrival> {
    // Refused too if that session has begun to impersonate meanwhile.
    let own = |signed_in: &&SignedIn| signed_in.session() == session && signed_in.impersonation().is_none();
    let Some(signed_in) = signed_in.filter(own) else {
        return Ok(Err(SignInProblem::Stale));
    };
    let mut tx = desk(backend).await?;
    let holder = sqlx::query_scalar!(
        "select user_id from user_identities where issuer = $1 and subject = $2",
        identity.issuer,
        identity.subject
    )
    .fetch_optional(tx.conn())
    .await?;
    match holder {
        Some(holder) if holder == signed_in.user().0 => return Ok(Ok(Arrival::Linked)),
        Some(_) => return Ok(Err(SignInProblem::Taken)),
        None => {}
    }
    match add(&mut tx, signed_in.user(), journey, identity).await {
        Err(error) if error.constraint() == Some("user_identities_issuer_subject_key") => {
            return Ok(Err(SignInProblem::Taken));
        }
        added => added?,
    }
    events::note(&mut tx, signed_in, Event::ProviderLinked).await?;
    tell_linked(&mut tx, backend, signed_in.user(), &journey.provider).await?;
    tx.commit().await?;
    Ok(Ok(Arrival::Linked))
}

/// Unlinks one of the person's accounts, unless it is their only way to sign in.
pub async fn unlink_identity(
    backend: &Backend,
    signed_in: &SignedIn,
    visit: &Visit,
    form: UnlinkIdentity,
) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let proof = form.validate()?;
    let user = signed_in.user();
    let mut tx = desk(backend).await?;
    let mine = sqlx::query_scalar!(
        r#"select exists (select from user_identities where id = $1 and user_id = $2) as "mine!""#,
        form.id.0,
        user.0
    )
    .fetch_one(tx.conn())
    .await?;
    tx.commit().await?;
    if !mine {
        return Err(AppError::NotFound.into());
    }
    prove(backend, signed_in, visit, &proof).await?;
    let mut tx = desk(backend).await?;
    // Of two concurrent unlinks, the second sees what the first left.
    sqlx::query!("select id from users where id = $1 for update", user.0).fetch_one(tx.conn()).await?;
    sqlx::query!("delete from user_identities where id = $1 and user_id = $2", form.id.0, user.0)
        .execute(tx.conn())
        .await?;
    let left = sqlx::query_scalar!(
        r#"select exists (select from user_credentials where user_id = $1)
             or exists (select from user_identities where user_id = $1) as "left!""#,
        user.0
    )
    .fetch_one(tx.conn())
    .await?;
    if !left {
        let message = "This is your only way in. Choose a password first, by “Forgot password?” on the sign-in page.";
        return Err(AppError::conflict(message).into());
    }
    events::note(&mut tx, signed_in, Event::ProviderUnlinked).await?;
    let person = people::by_id(tx.conn(), user).await?.ok_or(AppError::Unauthenticated)?;
    two_factor::tell(tx.conn(), backend, &person, "An account elsewhere can no longer sign you in.").await?;
    tx.commit().await
}
