//! Where a browser finds what is kept as a file.

use domain::pictures::Picture;
use storage::ObjectKey;

/// Where a browser finds the picture with this key; the stamp makes every version an address of its own.
pub fn url(picture: Picture, key: Option<&str>) -> Option<String> {
    let key: ObjectKey = key?.parse().ok()?;
    let (owner, stamp) = (key.owner(), key.stamp());
    Some(match picture {
        Picture::Logo | Picture::Favicon => format!("/brand/{owner}/{}?v={stamp}", picture.as_str()),
        Picture::Avatar => format!("/people/{owner}/picture?v={stamp}"),
    })
}
