//! What the tabs of an organisation's page list, a slice at a time.

mod count;
mod jobs;
mod people;
mod trail;
mod usage;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::ids::OrganizationId;
use domain::{Moment, Paging};
use server_core::moments::moment;

pub(super) use count::count;
pub(super) use jobs::jobs;
pub(super) use people::{invites, members};
pub(super) use trail::{audit, mails, notes};
pub(super) use usage::{subscriptions, usage};

/// How many rows one page of a list shows.
const PAGE: u32 = 50;
/// What is read of it: one row more, to know whether another page follows.
const READ: i64 = 51;

/// A page of one organisation's list.
pub(super) struct Slice {
    organization: uuid::Uuid,
    pub(super) page: u32,
    now: DateTime<Utc>,
}

impl Slice {
    /// The page that is asked for of so many rows.
    pub(super) fn paging(asked: u32, total: i64) -> Paging {
        Paging::of(asked, total, PAGE)
    }

    /// The page of that number, from 1.
    pub(super) fn new(organization: OrganizationId, page: u32, now: DateTime<Utc>) -> Self {
        Self { organization: organization.0, page: page.max(1), now }
    }

    /// A page's rows as content, and whether there are more.
    pub(super) fn cut<T, C>(mut rows: Vec<T>, content: impl FnOnce(Vec<T>) -> C) -> (C, bool) {
        let more = rows.len() > limit(PAGE);
        rows.truncate(limit(PAGE));
        (content(rows), more)
    }

    fn offset(&self) -> i64 {
        i64::from(self.page - 1) * i64::from(PAGE)
    }

    fn moment(&self, time: DateTime<Utc>) -> Moment {
        moment(time, self.now, Tz::UTC)
    }
}

fn limit(rows: u32) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}
