//! `soloos routes`: every address that this binary answers, from the very lists that the router is built from, for
//! tools that try them all.

use std::io::Write;

use super::CommandError;
use crate::router::RAW_ROUTES;

/// Prints one address a line: its kind, its method and its path.
pub fn run() -> Result<(), CommandError> {
    let functions = server_fn::axum::server_fn_paths().map(|(path, method)| format!("function {method} {path}"));
    let raw = RAW_ROUTES.iter().map(|path| format!("raw ANY {path}"));
    let pages = crate::pages::paths().map(|path| format!("page GET {path}"));
    let mut lines: Vec<String> = functions.chain(raw).chain(pages).collect();
    lines.sort();
    writeln!(std::io::stdout(), "{}", lines.join("\n"))?;
    Ok(())
}
