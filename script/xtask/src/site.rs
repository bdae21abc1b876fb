//! The folder that is served. It is built beside the old one and replaces it only when it is complete.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::files;
use crate::settings::Settings;

/// A site that is being built.
pub struct Site {
    pub folder: PathBuf,
    /// The folder of scripts, modules and the style sheet.
    pub package: PathBuf,
    served: PathBuf,
}

impl Site {
    pub fn begin(settings: &Settings) -> Result<Self> {
        let served = settings.site_root.clone();
        let folder = served.with_extension("new");
        files::remove(&folder)?;
        let package = folder.join(&settings.site_pkg_dir);
        fs::create_dir_all(&package).with_context(|| format!("{} cannot be made", package.display()))?;
        Ok(Self { folder, package, served })
    }

    /// Copies the files that are served unchanged.
    pub fn copy_assets(&self, settings: &Settings) -> Result<()> {
        let reserved = settings.assets_dir.join(&settings.site_pkg_dir);
        ensure!(!reserved.exists(), "{} is where the build puts its own files", reserved.display());
        files::copy_folder(&settings.assets_dir, &self.folder)
    }

    /// Replaces the old site with the new one.
    pub fn publish(self) -> Result<()> {
        let old = self.served.with_extension("old");
        files::remove(&old)?;
        if self.served.exists() {
            rename(&self.served, &old)?;
        }
        rename(&self.folder, &self.served)?;
        files::remove(&old)
    }
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("{} cannot become {}", from.display(), to.display()))
}
