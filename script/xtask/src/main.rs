//! Builds what `script/run` and `script/test` serve: the server, and the browser's half with its files under
//! `target/site`. It does what `cargo leptos build --split` would, which takes eleven minutes to compile from source.
//!
//! `xtask [--release] [--locked]`, from the root of the project.

mod browser;
mod cargo;
mod files;
mod naming;
mod settings;
mod site;
mod tools;

use std::process::Child;

use anyhow::{Context as _, Result, bail, ensure};

use crate::naming::Hashes;
use crate::settings::Settings;
use crate::site::Site;

/// The options of the command line.
#[derive(Debug, Default, Clone, Copy)]
struct Options {
    /// The optimised build, with a compressed copy of every file for the server to send as it is.
    release: bool,
    /// Fail rather than change `Cargo.lock`.
    locked: bool,
}

fn options(arguments: impl Iterator<Item = String>) -> Result<Options> {
    let mut options = Options::default();
    for argument in arguments {
        match argument.as_str() {
            "--release" => options.release = true,
            "--locked" => options.locked = true,
            _ => bail!("xtask knows no '{argument}': xtask [--release] [--locked]"),
        }
    }
    Ok(options)
}

fn main() -> Result<()> {
    let options = options(std::env::args().skip(1))?;
    let settings = Settings::read(options.locked)?;
    // Both halves compile at the same time: near its end each of them is one long step that uses one core only.
    let server = cargo::start_server(&settings, options)?;
    let browser = browser_half(&settings, options);
    let server = finish(server);
    let (site, hashes) = browser?;
    server?;
    hashes.write(&settings.server_folder(options.release))?;
    site.publish()
}

/// Every file for the browser, in a folder that is not served yet.
fn browser_half(settings: &Settings, options: Options) -> Result<(Site, Hashes)> {
    let site = Site::begin(settings)?;
    site.copy_assets(settings)?;
    tools::tailwind(settings, &site.package, options.release)?;
    let module = cargo::build_browser(settings, options)?;
    browser::make(settings, &module, &site.package, options.release)?;
    let hashes = naming::by_content(&site.package, &settings.output_name)?;
    if options.release {
        tools::precompress(settings, &site.folder)?;
    }
    Ok((site, hashes))
}

fn finish(mut server: Child) -> Result<()> {
    let status = server.wait().context("cargo could not be waited for")?;
    ensure!(status.success(), "the server did not compile: see the lines above");
    Ok(())
}
