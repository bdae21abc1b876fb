//! The scenes: statements in `tests/scene.sql` of the core and of each area, which put a row of an organisation into
//! each of the area's tables. `:organization`, `:person` and `:agent` stand for ids; a line that ends in `;` ends a
//! statement. One that ends with `returning id as note` names the id that it made `note`.

use std::path::{Path, PathBuf};

use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, Column, Row};
use uuid::Uuid;

use crate::{TestBackend, TestOrganization, TestPerson};

/// A row that a scene made and named.
pub struct NamedRow {
    pub name: String,
    pub id: Uuid,
}

struct Statement {
    file: PathBuf,
    sql: String,
}

impl TestBackend {
    /// A row of the organisation, and of the person in it, in each table that areas have for organisations.
    pub async fn fill_tables(&self, organization: &TestOrganization, person: &TestPerson) {
        for statement in statements() {
            self.play(&statement, organization, person).await;
        }
    }

    /// Only the rows that a scene names, for rows of the access matrix to act upon.
    pub async fn named_rows(&self, organization: &TestOrganization, person: &TestPerson) -> Vec<NamedRow> {
        let mut made = Vec::new();
        for statement in statements().iter().filter(|statement| statement.gives_a_name()) {
            let rows = self.play(statement, organization, person).await;
            let row = rows.first().unwrap_or_else(|| panic!("{} makes nothing", statement.told()));
            for named in statement.names(row) {
                let is_new = made.iter().all(|other: &NamedRow| other.name != named.name);
                assert!(is_new, "{} gives a name that another has given", statement.told());
                made.push(named);
            }
        }
        made
    }

    async fn play(&self, statement: &Statement, organization: &TestOrganization, person: &TestPerson) -> Vec<PgRow> {
        let sql = statement
            .sql
            .replace(":organization", &literal(organization.id.0))
            .replace(":person", &literal(person.id.0))
            .replace(":agent", &literal(organization.agent.0));
        let played = sqlx::query(AssertSqlSafe(sql)).fetch_all(&self.database.owner).await;
        played.unwrap_or_else(|error| panic!("{} fails: {error}", statement.told()))
    }
}

impl Statement {
    /// Whether it ends with `returning … as …`.
    fn gives_a_name(&self) -> bool {
        let last = self.sql.lines().last().unwrap_or_default();
        last.split_once("returning ").is_some_and(|(_, returned)| returned.contains(" as "))
    }

    /// The returned ids, by the names of their columns.
    fn names(&self, row: &PgRow) -> Vec<NamedRow> {
        let named = row.columns().iter().map(|column| {
            let id = row.try_get(column.ordinal());
            let id = id.unwrap_or_else(|error| panic!("{} returns what is no id: {error}", self.told()));
            NamedRow { name: column.name().to_owned(), id }
        });
        named.collect()
    }

    fn told(&self) -> String {
        format!("a statement of {}\n{}", self.file.display(), self.sql)
    }
}

fn literal(id: Uuid) -> String {
    format!("'{id}'::uuid")
}

fn statements() -> Vec<Statement> {
    files().iter().flat_map(|file| statements_of(file)).collect()
}

/// The core's scene, then those of the areas in the order of their names.
fn files() -> Vec<PathBuf> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the server's folder around this crate");
    let areas = std::fs::read_dir(server.join("areas")).expect("the folder of the areas");
    let files = areas.map(|area| area.expect("an entry of that folder").path().join("tests/scene.sql"));
    let mut found: Vec<PathBuf> = files.filter(|file| file.is_file()).collect();
    found.sort();
    found.insert(0, server.join("core/tests/scene.sql"));
    found
}

fn statements_of(file: &Path) -> Vec<Statement> {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let (mut statements, mut sql) = (Vec::new(), String::new());
    for line in text.lines().map(str::trim_end).filter(|line| !line.trim_start().starts_with("--")) {
        if !sql.is_empty() || !line.is_empty() {
            sql.push_str(line);
            sql.push('\n');
        }
        if line.ends_with(';') {
            statements.push(Statement { file: file.to_owned(), sql: std::mem::take(&mut sql) });
        }
    }
    assert!(sql.trim().is_empty(), "{}: what comes last ends without a semicolon", file.display());
    statements
}
