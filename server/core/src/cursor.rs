//! Cursors of lists: the time and the id of the last row that was shown, as an address carries them.

use chrono::{DateTime, Utc};
use domain::{AppError, Cursor, Page};
use uuid::Uuid;

use crate::Result;
use crate::moments::storable;

/// The position of a row in a list that runs from the latest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    pub at: DateTime<Utc>,
    pub id: Uuid,
}

/// The row behind which a list continues, from `text`, the query's field `before`; none asks for the beginning.
pub fn asked(text: &str) -> Result<Option<Spot>> {
    match text.trim() {
        "" => Ok(None),
        text => read(text)
            .map(Some)
            .ok_or_else(|| AppError::invalid("before", "This link is not complete. Open the list again.").into()),
    }
}

/// How many rows to read for a page of this size: one more, which tells whether the list goes on.
pub fn to_read(size: u32) -> i64 {
    i64::from(size) + 1
}

/// The page that was read behind `asked`; `spot` gives the position of a row.
pub fn page<T>(rows: Vec<T>, size: u32, asked: Option<Spot>, spot: impl FnOnce(&T) -> Spot) -> Page<T> {
    Page::following(rows, size, asked.is_none(), |row| write(spot(row)))
}

/// A position as an address carries it.
fn write(spot: Spot) -> Cursor {
    Cursor::new(format!("{}_{}", spot.at.timestamp_micros(), spot.id))
}

/// The position that a cursor stands for; none if no row can have it.
fn read(cursor: &str) -> Option<Spot> {
    let (micros, id) = cursor.split_once('_')?;
    let at = storable(DateTime::from_timestamp_micros(micros.parse().ok()?)?)?;
    Some(Spot { at, id: id.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_survives_the_address_and_times_that_nothing_can_have_do_not() {
        let spot = Spot { at: DateTime::from_timestamp_micros(1_763_800_000_123_456).unwrap(), id: Uuid::from_u128(7) };
        assert_eq!(read(write(spot).as_str()), Some(spot));
        for micros in
            ["-8334601228800000000", "8210266876799999999", "-62135596800000001", "253402300800000000", "x", ""]
        {
            assert_eq!(read(&format!("{micros}_{}", spot.id)), None, "{micros}");
        }
        for cursor in ["", "_", "1763800000123456", "1763800000123456_", "1763800000123456_x"] {
            assert_eq!(read(cursor), None, "{cursor}");
        }
    }

    #[test]
    fn an_empty_cursor_asks_for_the_beginning_and_a_broken_one_is_told() {
        assert!(matches!(asked(" "), Ok(None)));
        let refused = asked("1763800000123456_x").unwrap_err();
        assert!(refused.to_string().contains("not complete"), "{refused}");
    }

    #[test]
    fn a_page_goes_on_behind_its_last_row() {
        let spot = |number: &u128| Spot { at: DateTime::UNIX_EPOCH, id: Uuid::from_u128(*number) };
        let first = page(vec![3, 2, 1], 2, None, spot);
        let next = asked(first.next_cursor().unwrap().as_str()).unwrap();
        assert_eq!((first.rows.as_slice(), next), ([3, 2].as_slice(), Some(spot(&2))));
        assert_eq!(page(vec![1], 2, next, spot).next_cursor(), None);
    }
}
