//! A reader's filters, checked, and the one query that answers them in both views of the log.

use audit_domain::AuditQuery;
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc};
use domain::AppError;
use domain::values::SearchWords;
use serde_json::Value;
use server_core::Result;
use server_core::cursor::{self, Spot};
use server_core::moments::Tz;
use sqlx::PgConnection;
use uuid::Uuid;

/// One entry as it is stored, with the names that the reader may see.
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) created_at: DateTime<Utc>,
    pub(super) doer: String,
    pub(super) actor_id: Option<Uuid>,
    pub(super) subject_id: Option<Uuid>,
    pub(super) actor_name: Option<String>,
    pub(super) subject_name: Option<String>,
    pub(super) action: String,
    pub(super) target: Option<String>,
    pub(super) detail: Value,
    pub(super) request_id: Option<String>,
    pub(super) address: Option<String>,
    pub(super) organization: Option<String>,
}

impl Row {
    /// Its position in the log.
    pub(super) fn spot(&self) -> Spot {
        Spot { at: self.created_at, id: self.id }
    }
}

/// The checked filters.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    /// None reads the whole platform, as far as the transaction's role allows.
    pub(super) organization: Option<Uuid>,
    search: Option<String>,
    action: Option<String>,
    actor: Option<String>,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
    pub(super) before: Option<Spot>,
}

impl Filter {
    /// Checks the filters; days are days in `zone`.
    pub(super) fn of(query: &AuditQuery, organization: Option<Uuid>, zone: Tz) -> Result<Self> {
        let word = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let words = |text: &str| SearchWords::of(text).map(String::from);
        let from = word(&query.from).map(|day| start_of("from", &day, zone, 0)).transpose()?;
        let until = word(&query.until).map(|day| start_of("until", &day, zone, 1)).transpose()?;
        Ok(Self {
            organization,
            search: words(&query.search).map(|words| format!("%{}%", literal(&words))),
            action: word(&query.action).map(|action| {
                let rest = if action.ends_with('.') { "%" } else { "" };
                format!("{}{rest}", literal(&action))
            }),
            actor: words(&query.actor).map(|words| format!("%{}%", literal(&words))),
            from,
            until,
            before: cursor::asked(&query.before)?,
        })
    }
}

/// The beginning of a day, or of the day `later` days after it.
fn start_of(field: &str, day: &str, zone: Tz, later: u64) -> Result<DateTime<Utc>> {
    day.parse::<NaiveDate>()
        .ok()
        .filter(|day| (1..=9998).contains(&day.year()))
        .and_then(|day| day.checked_add_days(Days::new(later)))
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        // A day whose midnight is skipped begins when the skipped hour is over.
        .map(|midnight| match zone.from_local_datetime(&midnight).earliest() {
            Some(start) => start.to_utc(),
            None => Utc.from_utc_datetime(&midnight),
        })
        .ok_or_else(|| AppError::invalid(field, "Enter a day such as 2026-11-22.").into())
}

/// The text with the special characters of the pattern escaped.
fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The matching entries, the latest first.
pub(super) async fn rows(conn: &mut PgConnection, filter: &Filter, limit: i64) -> Result<Vec<Row>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select e.id, e.created_at, e.doer, e.actor_id, e.subject_id, a.name as "actor_name?", s.name as "subject_name?",
             e.action, e.target, e.detail, e.request_id, e.address, o.name as "organization?"
           from audit_events e
           left join users a on a.id = e.actor_id
           left join users s on s.id = e.subject_id
           left join organizations o on o.id = e.organization_id
           where ($1::uuid is null or e.organization_id = $1)
             and ($2::timestamptz is null or (e.created_at, e.id) < ($2, $3::uuid))
             and ($4::text is null or e.action ilike $4 or e.target ilike $4 or e.detail::text ilike $4)
             and ($5::text is null or e.action like $5)
             and ($6::text is null or a.name ilike $6 or a.email ilike $6)
             and ($7::timestamptz is null or e.created_at >= $7)
             and ($8::timestamptz is null or e.created_at < $8)
           order by e.created_at desc, e.id desc limit $9"#,
        filter.organization,
        filter.before.map(|spot| spot.at),
        filter.before.map(|spot| spot.id),
        filter.search,
        filter.action,
        filter.actor,
        filter.from,
        filter.until,
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use server_core::moments::zone;

    #[test]
    fn a_day_is_a_day_of_the_reader() {
        let berlin = zone("Europe/Berlin");
        let start = start_of("from", "2026-11-22", berlin, 0).unwrap();
        assert_eq!(start.to_rfc3339(), "2026-11-21T23:00:00+00:00");
        assert_eq!(start_of("until", "2026-11-22", berlin, 1).unwrap() - start, chrono::Duration::days(1));
        assert!(start_of("from", "22.11.2026", berlin, 0).is_err());
        for day in ["+262142-12-31", "-262143-01-01", "0000-12-31", "9999-12-31"] {
            assert!(start_of("until", day, berlin, 1).is_err(), "{day}");
        }
    }

    #[test]
    fn an_area_asks_for_all_of_its_actions_and_signs_stay_signs() {
        let filter = |action: &str| {
            let query = AuditQuery { action: action.into(), ..AuditQuery::default() };
            Filter::of(&query, None, Tz::UTC).unwrap().action
        };
        assert_eq!(filter("agents.").as_deref(), Some("agents.%"));
        assert_eq!(filter("api_keys.revoke").as_deref(), Some("api\\_keys.revoke"));
        assert_eq!(filter(" "), None);
    }
}
