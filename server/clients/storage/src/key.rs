//! Names of objects. A key is made of parts that cannot hold a path, and always names whom it belongs to.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// What kind of thing an object is; the first part of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// Logos of organisations.
    Logos,
    /// Icons of organisations for the browser's tab.
    Favicons,
    /// Organisations as they took themselves along.
    Exports,
    /// Pictures of people; these belong to a person, not to an organisation.
    Avatars,
}

impl Shelf {
    const ALL: [Self; 4] = [Self::Logos, Self::Favicons, Self::Exports, Self::Avatars];

    fn word(self) -> &'static str {
        match self {
            Self::Logos => "logos",
            Self::Favicons => "favicons",
            Self::Exports => "exports",
            Self::Avatars => "avatars",
        }
    }
}

/// What an object's bytes are; the ending of its key.
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

    /// The type that a browser is told.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Zip => "application/zip",
        }
    }
}

/// The name of one object: `logos/{organisation}-{stamp}.png`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// An object of this organisation (of this person on [`Shelf::Avatars`]); `stamp` tells its versions apart
    /// and is the time in milliseconds.
    pub fn new(shelf: Shelf, owner: Uuid, stamp: u64, kind: FileKind) -> Self {
        Self { shelf, owner, stamp, kind }
    }

    /// Where it stands.
    pub fn shelf(&self) -> Shelf {
        self.shelf
    }

    /// The organisation or person that it belongs to.
    pub fn owner(&self) -> Uuid {
        self.owner
    }

    /// What tells its versions apart.
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// What its bytes are.
    pub fn kind(&self) -> FileKind {
        self.kind
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { shelf, owner, stamp, kind } = self;
        write!(f, "{}/{}-{stamp}.{}", shelf.word(), owner.hyphenated(), kind.ending())
    }
}

impl FromStr for ObjectKey {
    type Err = KeyError;

    /// Reads what [`ObjectKey`] wrote, to the letter; everything else is refused.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let read = || {
            let (shelf, name) = text.split_once('/')?;
            let shelf = Shelf::ALL.into_iter().find(|known| known.word() == shelf)?;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        write!(f, "{}/{}-", self.shelf.word(), self.owner.hyphenated())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: Uuid = Uuid::from_u128(0x0190_1234_5678_7abc_8def_0123_4567_89ab);

    #[test]
    fn a_key_is_read_as_it_was_written() {
        for shelf in Shelf::ALL {
            for kind in FileKind::ALL {
                let key = ObjectKey::new(shelf, OWNER, 1_795_348_800_000, kind);
                assert_eq!(key.to_string().parse(), Ok(key));
                assert!(key.to_string().starts_with(&ObjectPrefix::new(shelf, OWNER).to_string()));
            }
        }
        let key = ObjectKey::new(Shelf::Logos, OWNER, 7, FileKind::Png);
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
            "secrets/01901234-5678-7abc-8def-0123456789ab-7.png",
            "logos/logo.png",
        ];
        for name in names {
            assert_eq!(name.parse::<ObjectKey>(), Err(KeyError), "{name}");
        }
    }
}
