//! Which entries of the command palette match the typed text. Pure.

use super::PaletteEntry;

/// The entries that contain every typed word, those whose title starts with the query first.
pub fn matching(entries: &[PaletteEntry], query: &str) -> Vec<PaletteEntry> {
    let query = query.trim().to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(bool, &PaletteEntry)> = entries
        .iter()
        .filter(|entry| {
            let text = format!("{} {} {}", entry.title, entry.hint, entry.keywords).to_lowercase();
            words.iter().all(|word| text.contains(word))
        })
        .map(|entry| (!entry.title.to_lowercase().starts_with(&query), entry))
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, entry)| entry.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IconName;

    fn titles(query: &str) -> Vec<String> {
        let entries = [
            PaletteEntry::new("Home", "/", IconName::Home),
            PaletteEntry::new("Account settings", "/account", IconName::Settings).keywords("password theme"),
            PaletteEntry::new("Settings", "/settings", IconName::Building).hint("Organisation"),
        ];
        matching(&entries, query).into_iter().map(|entry| entry.title).collect()
    }

    #[test]
    fn nothing_typed_shows_everything_in_order() {
        assert_eq!(titles("  "), ["Home", "Account settings", "Settings"]);
    }

    #[test]
    fn every_word_must_occur_somewhere() {
        assert_eq!(titles("settings pass"), ["Account settings"]);
        assert!(titles("settings banana").is_empty());
    }

    #[test]
    fn a_title_that_starts_with_the_query_comes_first() {
        assert_eq!(titles("SETT"), ["Settings", "Account settings"]);
    }
}
