//! Reads how long a provider asks us to wait: in a header, in a field or in words.

use std::time::Duration;

use http::{HeaderMap, HeaderName, header};

/// The words before a wait, in lower case.
const BEFORE_WAIT: [&str; 3] = ["try again in ", "retry in ", "retry after "];

/// From `Retry-After-Ms` (OpenAI) or `Retry-After`, in seconds or as a date. A date is measured
/// from the answer's own `Date`, so that neither clock needs to be right.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    if let Some(wait) = text(headers, &HeaderName::from_static("retry-after-ms")) {
        return seconds(wait).map(|wait| wait / 1000);
    }
    let wait = text(headers, &header::RETRY_AFTER)?;
    seconds(wait).or_else(|| {
        let until = httpdate::parse_http_date(wait).ok()?;
        let now = httpdate::parse_http_date(text(headers, &header::DATE)?).ok()?;
        Some(until.duration_since(now).unwrap_or_default())
    })
}

fn seconds(text: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(text.parse().ok()?).ok()
}

/// From the text of a field, such as Google's `retryDelay: "31s"`.
pub(super) fn wait_of(text: &str) -> Option<Duration> {
    seconds(text.trim()).or_else(|| span(text))
}

/// From an error's message, such as "Please try again in 1m7.66s."
pub(super) fn wait_in(message: &str) -> Option<Duration> {
    let message = message.to_lowercase();
    BEFORE_WAIT.iter().find_map(|words| span(message.split_once(words)?.1))
}

/// The sum of the times that a text begins with: `31s`, `1m7.66s`, `250ms`, `20 seconds`.
fn span(text: &str) -> Option<Duration> {
    let mut wait: Option<Duration> = None;
    let mut rest = text;
    while let Some((time, after)) = first_time(rest) {
        wait = Some(wait.unwrap_or_default().saturating_add(time));
        rest = after;
    }
    wait
}

/// The time that a text begins with, and the text after it.
fn first_time(text: &str) -> Option<(Duration, &str)> {
    let text = text.trim_start();
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let (number, text) = text.split_at(end);
    let text = text.trim_start();
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let (unit, rest) = text.split_at(end);
    let unit = match unit {
        "ms" | "milliseconds" => 0.001,
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hour" | "hours" => 3600.0,
        _ => return None,
    };
    let number: f64 = number.parse().ok()?;
    Some((Duration::try_from_secs_f64(number * unit).ok()?, rest))
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn wait(lines: &[(&'static str, &'static str)]) -> Option<Duration> {
        let lines = lines.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        retry_after(&lines.collect())
    }

    #[test]
    fn seconds_milliseconds_and_dates_are_understood() {
        assert_eq!(wait(&[("retry-after", "7")]), Some(Duration::from_secs(7)));
        assert_eq!(wait(&[("retry-after-ms", "250")]), Some(Duration::from_millis(250)));
        let date = ("date", "Sat, 01 Nov 2025 12:00:00 GMT");
        let until = ("retry-after", "Sat, 01 Nov 2025 12:01:30 GMT");
        assert_eq!(wait(&[date, until]), Some(Duration::from_secs(90)));
        let past = ("retry-after", "Sat, 01 Nov 2025 11:00:00 GMT");
        assert_eq!(wait(&[date, past]), Some(Duration::ZERO));
    }

    #[test]
    fn waits_in_fields_and_words_are_understood() {
        let millis = |wait: Option<Duration>| wait.map(|wait| wait.as_millis());
        for (text, expected) in [("31s", 31_000), ("7", 7000), (" 0.5 ", 500), ("1m7.66s", 67_660)] {
            assert_eq!(millis(wait_of(text)), Some(expected), "{text}");
        }
        for (message, expected) in [
            ("Rate limit reached. Please try again in 7.66s. Visit us.", 7660),
            ("Try again in 250ms", 250),
            ("Please try again in 6m0s.", 360_000),
            ("Please retry in 31.5s.", 31_500),
            ("Please retry after 20 seconds.", 20_000),
        ] {
            assert_eq!(millis(wait_in(message)), Some(expected), "{message}");
        }
        assert_eq!(wait_of("soon"), None);
        for message in ["Try again in 7 days.", "Try again in a while", "Retry after 2026-01-01", "7s", "retry in -3s"]
        {
            assert_eq!(wait_in(message), None, "{message}");
        }
    }

    #[test]
    fn nonsense_is_no_wish() {
        assert_eq!(wait(&[("retry-after", "soon")]), None);
        assert_eq!(wait(&[("retry-after", "-3")]), None);
        assert_eq!(wait(&[]), None);
    }
}
