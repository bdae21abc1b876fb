//! Expands the entities of a drawing: those of its own head, and those of HTML (`&nbsp;`). Nothing is fetched, and
//! nothing grows without end; after that the parser sees no head and only its own five entities.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::rc::Rc;
use std::sync::LazyLock;

use domain::pictures::UploadRefusal;

use crate::doctype;

/// The most bytes that all entities of one drawing may expand to.
const GROWN: usize = 1024 * 1024;
/// The deepest nesting of entities.
const DEEPEST: u32 = 16;
/// The longest name in bytes.
const LONGEST: usize = 100;
/// The entities that the parser knows itself.
const KNOWN: [&str; 5] = ["lt", "gt", "amp", "quot", "apos"];

static OF_WEB_PAGES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| entities::ENTITIES.iter().map(|entity| (entity.entity, entity.characters)).collect());

/// The drawing without its head, and with its entities expanded.
pub fn written_out(text: &str) -> Result<Cow<'_, str>, UploadRefusal> {
    let head = doctype::read(text)?;
    Names { values: head.values, written: HashMap::new(), room: GROWN }.write(head.body, 0)
}

struct Names<'a> {
    values: HashMap<&'a str, &'a str>,
    /// Entities that are expanded already: each once, or nested entities would take forever.
    written: HashMap<&'a str, Rc<str>>,
    room: usize,
}

impl<'a> Names<'a> {
    fn write(&mut self, text: &'a str, depth: u32) -> Result<Cow<'a, str>, UploadRefusal> {
        if depth > DEEPEST {
            return Err(UploadRefusal::TooComplex);
        }
        let (mut written, mut done) = (String::new(), 0);
        for (at, _) in text.match_indices('&') {
            let Some(name) = name(text, at) else { continue };
            let Some(value) = self.value(name, depth)? else { continue };
            self.room = self.room.checked_sub(value.len()).ok_or(UploadRefusal::TooComplex)?;
            written.push_str(text.get(done..at).unwrap_or_default());
            written.push_str(&value);
            done = at + name.len() + 2;
        }
        if done == 0 {
            return Ok(Cow::Borrowed(text));
        }
        written.push_str(text.get(done..).unwrap_or_default());
        Ok(Cow::Owned(written))
    }

    /// The value of an entity; none for those of the parser, and for unknown ones.
    fn value(&mut self, name: &'a str, depth: u32) -> Result<Option<Rc<str>>, UploadRefusal> {
        if KNOWN.contains(&name) {
            return Ok(None);
        }
        if let Some(written) = self.written.get(name) {
            return Ok(Some(Rc::clone(written)));
        }
        let value: Rc<str> = match self.values.get(name).copied() {
            Some(value) => quoted(&self.write(value, depth + 1)?).into(),
            None => match of_web_pages(name) {
                Some(value) => value.into(),
                None => return Ok(None),
            },
        };
        self.written.insert(name, Rc::clone(&value));
        Ok(Some(value))
    }
}

/// The name of the entity at this `&`, if it is one.
fn name(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at + 1..)?;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    rest.get(..end).filter(|name| !name.starts_with('#'))
}

/// Quotes are escaped, so that they end no attribute that the value is in; a value with elements is in none.
fn quoted(value: &str) -> Cow<'_, str> {
    if value.contains('<') || !value.contains(['"', '\'']) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(value.replace('"', "&quot;").replace('\'', "&apos;"))
}

/// A character by its HTML name, as a number: some of them would be read as markup.
fn of_web_pages(name: &str) -> Option<String> {
    let letters = OF_WEB_PAGES.get(format!("&{name};").as_str())?;
    let mut numbers = String::new();
    for letter in letters.chars() {
        // Writing into a string does not fail.
        let _ = write!(numbers, "&#{};", u32::from(letter));
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(head: &str, body: &str) -> Result<String, UploadRefusal> {
        written_out(&format!("<!DOCTYPE svg [{head}]>{body}")).map(Cow::into_owned)
    }

    #[test]
    fn names_are_written_out_wherever_they_stand() {
        let head = "<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n<!ENTITY  st0  'fill:red'>";
        assert_eq!(
            out(head, "<svg xmlns='&ns_svg;' style='&st0;'/>").unwrap(),
            "<svg xmlns='http://www.w3.org/2000/svg' style='fill:red'/>"
        );
        assert_eq!(out("<!ENTITY a '1&b;3'><!ENTITY b '2'>", "&a;&b;").unwrap(), "1232", "one that uses another");
        assert_eq!(out("<!ENTITY a '<g/>'>", "<svg>&a;</svg>").unwrap(), "<svg><g/></svg>");
        assert_eq!(out("<!ENTITY a '\"'>", "<g id=\"&a;\"/>").unwrap(), "<g id=\"&quot;\"/>");
        assert_eq!(out("<!ENTITY w '100%'>", "&w;").unwrap(), "100%");
    }

    #[test]
    fn names_of_web_pages_are_known_and_others_are_left_to_the_parser() {
        assert_eq!(written_out("a&nbsp;b&copy;&LT;").unwrap(), "a&#160;b&#169;&#60;");
        for text in ["&lt;&gt;&amp;&quot;&apos;&#38;&#x26;", "AT&T", "&nobody;", "& ;", "&"] {
            assert_eq!(written_out(text).unwrap(), text);
        }
    }

    #[test]
    fn what_grows_is_too_complex() {
        let level = |at: u32| format!("<!ENTITY l{at} '{}'>", format!("&l{};", at - 1).repeat(10));
        let levels = (1..20).map(level).collect::<Vec<_>>().concat();
        for start in ["lol", ""] {
            let grown = out(&format!("<!ENTITY l0 '{start}'>{levels}"), "&l19;");
            assert_eq!(grown, Err(UploadRefusal::TooComplex), "from {start:?}");
        }
        assert_eq!(out("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "&a;"), Err(UploadRefusal::TooComplex));
        let long = format!("<!ENTITY a \"{}\">", "a".repeat(10_000));
        assert_eq!(out(&long, &"&a;".repeat(1000)), Err(UploadRefusal::TooComplex));
        assert!(out(&long, &format!("&a;{}", "&amp;".repeat(1000))).is_ok(), "signs of the parser do not grow");
    }
}
