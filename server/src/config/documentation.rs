//! The table of keys for people: on the command line and in the documentation.

use std::fmt::Write;

use super::keys::{Key, SECTIONS};

/// Every key with its default and meaning, for the terminal.
pub fn keys_text() -> String {
    let mut text = String::from("Every key can stand in the environment or in soloos.toml; the environment wins.\n");
    for section in SECTIONS {
        let _ = writeln!(text, "\n{}", section.title);
        for key in section.keys {
            let _ =
                writeln!(text, "  {}{}", key.name, default(key).map(|value| format!(" = {value}")).unwrap_or_default());
            let _ = writeln!(text, "      {}", key.meaning);
        }
    }
    text
}

/// The same as Markdown, for `docs/configuration.md`.
pub fn configuration_markdown() -> String {
    let mut page = String::from(
        "# Configuration\n\nRendered from `server::config::keys` by a test; change the code, not this page.\n\n\
         Every key can stand in the environment or in `soloos.toml` (`KEY = \"value\"`, the same names); the environment\n\
         wins. `soloos config check` names everything that is wrong at once and starts nothing.\n",
    );
    for section in SECTIONS {
        let _ = write!(page, "\n## {}\n\n| key | default | meaning |\n|---|---|---|\n", section.title);
        for key in section.keys {
            let value = default(key).map(|value| format!("`{value}`")).unwrap_or_default();
            let secret = if key.secret { " Secret: never logged or shown." } else { "" };
            let _ = writeln!(page, "| `{}` | {value} | {}{secret} |", key.name, key.meaning);
        }
    }
    page
}

fn default(key: &Key) -> Option<&'static str> {
    Some(key.default).filter(|value| !value.is_empty())
}
