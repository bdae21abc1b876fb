//! Locates the built site: Leptos' own run-time options, from `Leptos.toml` beside the process or from the copy that is
//! compiled in, so that the binary also runs alone. `LEPTOS_*` variables override both.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use leptos::config::{LeptosOptions, errors::LeptosConfigError, get_config_from_str, get_configuration};

const FILE: &str = "Leptos.toml";
const COMPILED_IN: &str = include_str!("../../Leptos.toml");

/// The options for a server that listens on `address`.
pub fn leptos_options(address: SocketAddr) -> Result<LeptosOptions, LeptosConfigError> {
    let mut options = if Path::new(FILE).is_file() {
        get_configuration(Some(FILE))?.leptos_options
    } else {
        get_config_from_str(COMPILED_IN)?
    };
    options.site_addr = address;
    match hash_file(&options) {
        Some(file) => options.hash_file = file.display().to_string().into(),
        // Without this the page would name files that do not exist, or not render at all.
        None => options.hash_files = false,
    }
    Ok(options)
}

/// The list of hashed names that matches the built site: the build writes it beside the binary, an installed site may
/// have it in its root.
fn hash_file(options: &LeptosOptions) -> Option<PathBuf> {
    if !options.hash_files {
        return None;
    }
    let binary = std::env::current_exe().ok();
    let beside = binary.as_deref().and_then(Path::parent);
    let folders = [beside, beside.and_then(Path::parent), Some(Path::new(&*options.site_root))];
    let files = folders.into_iter().flatten().map(|folder| folder.join(&*options.hash_file));
    files.filter_map(|file| file.canonicalize().ok()).find(|file| fits(options, file))
}

/// Whether the list's files are in the site: a list of another build would break every page.
fn fits(options: &LeptosOptions, file: &Path) -> bool {
    let package = Path::new(&*options.site_root).join(&*options.site_pkg_dir);
    let hashes = app::hashes(file);
    let mut known = hashes.iter().filter(|(kind, _)| matches!(kind.as_str(), "js" | "wasm" | "css")).peekable();
    known.peek().is_some()
        && known.all(|(kind, hash)| package.join(format!("{}.{hash}.{kind}", options.output_name)).is_file())
}
