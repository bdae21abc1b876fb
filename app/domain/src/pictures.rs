//! Uploaded pictures: their purposes, their limits, and the reasons for refusing one.

use serde::{Deserialize, Serialize};

/// The largest accepted file, in bytes.
pub const PICTURE_BYTES: u64 = 8 * 1024 * 1024;
/// The most pixels that are decoded; most phone cameras make fewer.
pub const PICTURE_PIXELS: u64 = 25_000_000;
/// How many times its shorter side the longer side of a logo or an icon may be.
pub const PICTURE_SHAPE: u32 = 20;
/// The most pixels on one side, whatever the other one is.
pub const PICTURE_SIDE: u32 = 16_384;

/// What an uploaded picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// An organisation's logo.
    Logo,
    /// An organisation's icon in the browser's tab.
    Favicon,
    /// A person's own picture.
    Avatar,
}

impl Picture {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Logo, Self::Favicon, Self::Avatar];

    /// The value in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Logo => "logo",
            Self::Favicon => "favicon",
            Self::Avatar => "avatar",
        }
    }

    /// The address that receives the file, from a script or a plain form.
    pub fn upload_path(self) -> &'static str {
        match self {
            Self::Logo => "/uploads/logo",
            Self::Favicon => "/uploads/favicon",
            Self::Avatar => "/uploads/avatar",
        }
    }

    /// The types that its file picker offers.
    pub fn accept(self) -> &'static str {
        match self {
            Self::Logo | Self::Favicon => {
                ".png,.jpg,.jpeg,.webp,.svg,.ico,image/png,image/jpeg,image/webp,image/svg+xml,image/x-icon"
            }
            Self::Avatar => ".png,.jpg,.jpeg,.webp,.svg,image/png,image/jpeg,image/webp,image/svg+xml",
        }
    }

    /// The page that it is uploaded on.
    pub fn page(self) -> &'static str {
        match self {
            Self::Logo | Self::Favicon => "/settings/branding",
            Self::Avatar => "/account",
        }
    }
}

impl std::str::FromStr for Picture {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|picture| picture.as_str() == text)
            .ok_or_else(|| "There is no such picture.".to_owned())
    }
}

/// What a button for one picture sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OnePicture {
    /// A picture's value; an unknown one names none.
    pub picture: String,
}

/// Why a file is not taken as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadRefusal {
    /// No file was sent, or an empty one.
    Empty,
    /// More bytes than are accepted.
    TooLarge,
    /// The file's name contains a path.
    Name,
    /// Its content is none of the known types, whatever its name says.
    Unknown,
    /// It starts like a picture and cannot be read to the end.
    Damaged,
    /// Few bytes that would become very many pixels.
    TooManyPixels,
    /// Much longer than wide, or much wider than long.
    Shape,
    /// More pixels on one side than are decoded.
    TooLong,
    /// A picture and something else in one file.
    TwoInOne,
    /// A drawing that contains a script or a link to another resource.
    Script,
    /// A drawing that contains text or photos, which would look different elsewhere.
    NotPlain,
    /// A drawing that contains a piece of a web page.
    WebPage,
    /// A drawing in an unknown encoding.
    Letters,
    /// A completely transparent picture.
    Nothing,
    /// A drawing or a picture that takes too much work to draw.
    TooComplex,
    /// Too many pictures are being drawn at the moment.
    Busy,
    /// The person has uploaded too much in a short time.
    TooOften,
    /// The plan has no storage left.
    NoRoom,
    /// Something else went wrong.
    Failed,
}

