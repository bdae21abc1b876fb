//! Figures as text: money, bytes and counts as pages, mails and tables show them.

/// Micro-cents per cent: the unit of AI use, so that a single token is a whole number.
pub const MICROCENTS: i64 = 1_000_000;

/// Cents as dollars: `$0`, `$99`, `$1,234.50`.
pub fn dollars(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let whole = grouped(whole);
    if rest == 0 { format!("{sign}${whole}") } else { format!("{sign}${whole}.{rest:02}") }
}

/// Micro-cents as dollars, rounded to the cent; an amount above zero is never shown as zero.
pub fn dollars_of_microcents(microcents: i64) -> String {
    let cents = (microcents + MICROCENTS / 2).div_euclid(MICROCENTS);
    if cents == 0 && microcents > 0 { "< $0.01".to_owned() } else { dollars(cents) }
}

/// A number with separated thousands: `12,345`.
pub fn count(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

/// A short number, for the scale of a chart: `950`, `1.2k`, `34k`, `5.6M`.
pub fn short_count(number: i64) -> String {
    let scaled = [(1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k")];
    let Some((unit, letter)) = scaled.into_iter().find(|(unit, _)| number.abs() >= *unit) else {
        return number.to_string();
    };
    let tenths = number * 10 / unit;
    if tenths.abs() >= 100 || tenths % 10 == 0 {
        format!("{}{letter}", tenths / 10)
    } else {
        format!("{}.{}{letter}", tenths / 10, (tenths % 10).abs())
    }
}

/// Bytes in a readable unit, in steps of 1024: `0 B`, `12 KB`, `3.4 GB`.
pub fn bytes(number: i64) -> String {
    const UNITS: [&str; 6] = ["B", "KB", "MB", "GB", "TB", "PB"];
    let (mut tenths, mut unit) = (number.max(0).saturating_mul(10), 0);
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or("B");
    if tenths >= 100 || tenths % 10 == 0 {
        format!("{} {name}", tenths / 10)
    } else {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_as_a_person_writes_it() {
        assert_eq!(dollars(0), "$0");
        assert_eq!(dollars(9_900), "$99");
        assert_eq!(dollars(123_450), "$1,234.50");
        assert_eq!(dollars(-5), "-$0.05");
        assert_eq!(dollars_of_microcents(0), "$0");
        assert_eq!(dollars_of_microcents(400_000), "< $0.01");
        assert_eq!(dollars_of_microcents(250 * MICROCENTS), "$2.50");
    }

    #[test]
    fn large_numbers_stay_short_and_keep_their_size() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(short_count(950), "950");
        assert_eq!(short_count(1_250), "1.2k");
        assert_eq!(short_count(34_000), "34k");
        assert_eq!(short_count(5_600_000), "5.6M");
        assert_eq!(bytes(0), "0 B");
        assert_eq!(bytes(1536), "1.5 KB");
        assert_eq!(bytes(53_687_091_200), "50 GB");
    }
}
