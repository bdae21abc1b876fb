//! The lists in the tabs of an organisation's page, one page at a time.

mod count;
mod jobs;
mod people;
mod trail;
mod usage;

use chrono::{DateTime, Utc};
use domain::ids::OrganizationId;
use domain::{Moment, Page, Paging, Place};
use server_core::moments::Reader;

pub(super) use count::count;
pub(super) use jobs::jobs;
pub(super) use people::{invites, members};
pub(super) use trail::{audit, mails, notes};
pub(super) use usage::{subscriptions, usage};

/// How many rows one page of a list shows.
const PAGE: u32 = 50;
/// How many rows are read: one more, to know whether another page follows.
const READ: i64 = 51;

/// A page of one organisation's list.
pub(super) struct Slice {
    organization: uuid::Uuid,
    page: u32,
    reader: Reader,
}

impl Slice {
    /// The requested page of `total` rows.
    pub(super) fn paging(asked: u32, total: i64) -> Paging {
        Paging::of(asked, total, PAGE)
    }

    /// The page of that number, from 1.
    pub(super) fn new(organization: OrganizationId, page: u32, reader: Reader) -> Self {
        Self { organization: organization.0, page: page.max(1), reader }
    }

    /// The rows of the page as content, and its position.
    pub(super) fn cut<T, C>(&self, rows: Vec<T>, content: impl FnOnce(Vec<T>) -> C) -> (C, Place) {
        let page = Page::numbered(rows, self.page, PAGE);
        (content(page.rows), page.place)
    }

    /// The same for a tab without pages.
    pub(super) fn whole<C>(content: C) -> (C, Place) {
        (content, Place::Numbered { page: 1, has_next: false })
    }

    fn offset(&self) -> i64 {
        i64::from(self.page - 1) * i64::from(PAGE)
    }

    fn moment(&self, time: DateTime<Utc>) -> Moment {
        self.reader.moment(time)
    }
}
