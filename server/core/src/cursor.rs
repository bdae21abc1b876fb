//! Where a list goes on: the time and the id of the last row that was shown, as an address carries them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::moments::storable;

/// The cursor of a row.
pub fn write(at: DateTime<Utc>, id: Uuid) -> String {
    format!("{}_{id}", at.timestamp_micros())
}

/// The row that a cursor stands for; none if no row can have it.
pub fn read(cursor: &str) -> Option<(DateTime<Utc>, Uuid)> {
    let (micros, id) = cursor.split_once('_')?;
    Some((storable(DateTime::from_timestamp_micros(micros.parse().ok()?)?)?, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_survives_the_address_and_times_that_nothing_can_have_do_not() {
        let (at, id) = (DateTime::from_timestamp_micros(1_763_800_000_123_456).unwrap(), Uuid::from_u128(7));
        assert_eq!(read(&write(at, id)), Some((at, id)));
        for micros in
            ["-8334601228800000000", "8210266876799999999", "-62135596800000001", "253402300800000000", "x", ""]
        {
            assert_eq!(read(&format!("{micros}_{id}")), None, "{micros}");
        }
        for cursor in ["", "_", "1763800000123456", "1763800000123456_", "1763800000123456_x"] {
            assert_eq!(read(cursor), None, "{cursor}");
        }
    }
}
