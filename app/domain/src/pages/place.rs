//! The position of a page in its list, and the links to its neighbours.

use serde::{Deserialize, Serialize};

use super::Paging;

/// Where a list continues, as an address carries it. Only the server reads its content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(String);

impl Cursor {
    /// From the server, or back from an address.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The position of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// One of a known number of pages.
    Counted(Paging),
    /// The page of that number, from 1, of a list that is too long to count each time.
    Numbered { page: u32, has_next: bool },
    /// Part of a list that grows at its start, where page numbers would not stay correct.
    Following { is_first: bool, next: Option<Cursor> },
}

/// The query parameter that leads to another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// None: the start of the list.
    First,
    /// The number of a page.
    Page(u32),
    /// The rows after a cursor.
    Before(Cursor),
}

impl Place {
    /// The previous page; a list without page numbers leads back to its start.
    pub fn previous(&self) -> Option<Turn> {
        match self {
            Self::Counted(paging) => paging.previous().map(Turn::page),
            Self::Numbered { page, .. } => page.checked_sub(1).filter(|page| *page > 0).map(Turn::page),
            Self::Following { is_first, .. } => (!is_first).then_some(Turn::First),
        }
    }

    /// The next page.
    pub fn next(&self) -> Option<Turn> {
        match self {
            Self::Counted(paging) => paging.next().map(Turn::page),
            Self::Numbered { page, has_next } => has_next.then(|| Turn::page(page.saturating_add(1))),
            Self::Following { next, .. } => next.clone().map(Turn::Before),
        }
    }

    /// The link to the page itself. A page that continues after a row does not know that row, so it links to the start
    /// of the list.
    pub fn turn(&self) -> Turn {
        match self {
            Self::Counted(paging) => Turn::page(paging.page),
            Self::Numbered { page, .. } => Turn::page(*page),
            Self::Following { .. } => Turn::First,
        }
    }

    /// The position as text, if there is any: "11–20 of 48", "Page 2".
    pub fn summary(&self) -> Option<String> {
        match self {
            Self::Counted(paging) => (paging.total > 0).then(|| paging.summary()),
            Self::Numbered { page, .. } => (self.previous().or(self.next())).map(|_| format!("Page {page}")),
            Self::Following { .. } => None,
        }
    }
}

impl Turn {
    fn page(number: u32) -> Self {
        if number > 1 { Self::Page(number) } else { Self::First }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbered_page_knows_its_neighbours_without_a_count() {
        let place = |page, has_next| Place::Numbered { page, has_next };
        assert_eq!((place(1, true).previous(), place(1, true).next()), (None, Some(Turn::Page(2))));
        assert_eq!((place(2, false).previous(), place(2, false).next()), (Some(Turn::First), None));
        assert_eq!(place(3, true).previous(), Some(Turn::Page(2)));
        assert_eq!(place(2, false).summary().as_deref(), Some("Page 2"));
        assert_eq!((place(1, false).summary(), place(0, false).previous()), (None, None));
    }

    #[test]
    fn a_list_that_is_read_on_leads_back_to_its_beginning() {
        let next = Some(Cursor::new("7_x"));
        let begins = Place::Following { is_first: true, next: next.clone() };
        assert_eq!((begins.previous(), begins.next()), (None, next.map(Turn::Before)));
        let ends = Place::Following { is_first: false, next: None };
        assert_eq!((ends.previous(), ends.next(), ends.summary()), (Some(Turn::First), None, None));
    }

    #[test]
    fn a_counted_page_says_where_it_stands_unless_there_is_nothing() {
        let place = |page, total| Place::Counted(Paging::of(page, total, 50));
        assert_eq!(place(2, 121).summary().as_deref(), Some("51–100 of 121"));
        assert_eq!((place(2, 121).previous(), place(2, 121).next()), (Some(Turn::First), Some(Turn::Page(3))));
        assert_eq!((place(1, 0).summary(), place(1, 0).next()), (None, None));
    }

    #[test]
    fn a_cursor_crosses_the_wire_as_it_is() {
        let page = Place::Following { is_first: true, next: Some(Cursor::new("1_a")) };
        let text = serde_json::to_string(&page).unwrap();
        assert_eq!(text, r#"{"following":{"is_first":true,"next":"1_a"}}"#);
        assert_eq!(serde_json::from_str::<Place>(&text).unwrap(), page);
    }
}
