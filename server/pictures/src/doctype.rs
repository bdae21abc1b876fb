//! The head of a drawing (`<!DOCTYPE svg […]>`), in which drawing programs define entities for text that they repeat.

use std::collections::HashMap;

use domain::pictures::UploadRefusal;

/// The most bytes of definitions by parameter entities.
const GROWN: usize = 1024 * 1024;
/// The deepest nesting of parameter entities.
const DEEPEST: u32 = 8;

/// The definitions of the head, and the text after it.
pub struct Head<'a> {
    pub values: HashMap<&'a str, &'a str>,
    pub body: &'a str,
}

/// Reads the head, if the drawing has one. Refuses external definitions.
pub fn read(text: &str) -> Result<Head<'_>, UploadRefusal> {
    let Some(head) = begin(text) else { return Ok(Head { values: HashMap::new(), body: text }) };
    let (_, sign, rest) = split_outside_quotes(head, &['[', '>']).ok_or(UploadRefusal::Damaged)?;
    let mut reader = Reader { values: HashMap::new(), parts: HashMap::new(), room: GROWN };
    if sign == '>' {
        return Ok(Head { values: reader.values, body: rest });
    }
    let rest = reader.read(rest, 0)?.ok_or(UploadRefusal::Damaged)?;
    let body = rest.trim_start().strip_prefix('>').ok_or(UploadRefusal::Damaged)?;
    Ok(Head { values: reader.values, body })
}

/// The text after `<!DOCTYPE`; comments and instructions may precede it.
fn begin(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    while let Some(behind) = behind_remark(rest) {
        rest = behind.trim_start();
    }
    rest.strip_prefix("<!DOCTYPE")
}

fn behind_remark(text: &str) -> Option<&str> {
    let (inside, end) = match text.strip_prefix("<!--") {
        Some(inside) => (inside, "-->"),
        None => (text.strip_prefix("<?")?, "?>"),
    };
    inside.split_once(end).map(|(_, behind)| behind)
}

/// The text before and after the first of these characters outside of quotes.
fn split_outside_quotes<'a>(text: &'a str, signs: &[char]) -> Option<(&'a str, char, &'a str)> {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        if quote == Some(letter) {
            quote = None;
        } else if quote.is_none() && signs.contains(&letter) {
            return Some((text.get(..at)?, letter, text.get(at + letter.len_utf8()..)?));
        } else if quote.is_none() && matches!(letter, '"' | '\'') {
            quote = Some(letter);
        }
    }
    None
}

struct Reader<'a> {
    values: HashMap<&'a str, &'a str>,
    /// Parameter entities: `<!ENTITY % name "…">`, used as `%name;`.
    parts: HashMap<&'a str, &'a str>,
    room: usize,
}

