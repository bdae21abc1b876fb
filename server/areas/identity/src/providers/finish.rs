//! The callback from a provider: which account it opens, if any.

use crate::desk;
use domain::accounts::{EmailAddress, START_PATH, SignInProblem};
use domain::ids::UserId;
use server_core::audit::Doer;
use server_core::db::IdentityTx;
use server_core::{Backend, Origin, Result, SignedIn, Visit, random};
use sign_in_providers::{Identity, ProviderError};

use super::states::{self, Journey};
use super::{Vouched, join, link};
use crate::admission::{Admission, admit_person};
use crate::events::{self, Event};
use crate::{people, two_factor};

/// The longest subject that the standard allows.
const LONGEST_SUBJECT: usize = 255;

/// The parameters that a provider sent a browser back with.
pub struct Returned<'a> {
    pub provider: &'a str,
    /// The secret that the browser kept since it left.
    pub browser: &'a str,
    pub state: &'a str,
    /// None when the provider or the person refused.
    pub code: Option<&'a str>,
}

/// The result, with the path to continue at.
pub enum Arrival {
    SignedIn(Admission, String),
    Linked,
    /// The reason of a failure; whether somebody was linking decides which page shows it.
    Failed {
        problem: SignInProblem,
        was_linking: bool,
    },
}

/// Ends the journey: with a session or a challenge, with a linked account, or with a problem to show.
pub async fn finish_sign_in(
    backend: &Backend,
    visit: &Visit,
    signed_in: Option<&SignedIn>,
    returned: Returned<'_>,
) -> Result<Arrival> {
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let key = (returned.provider, returned.browser, returned.state);
    let arrived = states::arrive(tx.conn(), backend, key, now).await?;
    tx.commit().await?;
    let Some((journey, handshake)) = arrived else {
        return Ok(Arrival::Failed { problem: SignInProblem::Stale, was_linking: false });
    };
    let failed = |problem| Ok(Arrival::Failed { problem, was_linking: journey.session.is_some() });
    let Some(code) = returned.code else { return failed(SignInProblem::Refused) };
    // No transaction is open while the provider is asked.
    let identity = match backend.sign_in_providers.finish(&journey.provider, &handshake, code, now).await {
        Ok(Some(identity)) => identity,
        Ok(None) => return failed(SignInProblem::Stale),
        Err(error) => return failed(problem_of(&error)),
    };
    // No account has a subject that long, and none can be stored with it.
    let subject = identity.subject.as_str();
    if subject.trim().is_empty() || subject.contains('\0') || subject.chars().count() > LONGEST_SUBJECT {
        return failed(SignInProblem::Refused);
    }
    let done = match journey.session {
        Some(session) => link::finish_link(backend, signed_in, session, &journey, &identity).await?,
        None => sign_in(backend, visit, &journey, &identity).await?,
    };
    done.map_or_else(failed, Ok)
}

fn problem_of(error: &ProviderError) -> SignInProblem {
    tracing::warn!(%error, "a sign-in at a provider came to nothing");
    match error {
        ProviderError::Refused(_) => SignInProblem::Refused,
        ProviderError::Unavailable(_) | ProviderError::Setup(_) => SignInProblem::Unavailable,
    }
}

async fn sign_in(backend: &Backend, visit: &Visit, journey: &Journey, identity: &Identity) -> Vouched<Arrival> {
    let mut tx = desk(backend).await?;
    let known = match linked(&mut tx, identity).await? {
        Some(person) => Ok((person, journey.next.as_str())),
        None => by_address(&mut tx, backend, (journey, Origin::of(visit)), identity).await?,
    };
    let (person, next) = match known {
        Ok(known) => known,
        Err(problem) => return Ok(Err(problem)),
    };
    let admission = admit_person(&mut tx, backend, person, visit).await?;
    tx.commit().await?;
    tracing::info!(user = %person, provider = journey.provider, "a provider vouched for somebody");
    Ok(Ok(Arrival::SignedIn(admission, next.to_owned())))
}

/// The person with this linked account.
async fn linked(tx: &mut IdentityTx, identity: &Identity) -> Result<Option<UserId>> {
    let now = tx.now();
    let person = sqlx::query_scalar!(
        "update user_identities set last_used_at = $3 where issuer = $1 and subject = $2 returning user_id",
        identity.issuer,
        identity.subject,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(person.map(UserId))
}

/// The person with the address that both sides have verified, whose account is linked from now on; or a new person
/// where sign-up is open. Two people could claim one address, so anything less is refused. Returned with the path to
/// continue at.
async fn by_address<'a>(
    tx: &mut IdentityTx,
    backend: &Backend,
    (journey, origin): (&'a Journey, Origin),
    identity: &Identity,
) -> Vouched<(UserId, &'a str)> {
    let Some(email) = address(identity) else { return Ok(Err(SignInProblem::NoAddress)) };
    let known = sqlx::query!(
        r#"select id, email_verified_at is not null as "verified!" from users where email = $1"#,
        email.as_str()
    )
    .fetch_optional(tx.conn())
    .await?;
    let next = journey.next.as_str();
    let (person, next) = match known {
        Some(known) if identity.email_verified && known.verified => (UserId(known.id), next),
        Some(_) => return Ok(Err(SignInProblem::Clash)),
        None if !identity.email_verified => return Ok(Err(SignInProblem::Unverified)),
        None => match join::sign_up(tx, backend, journey, (&email, identity.name.as_deref()), origin).await? {
            Ok(new) => (new.person, if new.joined { START_PATH } else { next }),
            Err(problem) => return Ok(Err(problem)),
        },
    };
    add(tx, person, journey, identity).await?;
    events::note(tx, Doer::at_the_desk(person, origin), Event::ProviderLinked).await?;
    tell_linked(tx, backend, person, &journey.provider).await?;
    Ok(Ok((person, next)))
}

/// The address that the provider gives, normalised as we do; none if it cannot receive mail.
fn address(identity: &Identity) -> Option<EmailAddress> {
    EmailAddress::told(identity.email.as_deref()?).ok()
}

/// Links the account; one that is linked already violates `user_identities_issuer_subject_key`.
pub(super) async fn add(tx: &mut IdentityTx, person: UserId, journey: &Journey, identity: &Identity) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "insert into user_identities (id, user_id, provider, issuer, subject, email, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        random::id(),
        person.0,
        journey.provider,
        identity.issuer,
        identity.subject,
        address(identity).map(String::from),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notifies the person that another way of signing in exists.
pub(super) async fn tell_linked(tx: &mut IdentityTx, backend: &Backend, person: UserId, provider: &str) -> Result<()> {
    let name = backend.sign_in_providers.card(provider).map_or_else(|| provider.to_owned(), |card| card.name);
    if let Some(person) = people::by_id(tx.conn(), person).await? {
        let what = format!("An account of {name} can sign you in from now on.");
        two_factor::tell(tx.conn(), backend, &person, &what).await?;
    }
    Ok(())
}
