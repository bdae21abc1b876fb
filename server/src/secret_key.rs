//! The key that encrypts secrets at rest: from the configuration, or from a file that is made once.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use secrecy::ExposeSecret;
use server_core::Sealing;

use crate::config::Config;
use crate::start::StartError;

const FILE: &str = "secret-key";

/// Sealing with the configured key, or with the one in the data folder.
pub fn sealing(config: &Config) -> Result<Sealing, StartError> {
    let file = config.data_dir.join(FILE);
    let wrong = |reason: String| StartError::SecretKey { file: file.clone(), reason };
    let key = match &config.secret_key {
        Some(key) => key.expose_secret().to_owned(),
        None => kept(&config.data_dir).map_err(|error| wrong(error.to_string()))?,
    };
    Sealing::from_base64(&key).ok_or_else(|| wrong("it is not 32 bytes in base64".to_owned()))
}

/// The key in the folder's file, made now if there is none. Two processes that start at once agree on one.
fn kept(folder: &Path) -> io::Result<String> {
    let file = folder.join(FILE);
    match fs::read_to_string(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => make(folder, &file),
        read => read,
    }
}

/// Writes a complete file beside it and links it into place, which fails if another process was faster.
fn make(folder: &Path, file: &Path) -> io::Result<String> {
    fs::create_dir_all(folder)?;
    let draft = folder.join(format!("{FILE}.{}", server_core::random::id().simple()));
    let mut writing = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    writing.write_all(Sealing::fresh_key().as_bytes())?;
    writing.sync_all()?;
    let linked = fs::hard_link(&draft, file);
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => fs::read_to_string(file),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_key_is_made_once_and_only_its_owner_may_read_it() {
        let folder = std::env::temp_dir().join(format!("soloos-key-{}", server_core::random::id().simple()));
        let first = kept(&folder).unwrap();
        assert!(Sealing::from_base64(&first).is_some());
        assert_eq!(kept(&folder).unwrap(), first);
        let mode = fs::metadata(folder.join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no draft is left");
        fs::remove_dir_all(&folder).unwrap();
    }
}
