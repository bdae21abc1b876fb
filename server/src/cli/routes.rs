//! `soloos routes`: every address that this binary answers, for tools that try them all.

use std::io::Write;

use super::CommandError;
use crate::endpoints::endpoints;

/// Prints one address a line: its kind, its method and its path.
pub fn run() -> Result<(), CommandError> {
    let mut lines: Vec<String> = endpoints().iter().map(ToString::to_string).collect();
    lines.sort();
    writeln!(std::io::stdout(), "{}", lines.join("\n"))?;
    Ok(())
}
