//! Rows of people: found, added, and given a password or a membership.

use chrono::{DateTime, Utc};
use domain::Role;
use domain::ids::{OrganizationId, UserId};
use server_core::{Result, random};
use sqlx::PgConnection;
use uuid::Uuid;

/// A person with the credentials that signing in reads.
pub(super) struct Person {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    /// None for an operator who has not chosen a password yet.
    pub password_hash: Option<String>,
}

/// A person to add, whose address is proved.
pub struct NewPerson<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub password_hash: &'a str,
}

/// The person with this address.
pub(super) async fn by_email(conn: &mut PgConnection, email: &str) -> Result<Option<Person>> {
    Ok(sqlx::query_as!(
        Person,
        r#"select u.id, u.name, u.email, c.password_hash as "password_hash?"
           from users u left join user_credentials c on c.user_id = u.id where u.email = $1"#,
        email
    )
    .fetch_optional(conn)
    .await?)
}

/// The person with this id.
pub(super) async fn by_id(conn: &mut PgConnection, id: UserId) -> Result<Option<Person>> {
    Ok(sqlx::query_as!(
        Person,
        r#"select u.id, u.name, u.email, c.password_hash as "password_hash?"
           from users u left join user_credentials c on c.user_id = u.id where u.id = $1"#,
        id.0
    )
    .fetch_optional(conn)
    .await?)
}

/// Adds a person; a taken address violates `users_email_key`.
pub async fn add_person(conn: &mut PgConnection, person: NewPerson<'_>, now: DateTime<Utc>) -> Result<UserId> {
    let id = UserId(random::id());
    sqlx::query!(
        "insert into users (id, email, name, email_verified_at, created_at) values ($1, $2, $3, $4, $4)",
        id.0,
        person.email,
        person.name,
        now
    )
    .execute(&mut *conn)
    .await?;
    set_password(conn, id, person.password_hash, now).await?;
    Ok(id)
}

/// Stores a password's hash, in place of an earlier one.
pub(super) async fn set_password(conn: &mut PgConnection, id: UserId, hash: &str, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into user_credentials (user_id, password_hash, changed_at) values ($1, $2, $3)
         on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at",
        id.0,
        hash,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Replaces exactly the hash that was read; false if it has changed meanwhile.
pub(super) async fn replace_password(
    conn: &mut PgConnection,
    id: UserId,
    read: &str,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let done = sqlx::query!(
        "update user_credentials set password_hash = $3, changed_at = case when $2 = $3 then changed_at else $4 end
         where user_id = $1 and password_hash = $2",
        id.0,
        read,
        hash,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes the person a member; an existing member keeps the role. Returns whether anything changed.
pub async fn add_membership(
    conn: &mut PgConnection,
    organization: OrganizationId,
    person: UserId,
    role: Role,
    now: DateTime<Utc>,
) -> Result<bool> {
    let done = sqlx::query!(
        "insert into memberships (organization_id, user_id, role, created_at) values ($1, $2, $3, $4)
         on conflict (organization_id, user_id) do nothing",
        organization.0,
        person.0,
        role.as_str(),
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
