//! Runs other programs: where they fail, the message names them.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::settings::Settings;

/// A program by its name, without input.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    command
}

/// One of the packages in `package.json`.
fn npm_tool(settings: &Settings, name: &str) -> Command {
    let mut command = command(settings.root.join("node_modules/.bin").join(name));
    command.current_dir(&settings.root);
    command
}

/// Runs to the end, with the program's output shown as it comes.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("{name} could not be started: run script/bootstrap"))?;
    ensure!(status.success(), "{name} failed: see the lines above");
    Ok(())
}

/// Runs to the end, and shows the program's output only where it fails.
fn run_silently(command: &mut Command) -> Result<()> {
    let name = name(command);
    let done = command.output().with_context(|| format!("{name} could not be started: run script/bootstrap"))?;
    let words = [done.stdout, done.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    ensure!(done.status.success(), "{name} failed:\n{words}");
    Ok(())
}

/// The program's output.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let name = name(command);
    let done = command.stderr(Stdio::inherit()).output().with_context(|| format!("{name} could not be started"))?;
    ensure!(done.status.success(), "{name} failed: see the lines above");
    Ok(done.stdout)
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Builds the style sheet. Optimised in both profiles, so that development shows the shipped one.
pub fn tailwind(settings: &Settings, package: &Path, release: bool) -> Result<()> {
    let mut tailwind = npm_tool(settings, "tailwindcss");
    tailwind.arg("--input").arg(&settings.tailwind_input_file);
    tailwind.arg("--output").arg(package.join(&settings.output_name).with_extension("css"));
    tailwind.arg(if release { "--minify" } else { "--optimize" });
    run_silently(&mut tailwind)
}

/// Optimises a module for size. The options are those of cargo-leptos.
pub fn optimize(settings: &Settings, module: &Path) -> Result<()> {
    let mut optimize = npm_tool(settings, "wasm-opt");
    optimize.args(["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"]);
    run_silently(optimize.arg(module).arg("-o").arg(module))
}

/// Minifies a script.
pub fn minify(settings: &Settings, script: &Path) -> Result<()> {
    let mut minify = npm_tool(settings, "terser");
    run_silently(minify.arg(script).args(["--module", "--compress", "--mangle", "--output"]).arg(script))
}

/// Writes `.br` and `.gz` beside every file.
pub fn precompress(settings: &Settings, folder: &Path) -> Result<()> {
    run(command("node").arg(settings.root.join("script/lib/precompress.mjs")).arg(folder))
}
