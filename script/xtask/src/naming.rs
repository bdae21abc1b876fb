//! Names with a hash of the content, so that a browser may cache each file forever.
//!
//! The files name each other in a cycle: the script names the loader, the loader names the script and the parts, and
//! the main module names the loader too. So the hash of every file in the cycle is made of all files in it, before any
//! name is known. cargo-leptos hashes them one by one: there a changed part gives a main module with another loader in
//! it and the same name, which a browser that has the old one never fetches.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use md5::{Digest as _, Md5};
use memchr::memmem::{find, find_iter};

/// As long as a hash, so that inside of a module a hash can replace it.
const PLACEHOLDER: &str = "______________________";

/// The script that loads parts of the module; its name is inside of modules.
pub const LOADER: &str = "__wasm_split.______________________.js";

/// The parts that each group of pages needs: the server reads it.
pub const MANIFEST: &str = "__wasm_split_manifest.json";

/// The hashes that the server needs.
#[derive(Debug, PartialEq)]
pub struct Hashes(String);

impl Hashes {
    /// Writes them beside the server, where it looks for them.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let file = folder.join("hash.txt");
        fs::write(&file, &self.0).with_context(|| format!("{} cannot be written", file.display()))
    }
}

/// The files of a folder by their names.
type Files = BTreeMap<String, Vec<u8>>;

/// Gives every file in `package` its final name, also where another file names it. Files that wasm-bindgen copied into
/// a folder of their own keep their names.
pub fn by_content(package: &Path, output: &str) -> Result<Hashes> {
    let files = read(package)?;
    let (renamed, hashes) = rename(files.clone(), output)?;
    for name in files.keys() {
        fs::remove_file(package.join(name)).with_context(|| format!("{name} cannot be renamed"))?;
    }
    for (name, content) in renamed {
        fs::write(package.join(&name), content).with_context(|| format!("{name} cannot be written"))?;
    }
    Ok(hashes)
}

fn read(package: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(package).with_context(|| format!("{} cannot be read", package.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

fn rename(mut files: Files, output: &str) -> Result<(Files, Hashes)> {
    let manifest = files.remove(MANIFEST).context("there is no list of parts")?;
    let hashes = hash_all(&files, output);
    let names: BTreeMap<&String, String> = hashes.iter().map(|(name, hash)| (name, hashed(name, hash))).collect();
    let manifest = rename_in_manifest(&manifest, &names)?;
    let manifest_hash = hash([manifest.as_slice()]);

    let mut list = String::new();
    for kind in ["js", "wasm", "css"] {
        let hash = hashes.get(&format!("{output}.{kind}")).with_context(|| format!("there is no {output}.{kind}"))?;
        writeln!(list, "{kind}: {hash}")?;
    }
    let loader_hash = hashes.get(LOADER).context("there is no script that loads parts")?;
    writeln!(list, "manifest: {manifest_hash}\nsplit: {loader_hash}")?;

    let mut renamed = Files::from([(hashed(MANIFEST, &manifest_hash), manifest)]);
    let loader = hashed(LOADER, loader_hash);
    for (name, content) in &files {
        let content = match extension(name) {
            "wasm" => replace(content, LOADER, &loader),
            "js" => rename_in_script(content, &names)?,
            _ => content.clone(),
        };
        renamed.extend(names.get(name).map(|name| (name.clone(), content)));
    }
    Ok((renamed, Hashes(list)))
}

/// The hash of each file: of its own content, or of the whole cycle if it is part of that.
fn hash_all(files: &Files, output: &str) -> BTreeMap<String, String> {
    let in_circle = |name: &str, content: &[u8]| {
        name == LOADER || name == format!("{output}.js") || find(content, LOADER.as_bytes()).is_some()
    };
    let all = files.iter().filter(|(name, _)| extension(name) != "css");
    let circle = hash(all.flat_map(|(name, content)| [name.as_bytes(), content.as_slice()]));
    let own = files.iter().map(|(name, content)| {
        let circle = if in_circle(name, content) { circle.as_bytes() } else { &[] };
        (name.clone(), hash([circle, content.as_slice()]))
    });
    own.collect()
}

fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Md5::new();
    for part in parts {
        hash.update(part);
    }
    BASE64_URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// `soloos.js` becomes `soloos.<hash>.js`.
fn hashed(name: &str, hash: &str) -> String {
    if name.contains(PLACEHOLDER) {
        return name.replace(PLACEHOLDER, hash);
    }
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Scripts name other files as `./name`, with both ends of the text in quotes.
fn rename_in_script(script: &[u8], names: &BTreeMap<&String, String>) -> Result<Vec<u8>> {
    let mut script = String::from_utf8(script.to_vec()).context("a script is no text")?;
    for (old, new) in names {
        for quote in ['"', '\''] {
            script = script.replace(&format!("{quote}./{old}{quote}"), &format!("{quote}./{new}{quote}"));
        }
    }
    Ok(script.into_bytes())
}

/// The list names parts without their extension.
fn rename_in_manifest(manifest: &[u8], names: &BTreeMap<&String, String>) -> Result<Vec<u8>> {
    let mut groups: BTreeMap<String, Vec<String>> =
        serde_json::from_slice(manifest).context("the list of parts cannot be read")?;
    for part in groups.values_mut().flatten() {
        let new = names.get(&format!("{part}.wasm")).with_context(|| format!("there is no part {part}"))?;
        *part = new.trim_end_matches(".wasm").to_owned();
    }
    Ok(serde_json::to_vec(&groups)?)
}

/// Replaces every `old` by `new`, which has the same length.
fn replace(content: &[u8], old: &str, new: &str) -> Vec<u8> {
    let places: Vec<usize> = find_iter(content, old.as_bytes()).collect();
    let mut content = content.to_vec();
    for place in places {
        if let Some(place) = content.get_mut(place..place + old.len()) {
            place.copy_from_slice(new.as_bytes());
        }
    }
    content
}

#[cfg(test)]
mod tests;
