//! The step after a right password: a session or, for people with a second factor, a short-lived challenge that only a
//! code turns into one.

use crate::desk;
use chrono::{DateTime, Duration, Utc};
use domain::accounts::{GivenCode, Secret, SignInCode};
use domain::ids::UserId;
use domain::{AppError, FieldErrors};
use server_core::audit::Doer;
use server_core::db::IdentityTx;
use server_core::random::{self, Token};
use server_core::throttle::{self, Account};
use server_core::{Backend, Error, Origin, Result, Visit, moments, outbox};
use sqlx::PgConnection;
use uuid::Uuid;

use super::events::{self, Event};
use super::letters::NewDevice;
use super::sessions::{self, NewSession};
use super::tries::SIGN_IN_CODE;
use super::{people, two_factor};

/// How long a sign-in waits for its second factor.
const LIFETIME: Duration = Duration::minutes(10);

/// What a person gets who has proved who they are.
pub enum Admission {
    /// Signed in.
    Session(NewSession),
    /// A code is still required.
    Challenge(NewChallenge),
}

/// A sign-in that waits for a code: the only time that its token is known.
pub struct NewChallenge {
    pub token: Token,
    pub max_age: Duration,
}

/// Begins a session, or a challenge for a person with a second factor, in the transaction that proved who it is.
pub(super) async fn admit_person(
    tx: &mut IdentityTx,
    backend: &Backend,
    person: UserId,
    visit: &Visit,
) -> Result<Admission> {
    if !two_factor::is_on(tx.conn(), person).await? {
        return begin_session(tx, backend, person, visit).await.map(Admission::Session);
    }
    let (now, token) = (tx.now(), Token::new());
    sqlx::query!(
        "insert into sign_in_challenges (token_hash, user_id, browser_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)",
        token.hash(),
        person.0,
        visit.browser_hash(),
        now,
        now + LIFETIME
    )
    .execute(tx.conn())
    .await?;
    Ok(Admission::Challenge(NewChallenge { token, max_age: LIFETIME }))
}

/// Turns a challenge into a session. A wrong code leaves it open, as often as the throttle allows.
pub async fn sign_in_with_code(
    backend: &Backend,
    visit: &Visit,
    token: &Secret,
    form: SignInCode,
) -> Result<NewSession> {
    let code = form.validate()?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let person = peek(tx.conn(), token, visit, now).await?;
    tx.commit().await?;
    let admitted = throttle::admit(backend, SIGN_IN_CODE, Account::Person(person), visit).await?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let fits = match &code {
        GivenCode::App(code) => two_factor::use_code(tx.conn(), backend, person, code).await?,
        GivenCode::Recovery(code) => two_factor::use_recovery_code(tx.conn(), person, code, now).await?,
    };
    if !fits {
        tracing::info!(user = %person, visitor = visit.fingerprint(), "a second factor did not fit");
        return Err(FieldErrors::of("code", "This code is not right, or was used already.").into());
    }
    use_up(tx.conn(), token).await?;
    let session = begin_session(&mut tx, backend, person, visit).await?;
    throttle::forgive(tx.conn(), &admitted).await?;
    if matches!(code, GivenCode::Recovery(_)) {
        let doer = Doer::at_the_desk(person, Origin::of(visit));
        events::note(&mut tx, doer, Event::RecoveryCodeUsed).await?;
    }
    if let (GivenCode::Recovery(_), Some(person)) = (&code, people::by_id(tx.conn(), person).await?) {
        two_factor::tell(tx.conn(), backend, &person, "A recovery code was used to sign in.").await?;
    }
    tx.commit().await?;
    tracing::info!(user = %person, "signed in with a second factor");
    Ok(session)
}

/// Begins a session; on a browser that the person never used, they are notified by mail.
async fn begin_session(tx: &mut IdentityTx, backend: &Backend, person: UserId, visit: &Visit) -> Result<NewSession> {
    let session = sessions::start(tx, backend, person, None, visit).await?;
    if !session.is_known_device {
        events::note(tx, Doer::at_the_desk(person, Origin::of(visit)), Event::NewDevice).await?;
    }
    if let (false, Some(person)) = (session.is_known_device, people::by_id(tx.conn(), person).await?) {
        let letter = NewDevice {
            name: person.name,
            device: sessions::device(visit.user_agent.as_deref()),
            address: visit.address.clone().unwrap_or_else(|| "unknown".to_owned()),
            when_text: moments::when_text(tx.now()),
            link: format!("{}/account", backend.settings.base_url),
        };
        outbox::queue(tx.conn(), backend, None, &person.email, &letter).await?;
    }
    Ok(session)
}

/// Whose challenge it is; it is bound to the browser that received it. Networks may change meanwhile, browsers do not.
async fn peek(conn: &mut PgConnection, token: &Secret, visit: &Visit, now: DateTime<Utc>) -> Result<UserId> {
    let person: Option<Uuid> = sqlx::query_scalar!(
        "select user_id from sign_in_challenges where token_hash = $1 and browser_hash = $2 and expires_at > $3",
        random::token_hash(token.expose()),
        visit.browser_hash(),
        now
    )
    .fetch_optional(conn)
    .await?;
    person.map(UserId).ok_or_else(expired)
}

/// Of two concurrent right codes, one finds the challenge gone.
async fn use_up(conn: &mut PgConnection, token: &Secret) -> Result<()> {
    let used = sqlx::query!("delete from sign_in_challenges where token_hash = $1", random::token_hash(token.expose()))
        .execute(conn)
        .await?;
    if used.rows_affected() == 1 { Ok(()) } else { Err(expired()) }
}

fn expired() -> Error {
    AppError::conflict("This sign-in has taken too long. Please sign in again.").into()
}
