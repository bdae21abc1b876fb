//! The two compilations.

use std::path::PathBuf;
use std::process::{Child, Command};

use anyhow::{Context as _, Result};

use crate::Options;
use crate::settings::Settings;
use crate::tools;

const WASM: &str = "wasm32-unknown-unknown";

/// The feature of `frontend` that marks where its module is split.
const SPLIT: &str = "split";

fn cargo(settings: &Settings, options: Options, verb: &str) -> Command {
    let mut cargo = tools::command("cargo");
    cargo.current_dir(&settings.root).arg(verb).arg("--no-default-features");
    // Read while leptos is compiled: without it pages request a module of another name.
    cargo.env("LEPTOS_OUTPUT_NAME", &settings.output_name);
    if options.locked {
        cargo.arg("--locked");
    }
    cargo
}

/// Starts compiling the server.
pub fn start_server(settings: &Settings, options: Options) -> Result<Child> {
    let mut build = cargo(settings, options, "build");
    build.args(["--package", &settings.bin_package, "--bin", &settings.bin_target]);
    if options.release {
        build.arg("--release");
    }
    build.spawn().context("cargo could not be started: run script/bootstrap")
}

/// Compiles the browser's half and returns the path of its module.
pub fn build_browser(settings: &Settings, options: Options) -> Result<PathBuf> {
    let profile = settings.browser_profile(options.release);
    // cargo-leptos uses the same folder. A separate one also lets both compilations run at once.
    let folder = settings.target.join("front");
    let mut build = cargo(settings, options, "rustc");
    build.args(["--package", &settings.lib_package, "--lib", "--crate-type", "cdylib", "--features", SPLIT]);
    build.args(["--target", WASM, "--profile", profile]).arg("--target-dir").arg(&folder);
    // The progress lines of two cargo processes would overwrite each other.
    build.env("CARGO_TERM_PROGRESS_WHEN", "never");
    // The splitter follows the linker's relocations. For this crate alone: in RUSTFLAGS it would compile every
    // dependency again.
    build.args(["--", "-Clink-args=--emit-relocs"]);
    tools::run(&mut build)?;
    let name = settings.lib_package.replace('-', "_");
    Ok(folder.join(WASM).join(profile).join(name).with_extension("wasm"))
}
