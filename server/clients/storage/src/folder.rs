//! The embedded store's folder: readable by this process's user alone, and without leftovers of deleted objects. The S3
//! implementation writes files with the process's mode and leaves metadata files of objects behind.

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::ObjectKey;

const FILE: u32 = 0o600;
const FOLDER: u32 = 0o700;
/// The suffixes of an object's metadata files.
const ENDINGS: [&str; 2] = [".metadata.json", ".internal.json"];

/// The folder, and the bucket in it.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
    bucket: &'static str,
}

impl Folder {
    /// Creates what is missing, restricts the permissions, and removes what an earlier process left.
    pub fn open(root: &Path, bucket: &'static str) -> io::Result<Self> {
        let folder = Self { root: root.to_owned(), bucket };
        std::fs::create_dir_all(root)?;
        // First of all: nothing below it can be reached, whatever mode it has for a moment.
        std::fs::set_permissions(root, Permissions::from_mode(FOLDER))?;
        std::fs::create_dir_all(folder.objects())?;
        folder.tidy()?;
        shut(root)?;
        Ok(folder)
    }

    /// Restricts the permissions of an object that was just written, and of its metadata files.
    pub async fn shut(&self, key: &ObjectKey) -> io::Result<()> {
        let object = self.objects().join(key.to_string());
        let shelves = object.ancestors().skip(1).take_while(|shelf| *shelf != self.root);
        for (path, mode) in shelves
            .map(|shelf| (shelf.to_owned(), FOLDER))
            .chain([(object.clone(), FILE)])
            .chain(self.descriptions(key).map(|path| (path, FILE)))
        {
            let done = tokio::fs::set_permissions(&path, Permissions::from_mode(mode)).await;
            // Not every object has each metadata file, and another task may have deleted all of them.
            missing_is_fine(done)?;
        }
        Ok(())
    }

    /// Removes the metadata files of an object that was deleted.
    pub async fn forget(&self, key: &ObjectKey) -> io::Result<()> {
        for path in self.descriptions(key) {
            missing_is_fine(tokio::fs::remove_file(path).await)?;
        }
        Ok(())
    }

    fn objects(&self) -> PathBuf {
        self.root.join(self.bucket)
    }

    fn descriptions(&self, key: &ObjectKey) -> impl Iterator<Item = PathBuf> + use<> {
        let start = self.start();
        let (root, name) = (self.root.clone(), URL_SAFE_NO_PAD.encode(key.to_string()));
        ENDINGS.into_iter().map(move |ending| root.join(format!("{start}{name}{ending}")))
    }

    /// The prefix of the names of metadata files.
    fn start(&self) -> String {
        format!(".bucket-{}.object-", URL_SAFE_NO_PAD.encode(self.bucket))
    }

    /// Removes the metadata files of deleted objects.
    fn tidy(&self) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.root)? {
            let entry = entry?;
            let name = entry.file_name();
            let gone = name.to_str().and_then(|name| self.described(name)).is_some_and(|object| !object.exists());
            if gone {
                missing_is_fine(std::fs::remove_file(entry.path()))?;
            }
        }
        Ok(())
    }

    /// The object that a metadata file of this name belongs to.
    fn described(&self, name: &str) -> Option<PathBuf> {
        let rest = name.strip_prefix(&self.start())?;
        let name = ENDINGS.into_iter().find_map(|ending| rest.strip_suffix(ending))?;
        // The metadata of an aborted upload carries its id after a dot.
        let name = name.split('.').next().unwrap_or(name);
        let key = String::from_utf8(URL_SAFE_NO_PAD.decode(name).ok()?).ok()?;
        Some(self.objects().join(key.parse::<ObjectKey>().ok()?.to_string()))
    }
}

/// Restricts the permissions of everything below that was written before.
fn shut(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            std::fs::set_permissions(entry.path(), Permissions::from_mode(FOLDER))?;
            shut(&entry.path())?;
        } else if kind.is_file() {
            std::fs::set_permissions(entry.path(), Permissions::from_mode(FILE))?;
        }
    }
    Ok(())
}

fn missing_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