impl UploadRefusal {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Empty,
        Self::TooLarge,
        Self::Name,
        Self::Unknown,
        Self::Damaged,
        Self::TooManyPixels,
        Self::Shape,
        Self::TooLong,
        Self::TwoInOne,
        Self::Script,
        Self::NotPlain,
        Self::WebPage,
        Self::Letters,
        Self::Nothing,
        Self::TooComplex,
        Self::Busy,
        Self::TooOften,
        Self::NoRoom,
        Self::Failed,
    ];

    /// The code in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Name => "name",
            Self::Unknown => "unknown",
            Self::Damaged => "damaged",
            Self::TooManyPixels => "too-many-pixels",
            Self::Shape => "shape",
            Self::TooLong => "too-long",
            Self::TwoInOne => "two-in-one",
            Self::Script => "script",
            Self::NotPlain => "not-plain",
            Self::WebPage => "web-page",
            Self::Letters => "letters",
            Self::Nothing => "nothing",
            Self::TooComplex => "too-complex",
            Self::Busy => "busy",
            Self::TooOften => "too-often",
            Self::NoRoom => "no-room",
            Self::Failed => "failed",
        }
    }

    /// The message for the person, with what to do about it.
    pub fn message(self) -> &'static str {
        match self {
            Self::Empty => "Choose a picture first.",
            Self::TooLarge => "This file is larger than 8 MB. Choose a smaller one.",
            Self::Name => "The name of this file looks like a path. Rename the file and try again.",
            Self::Unknown => "This is no PNG, JPEG, WebP, SVG or ICO picture, whatever its name says.",
            Self::Damaged => "This picture is damaged and cannot be read. Save it again and retry.",
            Self::TooManyPixels => "This picture has more than 25 megapixels. Make it smaller and try again.",
            Self::Shape => "One side of this picture is more than 20 times the other. Cut it to a less narrow shape.",
            Self::TooLong => "This picture is longer than 16,384 pixels on one side. Make it smaller and try again.",
            Self::TwoInOne => "There is something else inside this picture. Save it again with a picture editor.",
            Self::Script => "This SVG holds a script or a link to another file. Export it as a plain drawing.",
            Self::NotPlain => "This SVG holds text or photos. Convert text to outlines, or upload a PNG.",
            Self::WebPage => "This SVG holds a piece of a web page (foreignObject). Export it as a plain drawing.",
            Self::Letters => {
                "The letters of this SVG are in an encoding that we cannot read. Save it as UTF-8 and retry."
            }
            Self::Nothing => "This picture shows nothing: all of it is transparent. Choose another one.",
            Self::TooComplex => "This drawing is too complex. Simplify it, or upload a smaller PNG.",
            Self::Busy => "Very many pictures are being prepared right now. Please try again in a moment.",
            Self::TooOften => "You have uploaded very often. Please wait a few minutes and try again.",
            Self::NoRoom => "Your plan has no room left for files.",
            Self::Failed => "The picture could not be kept. Please try again.",
        }
    }

    /// The message for people who upload this picture.
    pub fn message_for(self, picture: Picture) -> &'static str {
        match (self, picture) {
            (Self::Unknown, Picture::Avatar) => "This is no PNG, JPEG, WebP or SVG picture, whatever its name says.",
            _ => self.message(),
        }
    }

    /// The refusal of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.as_str() == code)
    }
}

/// Whether a file's name is a plain name and not a path.
pub fn is_plain_file_name(name: &str) -> bool {
    name != ".." && !name.contains(['/', '\\']) && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_can_be_found_by_its_word_and_says_something_of_its_own() {
        let mut messages = std::collections::BTreeSet::new();
        for refusal in UploadRefusal::ALL {
            assert_eq!(UploadRefusal::from_code(refusal.as_str()), Some(refusal));
            assert!(messages.insert(refusal.message()));
        }
    }

    #[test]
    fn a_refusal_names_the_types_that_the_picker_offers() {
        for picture in Picture::ALL {
            let message = UploadRefusal::Unknown.message_for(picture);
            assert_eq!(message.contains("ICO"), picture.accept().contains(".ico"), "{picture:?}");
        }
    }

    #[test]
    fn a_path_is_no_file_name() {
        for name in ["logo.png", "Logo (1).final..png", "标志.svg", ".hidden"] {
            assert!(is_plain_file_name(name), "{name}");
        }
        for name in ["../../etc/passwd", "..", "a/b.png", "C:\\logo.png", "a\0.png", "x\n.png"] {
            assert!(!is_plain_file_name(name), "{name:?}");
        }
    }
}