impl<'a> Reader<'a> {
    /// Reads definitions. Returns the text after the bracket that ends them; none if they end without.
    fn read(&mut self, mut rest: &'a str, depth: u32) -> Result<Option<&'a str>, UploadRefusal> {
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return Ok(None);
            } else if let Some(behind) = rest.strip_prefix(']') {
                return Ok(Some(behind));
            } else if let Some(behind) = behind_remark(rest) {
                rest = behind;
            } else if let Some(named) = rest.strip_prefix('%') {
                let (name, behind) = named.split_once(';').ok_or(UploadRefusal::Damaged)?;
                self.part(name, depth)?;
                rest = behind;
            } else {
                let (declaration, _, behind) = split_outside_quotes(rest, &['>']).ok_or(UploadRefusal::Damaged)?;
                if let Some(definition) = declaration.strip_prefix("<!ENTITY") {
                    self.define(definition)?;
                } else if !declaration.starts_with("<!") {
                    return Err(UploadRefusal::Damaged);
                }
                rest = behind;
            }
        }
    }

    fn part(&mut self, name: &str, depth: u32) -> Result<(), UploadRefusal> {
        let part = self.parts.get(name).copied().ok_or(UploadRefusal::Damaged)?;
        self.room = self.room.checked_sub(part.len() + 1).ok_or(UploadRefusal::TooComplex)?;
        if depth >= DEEPEST {
            return Err(UploadRefusal::TooComplex);
        }
        match self.read(part, depth + 1)? {
            None => Ok(()),
            Some(_) => Err(UploadRefusal::Damaged),
        }
    }

    /// Takes the quoted value after the name; a definition without one is another file. The first definition of a name
    /// counts.
    fn define(&mut self, definition: &'a str) -> Result<(), UploadRefusal> {
        let definition = definition.trim_start();
        let (kind, definition) = match definition.strip_prefix('%') {
            Some(definition) => (&mut self.parts, definition.trim_start()),
            None => (&mut self.values, definition),
        };
        let (name, rest) = definition.split_once(char::is_whitespace).ok_or(UploadRefusal::Damaged)?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\'')).ok_or(UploadRefusal::Script)?;
        let value = rest.get(1..).and_then(|rest| rest.split_once(quote)).ok_or(UploadRefusal::Damaged)?.0;
        kind.entry(name).or_insert(value);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(definitions: &str) -> Result<Vec<String>, UploadRefusal> {
        let text =
            format!("<?xml version='1.0'?><!-- <!DOCTYPE --> <!DOCTYPE svg PUBLIC \"[>\" 'x' [{definitions}] ><svg/>");
        let head = read(&text)?;
        assert_eq!(head.body, "<svg/>");
        let mut values: Vec<_> = head.values.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        values.sort();
        Ok(values)
    }

    fn found(definitions: &str) -> Vec<String> {
        values(definitions).unwrap()
    }

    #[test]
    fn short_names_are_found_among_all_that_a_head_holds() {
        assert_eq!(found("<!ENTITY a \"1>'\">\n<!ENTITY\tb\n'2\"]'>"), ["a=1>'", "b=2\"]"]);
        assert_eq!(found("<!-- it's <!ENTITY a '1'> --><?x \"?><!ATTLIST svg a CDATA '>'><!ENTITY b '2'>"), ["b=2"]);
        assert_eq!(found("<!ENTITY a '1'><!ENTITY a '2'>"), ["a=1"]);
        assert_eq!(found("<!ENTITY % p \"<!ENTITY a '100%'>\"> %p; <!ENTITY p '3'>"), ["a=100%", "p=3"]);
    }

    #[test]
    fn a_drawing_without_a_head_or_with_an_empty_one_is_read() {
        for text in ["<svg/>", "<!DOCTYPE svg><svg/>", "<!DOCTYPE svg SYSTEM '>[' ><svg/>", "<!DOCTYPE svg[]><svg/>"] {
            let head = read(text).unwrap();
            assert!(head.values.is_empty() && head.body == "<svg/>", "{text}");
        }
    }

    #[test]
    fn what_is_fetched_is_a_link_to_another_file() {
        for definition in [
            "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
            "<!ENTITY x PUBLIC \"-//W3C\" \"https://evil.example\">",
            "<!ENTITY % x SYSTEM \"https://evil.example/a.dtd\"> %x;",
        ] {
            assert_eq!(values(definition), Err(UploadRefusal::Script), "{definition}");
        }
    }

    #[test]
    fn parts_that_stand_for_each_other_without_end_are_too_complex() {
        let endless = "<!ENTITY % a \"%b;\"><!ENTITY % b \"%a;\"> %a;";
        assert_eq!(values(endless), Err(UploadRefusal::TooComplex));
        let many = format!("<!ENTITY % a \"{}\">{}", " ".repeat(10_000), "%a;".repeat(1000));
        assert_eq!(values(&many), Err(UploadRefusal::TooComplex));
    }

    #[test]
    fn half_a_head_is_damaged() {
        for text in [
            "<!DOCTYPE svg",
            "<!DOCTYPE svg [",
            "<!DOCTYPE svg [<!ENTITY a",
            "<!DOCTYPE svg [<!ENTITY a '1]>",
            "<!DOCTYPE svg [%x;]>",
            "<!DOCTYPE svg []",
        ] {
            assert_eq!(read(text).err(), Some(UploadRefusal::Damaged), "{text}");
        }
    }
}
