//! Names of objects. A key is made of parts that cannot hold a path, and always names its owner.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// The longest name of a shelf.
const LONGEST: usize = 20;

/// The kind of an object; the first part of its key. An area that keeps a kind of object names its shelf once, as a
/// constant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Shelf(Cow<'static, str>);

impl Shelf {
    /// A shelf of this name: up to twenty lower-case letters.
    pub const fn named(word: &'static str) -> Self {
        Self(Cow::Borrowed(word))
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn read(word: &str) -> Option<Self> {
        let is_word = (1..=LONGEST).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
        is_word.then(|| Self(Cow::Owned(word.to_owned())))
    }
}

/// The type of an object's bytes; the ending of its key. The list is closed on purpose: browsers are sent no type that
/// was not considered here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    Png,
    Jpeg,
    Zip,
}

impl FileKind {
    const ALL: [Self; 3] = [Self::Png, Self::Jpeg, Self::Zip];

    fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Zip => "zip",
        }
    }

    /// The content type that browsers are sent.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Zip => "application/zip",
        }
    }
}

/// The name of one object: `logos/{organisation}-{stamp}.png`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectKey {
    shelf: Shelf,
    owner: Uuid,
    stamp: u64,
    kind: FileKind,
}

/// A text that is no key of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the name of an object")]
pub struct KeyError;

impl ObjectKey {
    /// An object of this organisation or person; `stamp` tells its versions apart and is the time in milliseconds.
    pub fn new(shelf: Shelf, owner: Uuid, stamp: u64, kind: FileKind) -> Self {
        Self { shelf, owner, stamp, kind }
    }

    /// Its shelf.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The organisation or person that it belongs to.
    pub fn owner(&self) -> Uuid {
        self.owner
    }

    /// The stamp that tells its versions apart.
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// The type of its bytes.
    pub fn kind(&self) -> FileKind {
        self.kind
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { shelf, owner, stamp, kind } = self;
        write!(f, "{}/{}-{stamp}.{}", shelf.as_str(), owner.hyphenated(), kind.ending())
    }
}

impl FromStr for ObjectKey {
    type Err = KeyError;

    /// Parses exactly the text that [`ObjectKey`] writes; everything else is refused.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let read = || {
            let (shelf, name) = text.split_once('/')?;
            let shelf = Shelf::read(shelf)?;
            let (stem, ending) = name.split_once('.')?;
            let kind = FileKind::ALL.into_iter().find(|known| known.ending() == ending)?;
            let (owner, stamp) = stem.rsplit_once('-')?;
            Some(Self { shelf, owner: owner.parse().ok()?, stamp: stamp.parse().ok()?, kind })
        };
        // Written again it must be the same: no capitals, no signs, no leading zeros.
        read().filter(|key| key.to_string() == text).ok_or(KeyError)
    }
}

/// All objects of one owner on one shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectPrefix {
    shelf: Shelf,
    owner: Uuid,
}

impl ObjectPrefix {
    /// The objects of this organisation or person.
    pub fn new(shelf: Shelf, owner: Uuid) -> Self {
        Self { shelf, owner }
    }
}

impl fmt::Display for ObjectPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}-", self.shelf.as_str(), self.owner.hyphenated())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: Uuid = Uuid::from_u128(0x0190_1234_5678_7abc_8def_0123_4567_89ab);

    #[test]
    fn a_key_is_read_as_it_was_written() {
        for shelf in [Shelf::named("logos"), Shelf::named("a"), Shelf::named("abcdefghijklmnopqrst")] {
            for kind in FileKind::ALL {
                let key = ObjectKey::new(shelf.clone(), OWNER, 1_795_348_800_000, kind);
                assert_eq!(key.to_string().parse(), Ok(key.clone()));
                assert!(key.to_string().starts_with(&ObjectPrefix::new(shelf.clone(), OWNER).to_string()));
            }
        }
        let key = ObjectKey::new(Shelf::named("logos"), OWNER, 7, FileKind::Png);
        assert_eq!(key.to_string(), "logos/01901234-5678-7abc-8def-0123456789ab-7.png");
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_no_key() {
        let names = [
            "",
            "logos/../exports/01901234-5678-7abc-8def-0123456789ab-7.zip",
            "../logos/01901234-5678-7abc-8def-0123456789ab-7.png",
            "/logos/01901234-5678-7abc-8def-0123456789ab-7.png",
            "logos/01901234-5678-7abc-8def-0123456789ab-7.png/",
            "logos/01901234-5678-7abc-8def-0123456789ab-7.png\0",
            "logos//01901234-5678-7abc-8def-0123456789ab-7.png",
            "logos/01901234-5678-7abc-8def-0123456789ab-+7.png",
            "logos/01901234-5678-7abc-8def-0123456789ab-07.png",
            "logos/01901234-5678-7ABC-8def-0123456789ab-7.png",
            "logos/0190123456787abc8def0123456789ab-7.png",
            "logos/01901234-5678-7abc-8def-0123456789ab-7.svg",
            "Secrets/01901234-5678-7abc-8def-0123456789ab-7.png",
            "my-secrets/01901234-5678-7abc-8def-0123456789ab-7.png",
            "abcdefghijklmnopqrstu/01901234-5678-7abc-8def-0123456789ab-7.png",
            "logos/logo.png",
        ];
        for name in names {
            assert_eq!(name.parse::<ObjectKey>(), Err(KeyError), "{name}");
        }
    }
}
