//! The answer of the drawing process: a line that describes it, and the picture after it.

use bytes::Bytes;
use domain::pictures::UploadRefusal;

use crate::{Kind, Prepared};

/// The longest answer: no picture of ours has more bytes than its pixels, and 64 KB around them.
pub const LONGEST: u64 = 512 * 512 * 4 + 64 * 1024;

/// The answer as bytes.
pub fn write(drawn: Result<Prepared, UploadRefusal>) -> Vec<u8> {
    match drawn {
        Ok(Prepared { bytes, kind, width, height }) => {
            let kind = if kind == Kind::Png { "png" } else { "jpeg" };
            [format!("{kind} {width} {height}\n").as_bytes(), &bytes].concat()
        }
        Err(refusal) => format!("refused {}\n", refusal.as_str()).into_bytes(),
    }
}

/// Parses an answer; none for bytes that no drawing process wrote to their end.
pub fn read(bytes: Bytes) -> Option<Result<Prepared, UploadRefusal>> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let mut words = line.split(' ');
    let kind = match words.next()? {
        "refused" => return UploadRefusal::from_code(words.next()?).map(Err),
        "png" => Kind::Png,
        "jpeg" => Kind::Jpeg,
        _ => return None,
    };
    let (width, height) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some(Ok(Prepared { bytes: bytes.slice(end + 1..), kind, width, height }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let picture = Prepared { bytes: Bytes::from_static(b"\n1\n"), kind: Kind::Jpeg, width: 3, height: 4 };
        for drawn in [Ok(picture), Err(UploadRefusal::Script)] {
            assert_eq!(read(write(drawn.clone()).into()), Some(drawn));
        }
    }

    #[test]
    fn half_an_answer_is_none() {
        for bytes in ["", "png 3", "refused\n", "refused by nobody\n", "png 3\n", "gif 3 4\nGIF"] {
            assert_eq!(read(bytes.into()), None, "{bytes:?}");
        }
    }
}
