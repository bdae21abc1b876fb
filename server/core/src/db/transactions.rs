//! The four kinds of transaction. Each is a type of its own, so that a query written for one
//! cannot run in another.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgTransaction};

use crate::moments::{Reader, Tz};
use crate::{Caller, Result};

macro_rules! transaction {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* }) => {
        $(#[$doc])*
        pub struct $name {
            tx: PgTransaction<'static>,
            now: DateTime<Utc>,
            $($field: $kind,)*
        }

        impl $name {
            pub(super) fn new(tx: PgTransaction<'static>, $($field: $kind,)* now: DateTime<Utc>) -> Self {
                Self { tx, now, $($field,)* }
            }

            /// The connection, for queries that fit this door.
            pub fn conn(&mut self) -> &mut PgConnection {
                &mut self.tx
            }

            /// The time at which the transaction began.
            pub fn now(&self) -> DateTime<Utc> {
                self.now
            }
        }
    };
}

macro_rules! writing {
    ($($name:ident),*) => {$(
        impl $name {
            /// Commits; a transaction that is dropped without this is rolled back.
            pub async fn commit(self) -> Result<()> {
                Ok(self.tx.commit().await?)
            }
        }
    )*};
}

transaction! {
    /// Sees one organisation, and nothing outside it.
    TenantTx { caller: Caller }
}

transaction! {
    /// Sees every organisation, for the operator and for upkeep.
    PlatformTx {}
}

transaction! {
    /// Sees people, credentials, sessions and memberships, and no content of any tenant.
    IdentityTx {}
}

transaction! {
    /// Sees what one organisation has published. It writes nothing, so there is nothing to commit.
    VisitorTx {}
}

writing!(TenantTx, PlatformTx, IdentityTx);

impl TenantTx {
    /// The caller whose transaction it is.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The reader of the answer's times: at the time of the transaction, in the organisation's zone.
    pub fn reader(&self) -> Reader {
        Reader { now: self.now, zone: self.caller.zone() }
    }
}

impl PlatformTx {
    /// The reader of the answer's times: the operator, in UTC.
    pub fn reader(&self) -> Reader {
        Reader { now: self.now, zone: Tz::UTC }
    }
}
