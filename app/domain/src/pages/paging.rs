//! Pages of a counted list: which page is shown, and its position in the list.

use serde::{Deserialize, Serialize};

use crate::figures::count;

/// A page of a list, from 1; always an existing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paging {
    pub page: u32,
    pub pages: u32,
    /// How many rows there are in all.
    pub total: u32,
    /// How many of them a page shows.
    pub size: u32,
}

impl Paging {
    /// The requested page of a list of `total` rows; the last one if the list is shorter.
    pub fn of(asked: u32, total: i64, size: u32) -> Self {
        let (total, size) = (u32::try_from(total.max(0)).unwrap_or(u32::MAX), size.max(1));
        let pages = total.div_ceil(size).max(1);
        Self { page: asked.clamp(1, pages), pages, total, size }
    }

    /// How many rows come before the page.
    pub fn offset(&self) -> i64 {
        i64::from(self.page.saturating_sub(1)) * i64::from(self.size)
    }

    /// How many rows the page has at most.
    pub fn limit(&self) -> i64 {
        i64::from(self.size)
    }

    /// The numbers of its first and last row, from 1; both 0 in an empty list.
    pub fn rows(&self) -> (i64, i64) {
        let last = (self.offset() + self.limit()).min(i64::from(self.total));
        ((self.offset() + 1).min(last), last)
    }

    /// "11–20 of 48".
    pub fn summary(&self) -> String {
        let (first, last) = self.rows();
        format!("{}–{} of {}", count(first), count(last), count(self.total.into()))
    }

    /// The page before this one.
    pub fn previous(&self) -> Option<u32> {
        self.page.checked_sub(1).filter(|page| *page > 0)
    }

    /// The page after this one.
    pub fn next(&self) -> Option<u32> {
        (self.page < self.pages).then(|| self.page.saturating_add(1))
    }
}

/// The page number in an address; an invalid number is the first page, and one too large becomes the last.
pub fn asked_page(text: &str) -> u32 {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().unwrap_or(u32::MAX).max(1) } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_beyond_the_end_is_the_last_one() {
        for asked in [3, 4, 999, 90_000_000, u32::MAX] {
            let paging = Paging::of(asked, 121, 50);
            assert_eq!((paging.page, paging.pages, paging.offset()), (3, 3, 100), "{asked}");
            assert_eq!(paging.summary(), "101–121 of 121");
            assert_eq!((paging.previous(), paging.next()), (Some(2), None));
        }
        assert_eq!(Paging::of(0, 121, 50).page, 1);
        assert_eq!(Paging::of(2, 100, 50).summary(), "51–100 of 100");
        assert_eq!(Paging::of(3, 100, 50).page, 2);
        assert_eq!(Paging::of(30, 1_480, 50).summary(), "1,451–1,480 of 1,480");
    }

    #[test]
    fn an_empty_list_has_one_page_without_neighbours() {
        let paging = Paging::of(999, 0, 50);
        assert_eq!((paging.page, paging.pages, paging.offset()), (1, 1, 0));
        assert_eq!((paging.previous(), paging.next(), paging.summary().as_str()), (None, None, "0–0 of 0"));
    }

    #[test]
    fn no_total_and_no_size_is_too_large() {
        let paging = Paging::of(u32::MAX, i64::MAX, 1);
        assert_eq!(paging.rows(), (i64::from(u32::MAX), i64::from(u32::MAX)));
        assert_eq!(Paging::of(1, -5, 0).total, 0);
    }

    #[test]
    fn what_an_address_says_is_a_page_or_the_first() {
        for (text, page) in [("7", 7), (" 7 ", 7), ("0", 1), ("-1", 1), ("", 1), ("x", 1), ("1e9", 1), ("٣", 1)] {
            assert_eq!(asked_page(text), page, "{text}");
        }
        assert_eq!(asked_page("99999999999999999999"), u32::MAX);
    }
}
