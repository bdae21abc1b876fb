//! Many invitations from a sheet of comma-separated values: all of them or none, and each wrong line is told.

use std::collections::HashSet;

use domain::invites::{InviteOwner, InviteSheet, OwnerInviteSpec, SheetLine, SheetReport};
use domain::{AppError, FieldErrors};

use super::create::{clash, insert};
use crate::db::PlatformTx;
use crate::{Backend, Error, God, Result};

/// The most invitations of one sheet.
const MOST_LINES: usize = 200;
/// The columns that every sheet has; the others are `tier`, `seats`, `features`, `agent_name`, `agent_prompt`, `hours`.
const REQUIRED: [&str; 2] = ["email", "organization"];
/// The byte-order mark that spreadsheets put in front.
const MARK: char = '\u{feff}';

/// A line that was read: what it stands for, and how it is told.
struct Read {
    line: SheetLine,
    spec: Option<OwnerInviteSpec>,
}

/// Reads the sheet and says what is wrong with it; sends nothing.
pub async fn check_sheet(backend: &Backend, god: &God, form: &InviteSheet) -> Result<SheetReport> {
    let mut tx = backend.db.platform(god).await?;
    let read = read(&mut tx, form).await?;
    Ok(report(read))
}

/// Makes every invitation of the sheet in one transaction; if one line is wrong, none. Says how many it made.
pub async fn create_all(backend: &Backend, god: &God, form: &InviteSheet) -> Result<u32> {
    let mut tx = backend.db.platform(god).await?;
    let read = read(&mut tx, form).await?;
    let specs: Vec<(u64, OwnerInviteSpec)> =
        read.iter().filter_map(|read| Some((read.line.line, read.spec.clone()?))).collect();
    if let Some(problems) = report(read).problems() {
        return Err(FieldErrors::of("csv", format!("Nothing was sent. {problems}")).into());
    }
    for (line, spec) in &specs {
        insert(&mut tx, backend, god, spec).await.map_err(|error| at_line(*line, error))?;
    }
    tx.commit().await?;
    tracing::info!(operator = %god.actor(), invited = specs.len(), "invited owners from a sheet");
    Ok(u32::try_from(specs.len()).unwrap_or(u32::MAX))
}

/// Somebody else was faster than the check: the whole sheet waits.
fn at_line(line: u64, error: Error) -> Error {
    match clash(error) {
        Error::App(AppError::Invalid(fields)) => {
            let problem = fields.iter().next().map(|(_, message)| message.to_owned()).unwrap_or_default();
            FieldErrors::of("csv", format!("Nothing was sent. Line {line}: {problem}")).into()
        }
        error => error,
    }
}

fn report(read: Vec<Read>) -> SheetReport {
    SheetReport { lines: read.into_iter().map(|read| read.line).collect() }
}

/// Every line with what is wrong with it, by itself, among the others and against what is stored.
async fn read(tx: &mut PlatformTx, form: &InviteSheet) -> Result<Vec<Read>> {
    let mut read = parse(&form.csv)?;
    let plans: HashSet<String> =
        sqlx::query_scalar!("select key from plans").fetch_all(tx.conn()).await?.into_iter().collect();
    let emails: Vec<String> = read.iter().map(|read| read.line.email.clone()).collect();
    let open = sqlx::query!(
        r#"select email, lower(organization_name) as "name!" from owner_invites
           where email = any($1) and accepted_at is null and revoked_at is null"#,
        &emails
    )
    .fetch_all(tx.conn())
    .await?;
    let mut taken: HashSet<(String, String)> = open.into_iter().map(|row| (row.email, row.name)).collect();
    for read in &mut read {
        let Some(spec) = &read.spec else { continue };
        let problem = if !plans.contains(&spec.tier) {
            Some(format!("There is no plan \u{201c}{}\u{201d}.", spec.tier))
        } else if !taken.insert((spec.email.clone(), spec.organization.to_lowercase())) {
            Some("This address is invited to an organisation of this name already.".to_owned())
        } else {
            None
        };
        if problem.is_some() {
            read.line.problem = problem;
            read.spec = None;
        }
    }
    Ok(read)
}

/// The sheet's lines; what is no sheet at all is an error of the field.
fn parse(text: &str) -> Result<Vec<Read>> {
    let text = text.trim_start_matches(MARK);
    let first = text.lines().next().unwrap_or_default();
    let semicolons = first.matches(';').count() > first.matches(',').count();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let heads: Vec<String> = reader
        .headers()
        .map_err(|error| no_sheet(&error))?
        .iter()
        .map(|head| head.to_ascii_lowercase().replace([' ', '-'], "_"))
        .collect();
    for required in REQUIRED {
        if !heads.iter().any(|head| head == required) {
            let message = format!("The first line names the columns, and the column {required} is missing.");
            return Err(FieldErrors::of("csv", message).into());
        }
    }
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| no_sheet(&error))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        if lines.len() == MOST_LINES {
            let message = format!("A sheet holds at most {MOST_LINES} invitations. Send it in parts.");
            return Err(FieldErrors::of("csv", message).into());
        }
        lines.push(line(&heads, &record, line_number(text, &record)));
    }
    if lines.is_empty() {
        return Err(FieldErrors::of("csv", "There is no invitation below the column names.").into());
    }
    Ok(lines)
}

fn no_sheet(error: &csv::Error) -> Error {
    let place = error.position().map(|at| format!(" on line {}", at.line())).unwrap_or_default();
    FieldErrors::of("csv", format!("This could not be read as comma-separated values{place}.")).into()
}

/// Where the record stands in the text, from 1; the reader counts a blank line before it as its own.
fn line_number(text: &str, record: &csv::StringRecord) -> u64 {
    let start = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or_default();
    let (before, rest) = text.split_at_checked(start).unwrap_or_default();
    let blank = rest.chars().take_while(|c| matches!(c, '\r' | '\n')).filter(|c| *c == '\n').count();
    u64::try_from(before.matches('\n').count() + blank + 1).unwrap_or_default()
}

fn line(heads: &[String], record: &csv::StringRecord, number: u64) -> Read {
    let cell = |name: &str| {
        let at = heads.iter().position(|head| head == name);
        at.and_then(|at| record.get(at)).unwrap_or_default().to_owned()
    };
    let form = InviteOwner {
        email: cell("email"),
        organization: cell("organization"),
        tier: cell("tier"),
        seats: cell("seats"),
        features: cell("features"),
        agent_name: cell("agent_name"),
        agent_prompt: cell("agent_prompt"),
        hours: cell("hours"),
    };
    let checked = if record.len() > heads.len() {
        Err(FieldErrors::form("There are more cells than columns; put text that holds a comma in quotes."))
    } else {
        form.validate()
    };
    match checked {
        Ok(spec) => Read {
            line: SheetLine {
                line: number,
                email: spec.email.clone(),
                organization: spec.organization.clone(),
                tier: spec.tier.clone(),
                problem: None,
            },
            spec: Some(spec),
        },
        Err(errors) => Read {
            line: SheetLine {
                line: number,
                email: form.email,
                organization: form.organization,
                tier: form.tier,
                problem: Some(errors.iter().map(|(_, message)| message).collect::<Vec<_>>().join(" ")),
            },
            spec: None,
        },
    }
}
