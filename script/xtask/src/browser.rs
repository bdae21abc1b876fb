//! Turns the compiler's module into the files that a browser loads.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support as splitter;

use crate::naming::{LOADER, MANIFEST};
use crate::settings::Settings;
use crate::tools;

/// Writes the main module, its script, a module for each group of pages, and the loader of those into `package`.
pub fn make(settings: &Settings, module: &Path, package: &Path, release: bool) -> Result<()> {
    let name = &settings.output_name;
    let main = module.with_file_name("main_split.wasm");
    let mut modules = split(module, &main, package, name)?;
    bind(&main, package, name)?;
    modules.push(package.join(name).with_extension("wasm"));
    if release {
        for module in &modules {
            tools::optimize(settings, module)?;
        }
        tools::minify(settings, &package.join(name).with_extension("js"))?;
    }
    Ok(())
}

/// Splits the module where `wasm_split` marked a function; the rest goes to `main`. Returns the parts.
fn split(module: &Path, main: &Path, package: &Path, name: &str) -> Result<Vec<PathBuf>> {
    let bytes = fs::read(module).with_context(|| format!("{} is not there", module.display()))?;
    let script = format!("./{name}.js");
    let loader = format!("./{LOADER}");
    let mut options = splitter::Options::new(&bytes);
    options.output_dir = package;
    options.main_out_path = main;
    options.main_module = &script;
    options.link_name = &loader;
    let cut = splitter::transform(options).map_err(|error| anyhow!("the module could not be split: {error:?}"))?;
    let manifest = serde_json::to_vec_pretty(&cut.prefetch_map)?;
    fs::write(package.join(MANIFEST), manifest).context("the list of the module's parts could not be written")?;
    Ok(cut.split_modules)
}

/// Runs wasm-bindgen over the main module.
fn bind(main: &Path, package: &Path, name: &str) -> Result<()> {
    // The parts were split off by the linker's names: these have to stay.
    let mut bindgen = Bindgen::new();
    bindgen.input_path(main).out_name(name).web(true)?.keep_lld_exports(true).demangle(false);
    bindgen.generate(package).context("wasm-bindgen failed")?;
    let written = package.join(format!("{name}_bg.wasm"));
    // The name that leptos' pages request.
    fs::rename(written, package.join(name).with_extension("wasm")).context("wasm-bindgen wrote no module")
}
