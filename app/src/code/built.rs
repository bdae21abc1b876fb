//! The files of this build, as script/xtask named them, and the script in the head that loads them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;

use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// Takes the addresses of the JavaScript module and of the wasm module.
const SCRIPT: &str = include_str!("hydrate.js");

static BUILT: OnceLock<Built> = OnceLock::new();

/// The addresses of this build's files.
struct Built {
    script: String,
    module: String,
    /// What every group needs besides its own files.
    loader: Option<String>,
    groups: HashMap<String, Vec<String>>,
}

/// The script in the head that hydrates the page. It runs before anything can be pressed.
#[component]
pub fn Hydration(options: LeptosOptions) -> impl IntoView {
    let Built { script, module, .. } = BUILT.get_or_init(|| read(&options));
    view! { <script nonce=use_nonce()>{format!("({SCRIPT})({script:?}, {module:?})")}</script> }
}

/// The addresses of a group's files, separated by spaces; empty if the build has only one file.
pub(super) fn files_of(group: &str) -> String {
    let Some(built) = BUILT.get() else { return String::new() };
    let Some(files) = built.groups.get(group) else { return String::new() };
    let all: Vec<&str> = built.loader.iter().chain(files).map(String::as_str).collect();
    all.join(" ")
}

fn read(options: &LeptosOptions) -> Built {
    let hashes = if options.hash_files { hashes(Path::new(&*options.hash_file)) } else { HashMap::new() };
    let (folder, name) = (&options.site_pkg_dir, &options.output_name);
    let named = |kind: &str, stem: &str, extension: &str| match hashes.get(kind) {
        Some(hash) => format!("{stem}.{hash}.{extension}"),
        None => format!("{stem}.{extension}"),
    };
    let manifest = named("manifest", "__wasm_split_manifest", "json");
    let groups = groups(&Path::new(&*options.site_root).join(&**folder).join(manifest));
    let address = |file: String| format!("/{folder}/{file}");
    let loader = || address(named("split", "__wasm_split", "js"));
    Built {
        script: address(named("js", name, "js")),
        module: address(named("wasm", name, "wasm")),
        loader: (!groups.is_empty()).then(loader),
        groups: groups
            .into_iter()
            .map(|(group, files)| (group, files.into_iter().map(|file| address(format!("{file}.wasm"))).collect()))
            .collect(),
    }
}

/// The hash that the build put into the name of each kind of file, such as `js` or `wasm`, as listed in `file`; empty
/// if it cannot be read.
pub fn hashes(file: &Path) -> HashMap<String, String> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(kind, hash)| (kind.trim().to_owned(), hash.trim().to_owned())).collect()
}

/// The splitter's manifest: the files of each group, without their extension.
fn groups(manifest: &Path) -> HashMap<String, Vec<String>> {
    let Ok(text) = std::fs::read_to_string(manifest) else { return HashMap::new() };
    serde_json::from_str(&text).unwrap_or_else(|error| {
        tracing::error!(%error, file = %manifest.display(), "the list of the browser's files cannot be read");
        HashMap::new()
    })
}
