//! Many invitations at once, from a CSV sheet.

use serde::{Deserialize, Serialize};

/// What the form for many invitations sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteSheet {
    /// The sheet's text: a header line, then one line per invitation.
    pub csv: String,
}

/// The result of parsing a sheet, line by line. Nothing is sent while any line has a problem.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetReport {
    pub lines: Vec<InviteSheetRow>,
}

/// One invitation of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteSheetRow {
    /// The line number in the sheet, from 1; the header is the first line.
    pub line: u64,
    pub email: String,
    pub organization: String,
    pub tier: String,
    /// The problem with it; none if it can be sent.
    pub problem: Option<String>,
}

impl SheetReport {
    /// How many lines have problems.
    pub fn wrong(&self) -> usize {
        self.lines.iter().filter(|line| line.problem.is_some()).count()
    }

    /// The first ten problems with their lines, as text; none if there are no problems.
    pub fn problems(&self) -> Option<String> {
        let told: Vec<String> = self
            .lines
            .iter()
            .filter_map(|line| line.problem.as_ref().map(|problem| format!("Line {}: {problem}", line.line)))
            .take(10)
            .collect();
        match self.wrong() {
            0 => None,
            wrong if wrong > told.len() => Some(format!("{} And {} more.", told.join(" "), wrong - told.len())),
            _ => Some(told.join(" ")),
        }
    }
}

/// The encoding of a sheet's file, by its name on the Web: by its byte order mark, else UTF-8 if it is valid UTF-8,
/// else the encoding that spreadsheets on Windows write. In UTF-16 every second byte of Western text is zero.
pub fn encoding_of(bytes: &[u8]) -> &'static str {
    let start = bytes.get(..64.min(bytes.len())).unwrap_or_default();
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count() * 4 > start.len();
    match bytes {
        [0xff, 0xfe, ..] => "utf-16le",
        [0xfe, 0xff, ..] => "utf-16be",
        _ if zeros(1) => "utf-16le",
        _ if zeros(0) => "utf-16be",
        bytes if std::str::from_utf8(bytes).is_ok() => "utf-8",
        _ => "windows-1252",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_of_a_file_is_known_as_the_usual_programs_write_it() {
        let wide = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let text = "Name;E-Mail\r\nMüller;a@b.example";
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "utf-8"),
            ("\u{feff}Name".as_bytes().to_vec(), "utf-8"),
            (wide(&format!("\u{feff}{text}"), u16::to_le_bytes), "utf-16le"),
            (wide(&format!("\u{feff}{text}"), u16::to_be_bytes), "utf-16be"),
            (wide(text, u16::to_le_bytes), "utf-16le"),
            (wide(text, u16::to_be_bytes), "utf-16be"),
            (b"Name;E-Mail\r\nM\xfcller;a@b.example".to_vec(), "windows-1252"),
            (Vec::new(), "utf-8"),
        ] {
            assert_eq!(encoding_of(&bytes), encoding, "{bytes:?}");
        }
    }

    #[test]
    fn problems_are_told_with_their_lines_and_not_without_end() {
        let line = |line, problem: Option<&str>| InviteSheetRow {
            line,
            email: String::new(),
            organization: String::new(),
            tier: String::new(),
            problem: problem.map(str::to_owned),
        };
        assert_eq!(SheetReport { lines: vec![line(2, None)] }.problems(), None);
        let two = SheetReport { lines: vec![line(2, None), line(3, Some("Enter a name."))] };
        assert_eq!(two.problems().unwrap(), "Line 3: Enter a name.");
        let many = SheetReport { lines: (2..20).map(|number| line(number, Some("No."))).collect() };
        assert!(many.problems().unwrap().ends_with("And 8 more."));
    }
}
