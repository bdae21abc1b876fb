//! The names of files that name each other.

use super::*;

const SCRIPT: &str = "soloos.js";
const MODULE: &str = "soloos.wasm";
const PART: &str = "chunk_1.wasm";
const OTHER_PART: &str = "chunk_11.wasm";

fn files() -> Files {
    let loader = "import { initSync } from \"./soloos.js\"; fetch(\"./chunk_1.wasm\"); fetch(\"./chunk_11.wasm\")";
    let files = [
        (SCRIPT, format!("import * as loader from './{LOADER}'; // no name: soloos.js")),
        (MODULE, format!("main ./{LOADER} and again ./{LOADER}")),
        (PART, "part".to_owned()),
        (OTHER_PART, "other part".to_owned()),
        (LOADER, loader.to_owned()),
        (MANIFEST, r#"{"chat": ["chunk_1", "chunk_11"], "god": ["chunk_11"]}"#.to_owned()),
        ("soloos.css", "a {}".to_owned()),
    ];
    files.map(|(name, content)| (name.to_owned(), content.into_bytes())).into()
}

/// The new name of a file, by the beginning and the end of the old one, and its content.
fn found<'a>(files: &'a Files, start: &str, end: &str) -> (&'a str, &'a str) {
    let (name, content) = files.iter().find(|(name, _)| name.starts_with(start) && name.ends_with(end)).unwrap();
    (name, std::str::from_utf8(content).unwrap())
}

fn renamed(files: Files) -> Files {
    rename(files, "soloos").unwrap().0
}

#[test]
fn every_file_is_named_as_it_is_called() {
    let files = renamed(files());
    let (script, script_text) = found(&files, "soloos.", ".js");
    let (module, module_text) = found(&files, "soloos.", ".wasm");
    let (loader, loader_text) = found(&files, "__wasm_split.", ".js");
    let (part, _) = found(&files, "chunk_1.", ".wasm");
    let (other, _) = found(&files, "chunk_11.", ".wasm");
    assert_eq!(script_text, format!("import * as loader from './{loader}'; // no name: soloos.js"));
    assert_eq!(module_text, format!("main ./{loader} and again ./{loader}"));
    let imported = format!("import {{ initSync }} from \"./{script}\"; fetch(\"./{part}\"); fetch(\"./{other}\")");
    assert_eq!(loader_text, imported);
    assert_ne!(module, MODULE);
    let (_, manifest) = found(&files, "__wasm_split_manifest.", ".json");
    let (part, other) = (part.trim_end_matches(".wasm"), other.trim_end_matches(".wasm"));
    assert_eq!(manifest, format!(r#"{{"chat":["{part}","{other}"],"god":["{other}"]}}"#));
}

#[test]
fn the_server_learns_the_hashes() {
    let (files, Hashes(list)) = rename(files(), "soloos").unwrap();
    let lines: BTreeMap<&str, &str> = list.lines().filter_map(|line| line.split_once(": ")).collect();
    let expected = ["css", "js", "manifest", "split", "wasm"];
    assert!(lines.keys().copied().eq(expected), "{list}");
    for (kind, name) in [("css", "soloos.{}.css"), ("js", "soloos.{}.js"), ("wasm", "soloos.{}.wasm")] {
        assert!(files.contains_key(&name.replace("{}", lines.get(kind).unwrap())), "{kind}");
    }
    assert!(files.contains_key(&format!("__wasm_split.{}.js", lines.get("split").unwrap())));
    assert!(files.contains_key(&format!("__wasm_split_manifest.{}.json", lines.get("manifest").unwrap())));
}

#[test]
fn a_changed_part_renames_all_that_lead_to_it_and_no_other_part() {
    let before = renamed(files());
    let mut changed = files();
    changed.insert(PART.to_owned(), b"changed".to_vec());
    let after = renamed(changed);
    for (start, end) in [("soloos.", ".js"), ("soloos.", ".wasm"), ("__wasm_split.", ".js"), ("chunk_1.", ".wasm")] {
        assert_ne!(found(&before, start, end).0, found(&after, start, end).0, "{start}*{end}");
    }
    for (start, end) in [("chunk_11.", ".wasm"), ("soloos.", ".css")] {
        assert_eq!(found(&before, start, end).0, found(&after, start, end).0, "{start}*{end}");
    }
}

#[test]
fn a_style_sheet_renames_itself_alone() {
    let before = renamed(files());
    let mut changed = files();
    changed.insert("soloos.css".to_owned(), b"b {}".to_vec());
    let after = renamed(changed);
    assert_eq!(before.keys().filter(|name| !after.contains_key(*name)).count(), 1);
}
