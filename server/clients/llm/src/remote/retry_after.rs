//! Reads how long a provider asks us to wait.

use std::time::Duration;

use http::{HeaderMap, HeaderName, header};

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
    fn nonsense_is_no_wish() {
        assert_eq!(wait(&[("retry-after", "soon")]), None);
        assert_eq!(wait(&[("retry-after", "-3")]), None);
        assert_eq!(wait(&[]), None);
    }
}
