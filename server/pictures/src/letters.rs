//! Decodes a drawing's text. Most programs write UTF-8; older ones write UTF-16 or their country's encoding, and say so
//! in the first line.

use std::borrow::Cow;

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a file its first line is looked for.
const FIRST_LINE: usize = 1024;
/// The beginnings of files with four bytes a character: with a byte-order mark, or with `<`. Browsers read none of
/// them.
const FOUR_BYTES: [&[u8]; 4] = [b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<"];

/// The file as text, without its byte-order mark; none if it is in an unknown encoding.
pub(super) fn read(file: &[u8]) -> Option<Cow<'_, str>> {
    let encoding = encoding(file)?;
    let (text, has_faults) = encoding.decode_with_bom_removal(file);
    if has_faults && encoding == UTF_8 {
        // Only names and comments hold such characters, and neither is drawn.
        let letters = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
        return Some(WINDOWS_1252.decode_without_bom_handling(letters).0);
    }
    Some(text)
}

/// The ASCII characters of a file in an unknown encoding.
pub(super) fn guessed(file: &[u8]) -> String {
    file.iter().filter(|byte| byte.is_ascii() && **byte != 0).map(|byte| char::from(*byte)).collect()
}

fn encoding(file: &[u8]) -> Option<&'static Encoding> {
    if FOUR_BYTES.iter().any(|start| file.starts_with(start)) {
        return None;
    }
    if let Some((encoding, _)) = Encoding::for_bom(file) {
        return Some(encoding);
    }
    match file {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => match declared(file) {
            // A file that declares a two-byte encoding in one-byte text has been saved again as UTF-8.
            Some(label) => {
                Encoding::for_label(label).filter(|known| *known != REPLACEMENT).map(Encoding::output_encoding)
            }
            None => Some(UTF_8),
        },
    }
}

/// The encoding that the first line declares: `<?xml version="1.0" encoding="…"?>`.
fn declared(file: &[u8]) -> Option<&[u8]> {
    let line = file.get(..FIRST_LINE.min(file.len()))?.trim_ascii_start().strip_prefix(b"<?xml")?;
    let line = line.get(..line.windows(2).position(|end| end == b"?>")?)?;
    let word = line.windows(8).position(|word| word == b"encoding")?;
    let value = line.get(word + 8..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first()?;
    value.split(|byte| byte == quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declaring(encoding: &str, letters: &[u8]) -> Vec<u8> {
        [format!("<?xml version='1.0' encoding = '{encoding}'?><svg>").as_bytes(), letters, b"</svg>"].concat()
    }

    fn holds(file: &[u8], letters: &str) -> bool {
        read(file).is_some_and(|text| text.contains(letters) && text.starts_with('<'))
    }

    #[test]
    fn each_drawing_is_read_in_its_own_letters() {
        let both = |letters: &str, to: fn(u16) -> [u8; 2]| letters.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let text = "<?xml version='1.0' encoding='UTF-16'?><svg>Größe 大</svg>";
            assert!(holds(&both(&format!("\u{feff}{text}"), order), "Größe 大"));
            assert!(holds(&both(text, order), "Größe 大"), "without a mark");
        }
        assert!(holds(&declaring("ISO-8859-1", b"Gr\xf6\xdfe"), "Größe"));
        assert!(holds(&declaring("iso-8859-5", b"\xbf\xe0"), "Пр"));
        assert!(holds(&declaring("Shift_JIS", b"\x91\xe5"), "大"));
        assert!(holds(&declaring("UTF-16", "Größe".as_bytes()), "Größe"), "saved as UTF-8 since");
        assert!(holds(&declaring("utf-8", b"Gr\xf6\xdfe"), "Größe"), "says UTF-8 and is not");
        assert!(holds("\u{feff}<svg>大</svg>".as_bytes(), "大"));
    }

    #[test]
    fn letters_that_nobody_knows_are_not_guessed_for_drawing() {
        assert!(read(&declaring("x-of-our-own", b"")).is_none());
        let four: Vec<u8> = "<svg/>".chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
        assert!(read(&four).is_none());
        assert_eq!(guessed(&four), "<svg/>");
    }
}
