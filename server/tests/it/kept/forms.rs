//! The form of each server function, read from the sources as the fuzz run reads it: a registered function that is not
//! found here fails the tests.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::sources;

/// One field of a form: the name that it is sent under, and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub of: String,
}

impl Field {
    /// Whether its type says that it is a secret.
    pub fn is_secret(&self) -> bool {
        self.of == "Secret"
    }
}

/// By path: the fields that each server function takes in a form.
pub fn forms() -> BTreeMap<String, Vec<Field>> {
    let files = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app"));
    let structs: BTreeMap<String, Vec<Field>> = files.iter().flat_map(|(_, text)| structs(text)).fold(
        BTreeMap::new(),
        |mut all: BTreeMap<String, Vec<Field>>, (name, fields)| {
            all.entry(name).or_default().extend(fields);
            all
        },
    );
    let functions = files.iter().flat_map(|(_, text)| functions(text));
    functions
        .map(|(path, taken)| {
            (path, taken.into_iter().flat_map(|Field { name, of }| leaves(&structs, name, &of)).collect())
        })
        .collect()
}

/// Every struct with named fields.
fn structs(text: &str) -> Vec<(String, Vec<Field>)> {
    let blocks = text.split("\npub struct ").skip(1).filter_map(|block| block.split_once(" {\n"));
    let named = blocks.filter(|(name, _)| name.chars().all(char::is_alphanumeric));
    let named = named.map(|(name, rest)| (name, rest.split("\n}").next().unwrap_or_default()));
    named.map(|(name, body)| (name.to_owned(), body.lines().filter_map(|line| field(line.trim())).collect())).collect()
}

fn field(line: &str) -> Option<Field> {
    let (name, of) = line.strip_prefix("pub ")?.strip_suffix(',')?.split_once(": ")?;
    Some(Field { name: name.trim_start_matches("r#").to_owned(), of: of.to_owned() })
}

/// Every server function with a form, and its arguments.
fn functions(text: &str) -> Vec<(String, Vec<Field>)> {
    let marked = text.split("\n#[server(").skip(1).filter(|rest| !head(rest).contains("GetUrl"));
    marked
        .map(|rest| {
            let endpoint = rest.split("endpoint = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
            let (_, rest) = rest.split_once("pub async fn ").unwrap();
            let (_, rest) = rest.split_once('(').unwrap();
            let taken = rest.split_once(") ->").unwrap().0.replace("#[server(default)]", "");
            (format!("/api/{endpoint}"), taken.split(',').filter_map(argument).collect())
        })
        .collect()
}

fn head(rest: &str) -> &str {
    rest.lines().next().unwrap_or_default()
}

fn argument(text: &str) -> Option<Field> {
    let (name, of) = text.trim().split_once(": ")?;
    Some(Field { name: name.to_owned(), of: of.to_owned() })
}

/// The names below `name`: `form[email]`, `form[organizations][]`.
fn leaves(structs: &BTreeMap<String, Vec<Field>>, name: String, of: &str) -> Vec<Field> {
    if let Some(inner) = inside(of, "Vec<") {
        return leaves(structs, format!("{name}[]"), inner);
    }
    if let Some(inner) = inside(of, "Option<") {
        return leaves(structs, name, inner);
    }
    let of = of.rsplit("::").next().unwrap_or(of);
    match structs.get(of) {
        Some(fields) if !fields.is_empty() => {
            fields.iter().flat_map(|field| leaves(structs, format!("{name}[{}]", field.name), &field.of)).collect()
        }
        _ => vec![Field { name, of: of.to_owned() }],
    }
}

fn inside<'a>(of: &'a str, around: &str) -> Option<&'a str> {
    of.strip_prefix(around)?.strip_suffix('>')
}
