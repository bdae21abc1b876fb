//! Comma-separated values that a spreadsheet reads as data and never as a formula.

/// A table that grows line by line; lines end as RFC 4180 says.
#[derive(Debug, Default)]
pub struct Sheet(String);

impl Sheet {
    /// A table with its heads.
    pub fn new(heads: &[&str]) -> Self {
        let mut sheet = Self::default();
        sheet.line(heads.iter().copied());
        sheet
    }

    /// Adds a line of cells.
    pub fn line<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            self.cell(cell);
        }
        self.0.push_str("\r\n");
    }

    /// What begins like a formula gets an apostrophe in front, which spreadsheets take for "this is text".
    fn cell(&mut self, text: &str) {
        let is_number = text.parse::<f64>().is_ok();
        let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
        let quoted = is_formula || text.contains([',', '"', '\n', '\r']);
        if quoted {
            self.0.push('"');
        }
        if is_formula {
            self.0.push('\'');
        }
        for letter in text.chars() {
            if letter == '"' {
                self.0.push('"');
            }
            self.0.push(letter);
        }
        if quoted {
            self.0.push('"');
        }
    }

    /// The whole text.
    pub fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_looks_like_a_formula_stays_a_name() {
        let mut sheet = Sheet::new(&["name", "change"]);
        sheet.line(["=HYPERLINK(\"http://evil.example\")", "-3.5"]);
        sheet.line(["@sum, \"quoted\"", "+1+cmd|' /C calc'!A0"]);
        assert_eq!(
            sheet.into_text(),
            "name,change\r\n\"'=HYPERLINK(\"\"http://evil.example\"\")\",-3.5\r\n\
             \"'@sum, \"\"quoted\"\"\",\"'+1+cmd|' /C calc'!A0\"\r\n"
        );
    }
}
