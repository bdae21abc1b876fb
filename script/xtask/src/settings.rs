//! The settings of the build, from the section that cargo-leptos reads too.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use crate::tools;

/// `[[workspace.metadata.leptos]]` of the app's `Cargo.toml`, with absolute paths where its own are relative.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    pub bin_package: String,
    pub bin_target: String,
    pub lib_package: String,
    pub lib_profile_dev: String,
    pub lib_profile_release: String,
    pub output_name: String,
    pub site_root: PathBuf,
    pub site_pkg_dir: PathBuf,
    pub assets_dir: PathBuf,
    pub tailwind_input_file: PathBuf,
    hash_files: bool,
    #[serde(skip)]
    pub root: PathBuf,
    #[serde(skip)]
    pub target: PathBuf,
}

/// The fields of `cargo metadata` that are read.
#[derive(Deserialize)]
struct Answer {
    workspace_root: PathBuf,
    target_directory: PathBuf,
    metadata: Sections,
}

#[derive(Deserialize)]
struct Sections {
    leptos: Vec<Settings>,
}

impl Settings {
    /// Asks cargo, which has the section and the target folder.
    pub fn read(locked: bool) -> Result<Self> {
        let mut ask = tools::command("cargo");
        ask.args(["metadata", "--format-version=1", "--no-deps"]);
        if locked {
            ask.arg("--locked");
        }
        let answer = tools::output(&mut ask)?;
        let Answer { workspace_root, target_directory, metadata } = serde_json::from_slice(&answer)
            .context("Cargo.toml's [[workspace.metadata.leptos]] lacks what the build needs")?;
        let mut settings =
            metadata.leptos.into_iter().next().context("Cargo.toml has no [[workspace.metadata.leptos]]")?;
        ensure!(settings.hash_files, "the server expects names with hashes: set hash-files = true");
        for path in [&mut settings.site_root, &mut settings.assets_dir, &mut settings.tailwind_input_file] {
            *path = workspace_root.join(&*path);
        }
        settings.root = workspace_root;
        settings.target = target_directory;
        Ok(settings)
    }

    /// The profile of the browser's half.
    pub fn browser_profile(&self, release: bool) -> &str {
        if release { &self.lib_profile_release } else { &self.lib_profile_dev }
    }

    /// The folder where cargo leaves the server.
    pub fn server_folder(&self, release: bool) -> PathBuf {
        self.target.join(if release { "release" } else { "debug" })
    }
}
