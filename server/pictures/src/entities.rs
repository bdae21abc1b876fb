//! What the head of a drawing may define: short names for addresses, as drawing programs write them. Nothing
//! that is fetched, and nothing that grows.

use domain::pictures::UploadRefusal;

const WORD: &str = "<!ENTITY";
/// The most that all references to one drawing's entities may come to, in bytes.
const GROWN: usize = 1024 * 1024;

/// Refuses what its entities would fetch or make of the drawing.
pub fn look_through(text: &str) -> Result<(), UploadRefusal> {
    let mut longest = 0;
    for definition in text.split(WORD).skip(1) {
        let value = value(definition)?;
        // One that stands for others grows with each of them.
        if value.contains(['&', '%', '<']) {
            return Err(UploadRefusal::TooComplex);
        }
        longest = longest.max(value.len());
    }
    let references = text.bytes().filter(|byte| *byte == b'&').count();
    if references.saturating_mul(longest) > GROWN { Err(UploadRefusal::TooComplex) } else { Ok(()) }
}

/// What stands in quotes behind the name; an entity without is another file.
fn value(definition: &str) -> Result<&str, UploadRefusal> {
    let (_, rest) = definition.trim_start().split_once(char::is_whitespace).ok_or(UploadRefusal::Damaged)?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\'')).ok_or(UploadRefusal::Script)?;
    rest.get(1..).and_then(|rest| rest.split_once(quote)).map(|(value, _)| value).ok_or(UploadRefusal::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(head: &str, body: &str) -> Option<UploadRefusal> {
        look_through(&format!("<!DOCTYPE svg [{head}]><svg>{body}</svg>")).err()
    }

    #[test]
    fn short_names_for_addresses_are_taken() {
        assert_eq!(
            refused("<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n<!ENTITY  st0  'fill:red'>", "&st0;"),
            None
        );
    }

    #[test]
    fn what_is_fetched_is_a_link_to_another_file() {
        for head in [
            "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
            "<!ENTITY x PUBLIC \"-//W3C\" \"https://evil.example\">",
            "<!ENTITY % x SYSTEM \"https://evil.example/a.dtd\"> %x;",
        ] {
            assert_eq!(refused(head, "&x;"), Some(UploadRefusal::Script), "{head}");
        }
    }

    #[test]
    fn what_grows_is_too_complex() {
        assert_eq!(refused("<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">", "&b;"), Some(UploadRefusal::TooComplex));
        assert_eq!(refused("<!ENTITY a \"<g/>\">", "&a;"), Some(UploadRefusal::TooComplex));
        let long = format!("<!ENTITY a \"{}\">", "a".repeat(10_000));
        assert_eq!(refused(&long, &"&a;".repeat(1000)), Some(UploadRefusal::TooComplex));
        assert_eq!(refused("<!ENTITY a", ""), Some(UploadRefusal::Damaged));
    }
}
