//! Many invitations from a CSV sheet: all of them or none, and each wrong line is reported.

use std::collections::{HashMap, HashSet};

use domain::invites::{InviteOwner, InviteSheet, InviteSheetRow, OwnerInviteSpec, SheetReport};
use domain::{AppError, FieldErrors};
use server_core::csv::{self, Sheet, SheetError, SheetRow};
use server_core::db::PlatformTx;
use server_core::{Backend, Error, God, ProvenGod, Result};

use super::create::{clash, insert};

/// The most invitations of one sheet.
const MOST_LINES: usize = 200;
/// The columns, each with the names that sheets give it, this product's own exports among them; reduced to lower-case
/// letters and digits. The first name that a sheet has counts.
const COLUMNS: [(&str, &[&str]); 8] = [
    ("email", &["email", "emailaddress", "mail", "mailaddress", "owneremail", "owner", "emailadresse"]),
    (
        "organization",
        &["organization", "organisation", "organizationname", "organisationname", "company", "firma", "name"],
    ),
    ("tier", &["tier", "plan"]),
    ("seats", &["seats"]),
    ("features", &["features"]),
    ("agent_name", &["agentname", "agent"]),
    ("agent_prompt", &["agentprompt", "instructions", "prompt"]),
    ("hours", &["hours", "validhours"]),
];
/// The columns that every sheet has.
const REQUIRED: [&str; 2] = ["email", "organization"];

/// A line that was read: its invitation, and its row in the report.
struct Read {
    line: InviteSheetRow,
    spec: Option<OwnerInviteSpec>,
}

/// Reads the sheet and reports its errors; sends nothing.
pub async fn check_sheet(backend: &Backend, god: &God, form: &InviteSheet) -> Result<SheetReport> {
    let mut tx = backend.db.platform(god).await?;
    let read = read(&mut tx, form).await?;
    Ok(report(read))
}

/// Makes every invitation of the sheet in one transaction; if one line is wrong, none. Returns how many it made.
pub async fn create_all(backend: &Backend, god: &ProvenGod, form: &InviteSheet) -> Result<u32> {
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

/// A concurrent change after the check: the whole sheet is refused, at this line.
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

/// Every line with its errors: by itself, against the other lines and against stored rows.
async fn read(tx: &mut PlatformTx, form: &InviteSheet) -> Result<Vec<Read>> {
    let mut read = parse(&form.csv)?;
    let plans = sqlx::query!("select key, lower(name) as \"name!\" from plans").fetch_all(tx.conn()).await?;
    // By its key or, as in exports, by its name.
    let names = plans.iter().map(|plan| (plan.name.clone(), plan.key.clone()));
    let plans: HashMap<String, String> =
        names.chain(plans.iter().map(|plan| (plan.key.clone(), plan.key.clone()))).collect();
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
        let Some(spec) = &mut read.spec else { continue };
        let plan = plans.get(&spec.tier).cloned();
        let problem = if plan.is_none() {
            Some(format!("There is no plan \u{201c}{}\u{201d}.", spec.tier))
        } else if !taken.insert((spec.email.to_string(), spec.organization.to_lowercase())) {
            Some("This address is invited to an organisation of this name already.".to_owned())
        } else {
            None
        };
        spec.tier = plan.unwrap_or_default();
        read.line.tier.clone_from(&spec.tier);
        if problem.is_some() {
            read.line.problem = problem;
            read.spec = None;
        }
    }
    Ok(read)
}

/// The sheet's lines; a text that is no sheet is an error of the field.
fn parse(text: &str) -> Result<Vec<Read>> {
    let sheet = csv::read(text).map_err(|error| no_sheet(&error))?;
    let columns = Columns::of(&sheet);
    for required in REQUIRED {
        if columns.place(required).is_none() {
            let message = format!("The first line names the columns, and the column {required} is missing.");
            return Err(FieldErrors::of("csv", message).into());
        }
    }
    if let Some(head) = columns.twice() {
        let message = format!("Two columns are called {head}. Keep the one that is meant.");
        return Err(FieldErrors::of("csv", message).into());
    }
    if sheet.rows.is_empty() {
        return Err(FieldErrors::of("csv", "There is no invitation below the column names.").into());
    }
    if sheet.rows.len() > MOST_LINES {
        let message = format!("A sheet holds at most {MOST_LINES} invitations. Send it in parts.");
        return Err(FieldErrors::of("csv", message).into());
    }
    Ok(sheet.rows.iter().map(|row| line(&columns, row)).collect())
}

fn no_sheet(error: &SheetError) -> Error {
    let place = error.0.map(|line| format!(" on line {line}")).unwrap_or_default();
    FieldErrors::of("csv", format!("This could not be read as comma-separated values{place}.")).into()
}

/// The positions of the columns in a row.
struct Columns {
    heads: Vec<String>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Self {
        let plain = |head: &String| head.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        Self { heads: sheet.heads.iter().map(plain).collect() }
    }

    fn place(&self, column: &str) -> Option<usize> {
        let (_, names) = COLUMNS.iter().find(|(name, _)| *name == column)?;
        names.iter().find_map(|name| self.heads.iter().position(|head| head == name))
    }

    /// The name of a column that the sheet has twice, so that nobody knows which is meant.
    fn twice(&self) -> Option<&str> {
        let used = COLUMNS.iter().filter_map(|(column, _)| self.heads.get(self.place(column)?));
        let mut doubled = used.filter(|head| self.heads.iter().filter(|other| other == head).count() > 1);
        doubled.next().map(String::as_str)
    }

    fn cell(&self, row: &SheetRow, column: &str) -> String {
        self.place(column).and_then(|at| row.cells.get(at)).cloned().unwrap_or_default()
    }
}

fn line(columns: &Columns, row: &SheetRow) -> Read {
    let cell = |name: &str| columns.cell(row, name);
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
    let checked = if row.cells.len() > columns.heads.len() {
        Err(FieldErrors::form("There are more cells than columns; put text that holds a comma in quotes."))
    } else {
        form.validate()
    };
    let told = |email: &str, organization: &str, tier: &str, problem| InviteSheetRow {
        line: row.line,
        email: email.to_owned(),
        organization: organization.to_owned(),
        tier: tier.to_owned(),
        problem,
    };
    match checked {
        Ok(spec) => Read { line: told(&spec.email, &spec.organization, &spec.tier, None), spec: Some(spec) },
        Err(errors) => {
            let problem = errors.iter().map(|(_, message)| message).collect::<Vec<_>>().join(" ");
            Read { line: told(&form.email, &form.organization, &form.tier, Some(problem)), spec: None }
        }
    }
}
