//! Times in words, for their reader: in the reader's zone, relative to the present.

use chrono::{DateTime, Datelike, Months, SecondsFormat, Utc};
pub use chrono_tz::Tz;
use domain::Moment;

/// The reader of a time: when, and in which zone. The reader of a transaction words every time of its answer alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    pub now: DateTime<Utc>,
    pub zone: Tz,
}

impl Reader {
    /// The time in words: "14:05", "Yesterday", "3 Nov", "3 Nov 2025".
    pub fn moment(self, time: DateTime<Utc>) -> Moment {
        let local = time.with_timezone(&self.zone);
        let today = self.now.with_timezone(&self.zone).date_naive();
        let days = today.signed_duration_since(local.date_naive()).num_days();
        let short = match days {
            0 => local.format("%H:%M").to_string(),
            1 => "Yesterday".to_owned(),
            _ if local.year() == today.year() => local.format("%-d %b").to_string(),
            _ => local.format("%-d %b %Y").to_string(),
        };
        Moment {
            iso: time.to_rfc3339_opts(SecondsFormat::Secs, true),
            short,
            long: local.format("%A, %-d %B %Y, %H:%M %Z").to_string(),
        }
    }
}

/// The zone of an IANA name; an unknown one counts as UTC.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

/// The time, if it is in the years 1 to 9999 of our calendar: nobody can mean a time outside of them, and the database
/// does not take all of it.
pub fn storable(time: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (1..=9999).contains(&time.year()).then_some(time)
}

/// A date and time for a mail, whose reader's time zone is unknown.
pub fn when_text(time: DateTime<Utc>) -> String {
    time.format("%-d %B %Y at %H:%M UTC").to_string()
}

/// When a new month begins: "1 December".
pub fn first_of_next_month(now: DateTime<Utc>) -> String {
    let next = now.date_naive().with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    next.map(|next| next.format("%-d %B").to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn yesterday_is_the_readers_yesterday_and_not_utcs() {
        let time = at("2026-11-21T23:30:00Z");
        let now = at("2026-11-22T10:00:00Z");
        let read = |zone| Reader { now, zone }.moment(time).short;
        assert_eq!(read(Tz::UTC), "Yesterday");
        assert_eq!(read(zone("Europe/Berlin")), "00:30");
    }

    #[test]
    fn another_year_is_told() {
        let now = at("2026-01-02T10:00:00Z");
        let told = Reader { now, zone: Tz::UTC }.moment(at("2025-12-24T10:00:00Z"));
        assert_eq!(told.short, "24 Dec 2025");
        assert_eq!(told.long, "Wednesday, 24 December 2025, 10:00 UTC");
    }
}
