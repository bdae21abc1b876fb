//! One page of a list, as every list returns it.

use serde::{Deserialize, Serialize};

use super::{Cursor, Paging, Place};

/// The rows of a page, and its position in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub place: Place,
}

impl<T> Page<T> {
    /// A page of a list with a known number of rows.
    pub fn counted(rows: Vec<T>, paging: Paging) -> Self {
        Self { rows, place: Place::Counted(paging) }
    }

    /// A page of a list that is not counted. `rows` has one row more than `size` if another page follows.
    pub fn numbered(mut rows: Vec<T>, page: u32, size: u32) -> Self {
        let has_next = cut(&mut rows, size);
        Self { rows, place: Place::Numbered { page, has_next } }
    }

    /// A page of a list that continues after its last row, at the cursor that `cursor` returns. Again `rows` has one
    /// row more than `size` if another page follows; `is_first` says whether it is the start of the list.
    pub fn following(mut rows: Vec<T>, size: u32, is_first: bool, cursor: impl FnOnce(&T) -> Cursor) -> Self {
        let has_next = cut(&mut rows, size);
        let next = rows.last().filter(|_| has_next).map(cursor);
        Self { rows, place: Place::Following { is_first, next } }
    }

    /// The number of rows in the whole list, where it is known.
    pub fn total(&self) -> Option<u32> {
        match &self.place {
            Place::Counted(paging) => Some(paging.total),
            Place::Numbered { .. } | Place::Following { .. } => None,
        }
    }

    /// The cursor of the next page, in a list without page numbers; none at the end.
    pub fn next_cursor(&self) -> Option<&Cursor> {
        match &self.place {
            Place::Following { next, .. } => next.as_ref(),
            Place::Counted(_) | Place::Numbered { .. } => None,
        }
    }

    /// The page with each row mapped to another type.
    pub fn map<U>(self, row: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(row).collect(), place: self.place }
    }

    /// The same for a mapping that may fail.
    pub fn try_map<U, E>(self, row: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        Ok(Page { rows: self.rows.into_iter().map(row).collect::<Result<_, E>>()?, place: self.place })
    }
}

/// Removes the extra row; returns whether there was one.
fn cut<T>(rows: &mut Vec<T>, size: u32) -> bool {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let has_more = rows.len() > size;
    rows.truncate(size);
    has_more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_that_was_read_too_many_is_not_shown_and_tells_that_more_follows() {
        let cursor = |row: &u32| Cursor::new(row.to_string());
        let page = Page::following(vec![9, 8, 7], 2, true, cursor);
        assert_eq!((page.rows.as_slice(), page.next_cursor()), ([9, 8].as_slice(), Some(&Cursor::new("8"))));
        let last = Page::following(vec![7], 2, false, cursor);
        assert_eq!(last.next_cursor(), None);
        assert_eq!(last.place, Place::Following { is_first: false, next: None });
        assert_eq!(Page::numbered(vec![1, 2], 3, 2).place, Place::Numbered { page: 3, has_next: false });
        assert_eq!(Page::numbered(vec![1, 2, 3], 3, 2).place, Place::Numbered { page: 3, has_next: true });
    }

    #[test]
    fn a_page_of_other_rows_stands_in_the_same_place() {
        let page = Page::counted(vec!["1", "2"], Paging::of(2, 4, 2));
        let numbers = page.clone().try_map(str::parse::<u32>).unwrap();
        assert_eq!((page.total(), numbers.rows, numbers.place), (Some(4), vec![1, 2], page.place));
        assert!(Page::counted(vec!["x"], Paging::of(1, 1, 2)).try_map(str::parse::<u32>).is_err());
    }
}
