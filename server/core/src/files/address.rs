//! The addresses of stored files.

use domain::pictures::Picture;
use storage::ObjectKey;

/// The address of the picture with this key; the stamp gives every version an address of its own.
pub fn url(picture: Picture, key: Option<&str>) -> Option<String> {
    let key: ObjectKey = key?.parse().ok()?;
    let (owner, stamp) = (key.owner(), key.stamp());
    Some(match picture {
        Picture::Logo | Picture::Favicon => format!("/brand/{owner}/{}?v={stamp}", picture.as_str()),
        Picture::Avatar => format!("/people/{owner}/picture?v={stamp}"),
    })
}
