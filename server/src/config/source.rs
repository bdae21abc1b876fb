//! The sources of values: the environment first, then the file, then the table's defaults.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::keys;
use super::problem::Problem;

/// The file that is read when nothing else is named.
const FILE: &str = "soloos.toml";

/// Values by key name, with the problems of the file.
#[derive(Debug, Default)]
pub struct Source {
    values: BTreeMap<String, String>,
    pub problems: Vec<Problem>,
    /// The file that was read.
    pub file: Option<PathBuf>,
    /// Whether `cargo leptos watch` runs this process.
    pub reloads: bool,
}

impl Source {
    /// Reads the process's environment and the file it names.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_process() -> Self {
        let known = keys::all().filter_map(|key| Some((key.name.to_owned(), std::env::var(key.name).ok()?)));
        let environment: BTreeMap<_, _> = known.filter(|(_, value)| !value.trim().is_empty()).collect();
        let named = environment.get("SOLOOS_CONFIG").map(PathBuf::from);
        let mut source = match named {
            Some(path) => Self::from_file(&path),
            None if Path::new(FILE).is_file() => Self::from_file(Path::new(FILE)),
            None => Self::default(),
        };
        source.values.extend(environment);
        source.reloads = std::env::var_os("LEPTOS_WATCH").is_some();
        source
    }

    /// Takes the values as given, for tests and embedding.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let values = pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { values, ..Self::default() }
    }

    /// Reads a file of `KEY = value` lines in TOML; an unknown key is a problem, since it was meant to do something.
    pub fn from_file(path: &Path) -> Self {
        let shown = path.display();
        let table = match std::fs::read_to_string(path) {
            Ok(text) => {
                text.parse::<toml::Table>().map_err(|error| Problem::new("SOLOOS_CONFIG", format!("{shown}: {error}")))
            }
            Err(error) => Err(Problem::new("SOLOOS_CONFIG", format!("{shown} cannot be read: {error}"))),
        };
        let mut source = Self { file: Some(path.to_owned()), ..Self::default() };
        match table {
            Ok(table) => table.into_iter().for_each(|(name, value)| source.add(name, &value)),
            Err(problem) => source.problems.push(problem),
        }
        source
    }

    fn add(&mut self, name: String, value: &toml::Value) {
        if keys::find(&name).is_none() {
            self.problems.push(Problem::new(name, "there is no such key; `soloos config keys` lists them"));
            return;
        }
        match plain(value) {
            Some(text) => {
                self.values.insert(name, text);
            }
            None => self.problems.push(Problem::new(name, "expected a text, a number, true, false or a list of these")),
        }
    }

    /// The value that was set, if any and not blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(flag) => Some(flag.to_string()),
        toml::Value::Array(items) => items.iter().map(plain).collect::<Option<Vec<_>>>().map(|items| items.join(",")),
        _ => None,
    }
}
