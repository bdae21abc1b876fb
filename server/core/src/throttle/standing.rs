//! Whether a visit is a stranger to an account.

use domain::ids::UserId;
use sqlx::PgConnection;

use crate::{Result, Visit, random};

/// What a try is aimed at.
#[derive(Debug, Clone, Copy)]
pub enum Account<'a> {
    /// The account with this address, whether there is one or not.
    Address(&'a str),
    Person(UserId),
    /// Something that no visit is known to: an invitation, a link, a place.
    Thing(&'a str),
}

/// How a visit relates to the account that it tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Stranger,
    /// The person has signed in from this network.
    Network,
    /// The person has signed in with this very browser.
    Device,
}

impl Account<'_> {
    pub(super) fn text(self) -> String {
        match self {
            Self::Address(text) | Self::Thing(text) => text.to_owned(),
            Self::Person(person) => person.to_string(),
        }
    }
}

/// Does the same work whether or not there is such an account.
pub(super) async fn of(conn: &mut PgConnection, account: Account<'_>, visit: &Visit) -> Result<Standing> {
    let (email, person) = match account {
        Account::Address(email) => (Some(email), None),
        Account::Person(person) => (None, Some(person.0)),
        Account::Thing(_) => return Ok(Standing::Stranger),
    };
    let known = sqlx::query!(
        r#"select
             exists (select from users u join known_devices k on k.user_id = u.id
                     where (u.email = $1 or u.id = $2) and k.token_hash = $3) as "device!",
             exists (select from users u join known_networks k on k.user_id = u.id
                     where (u.email = $1 or u.id = $2) and k.network_hash = $4) as "network!""#,
        email,
        person,
        visit.device.as_deref().map(random::token_hash),
        visit.network().map(|network| random::token_hash(&network)),
    )
    .fetch_one(conn)
    .await?;
    Ok(match (known.device, known.network) {
        (true, _) => Standing::Device,
        (false, true) => Standing::Network,
        (false, false) => Standing::Stranger,
    })
}
