//! Pages have a start and an end, not a left and a right, so that they can be mirrored. Checked for every source of the
//! app.

use std::fs;
use std::path::{Path, PathBuf};

const APP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const STYLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../style");

/// Tailwind's class names for a side, each followed by nothing or by a measure.
const SIDES: [&str; 26] = [
    "ml",
    "mr",
    "pl",
    "pr",
    "left",
    "right",
    "border-l",
    "border-r",
    "rounded-l",
    "rounded-r",
    "rounded-tl",
    "rounded-tr",
    "rounded-bl",
    "rounded-br",
    "scroll-ml",
    "scroll-mr",
    "scroll-pl",
    "scroll-pr",
    "text-left",
    "text-right",
    "float-left",
    "float-right",
    "clear-left",
    "clear-right",
    "origin-left",
    "origin-right",
];

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path, extension) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|found| found == extension) && !path.ends_with("sides.rs"))
        .collect()
}

/// Whether a class names a side: `max-md:-ml-2`, `text-right`; never a variable called `left`.
fn names_side(class: &str) -> bool {
    let utility = class.rsplit(':').next().unwrap_or_default().trim_start_matches(['-', '!']);
    SIDES.iter().any(|side| {
        let rest = utility.strip_prefix(side);
        rest.is_some_and(|rest| rest.starts_with('-') || (side.contains('-') && matches!(rest, "" | "!")))
    })
}

/// Rules for content that is never mirrored: a formula, and a column whose side its author chose.
const FIXED: [&str; 2] = [".math-", "[align="];

/// Whether a line of a style sheet names a side; the middle counts as neither.
fn styles_side(line: &str) -> bool {
    let code = line.split("/*").next().unwrap_or_default();
    if FIXED.iter().any(|rule| code.trim_start().starts_with(rule)) {
        return false;
    }
    let mut words = code.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| matches!(word, "left" | "right")) && code.trim() != "left: 50%;"
}

fn found(folder: &str, extension: &str, wrong: fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for path in files(Path::new(folder), extension) {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//") && wrong(line));
        found.extend(lines.map(|(at, line)| format!("{}:{}: {}", path.display(), at + 1, line.trim())));
    }
    found
}

#[test]
fn no_class_of_a_page_names_a_side_that_does_not_turn_round() {
    let in_line = |line: &str| line.split([' ', '"', '\'', '\t']).any(names_side);
    assert_eq!(found(APP, "rs", in_line), [""; 0], "say ms, me, ps, pe, start or end");
}

#[test]
fn no_style_names_a_side_that_does_not_turn_round() {
    assert_eq!(found(STYLE, "css", styles_side), [""; 0], "say inline-start or inline-end");
}

#[test]
fn sides_are_told_from_words_that_look_like_them() {
    for class in
        ["ml-2", "-mr-px", "max-md:right-3", "sm:!left-auto", "text-right", "border-l", "border-r-2", "pl-[3px]!"]
    {
        assert!(names_side(class), "{class}");
    }
    for word in ["left", "border-line", "rounded-lg", "ms-2", "start-3", "text-start", "mrr", "data-left"] {
        assert!(!names_side(word), "{word}");
    }
    assert!(styles_side("  padding-left: 1em;") && styles_side("  float: right;") && styles_side("  right: 0;"));
    assert!(!styles_side("    [align=\"right\"] { text-align: right; }") && styles_side(".x { text-align: right; }"));
    assert!(!styles_side("  left: 50%;") && !styles_side("  /* not left */") && !styles_side("  inset: 0;"));
}
