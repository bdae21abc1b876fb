//! The operator, made or promoted from the command line.

use crate::desk;
use domain::FieldErrors;
use domain::accounts::{EmailAddress, Secret, new_password};
use domain::ids::UserId;
use domain::values::PersonName;
use server_core::{Backend, Result, random};
use sqlx::PgConnection;

use super::hashing::hash_password;
use super::links::{self, Purpose};
use super::{NewPerson, common_passwords, people};

/// The result of the command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GodCreated {
    pub user: UserId,
    pub email: EmailAddress,
    /// False if the person existed and was promoted.
    pub is_new: bool,
    /// Where to choose a password, within the hour; none for a person who has one.
    pub set_password_link: Option<String>,
}

/// Makes a person the operator. A new person gets the given password or a link; an existing one keeps theirs.
pub async fn god_create(backend: &Backend, email: &str, password: Option<Secret>) -> Result<GodCreated> {
    let email = EmailAddress::parse(email).map_err(|message| FieldErrors::of("email", message))?;
    let hash = match password {
        None => None,
        Some(password) => {
            let password = new_password(&password).map_err(|message| FieldErrors::of("password", message))?;
            common_passwords::refuse("password", &password, backend, &[&email])?;
            Some(hash_password(&password).await?)
        }
    };
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let known = people::by_email(tx.conn(), &email).await?;
    let (is_new, has_password) = (known.is_none(), known.as_ref().is_some_and(|person| person.password_hash.is_some()));
    let user = match (known, &hash) {
        (Some(person), _) => UserId(person.id),
        (None, Some(hash)) => {
            let new = NewPerson { email: &email, name: &name_of(&email), password_hash: hash };
            people::add_person(tx.conn(), new, now).await?
        }
        (None, None) => add_without_password(tx.conn(), &email, now).await?,
    };
    sqlx::query!("update users set is_god = true where id = $1", user.0).execute(tx.conn()).await?;
    let needs_link = !(has_password || is_new && hash.is_some());
    let set_password_link = if needs_link {
        Some(links::issue(tx.conn(), backend, Purpose::ResetPassword, (Some(user), &email)).await?)
    } else {
        None
    };
    tx.commit().await?;
    tracing::warn!(%user, is_new, "made a person the operator");
    Ok(GodCreated { user, email, is_new, set_password_link })
}

async fn add_without_password(
    conn: &mut PgConnection,
    email: &EmailAddress,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<UserId> {
    let id = random::id();
    sqlx::query!(
        "insert into users (id, email, name, created_at) values ($1, $2, $3, $4)",
        id,
        email.as_str(),
        String::from(name_of(email)),
        now
    )
    .execute(conn)
    .await?;
    Ok(UserId(id))
}

/// The part before the @, until the person gives a name.
fn name_of(email: &EmailAddress) -> PersonName {
    PersonName::or_unnamed(email.local_part())
}
