//! Reads sheets as the usual programs write them: separated by commas, semicolons, tabs or pipes, with or without a
//! byte-order mark, their lines ended in any of the three ways.

use super::{MARK, plain};

/// A sheet of text cells.
#[derive(Debug)]
pub struct Sheet {
    /// The names of the columns, from the first line.
    pub heads: Vec<String>,
    pub rows: Vec<SheetRow>,
}

/// A row that is not empty.
#[derive(Debug)]
pub struct SheetRow {
    /// The line number in the sheet, from 1.
    pub line: u64,
    pub cells: Vec<String>,
}

/// The line at which the sheet becomes invalid; none if it never was a sheet.
#[derive(Debug)]
pub struct SheetError(pub Option<u64>);

/// Reads a sheet; cells are trimmed, and read as they were before they were made inert.
pub fn read(text: &str) -> Result<Sheet, SheetError> {
    let text = text.trim_start_matches(MARK);
    let (told, body) = separator_line(text);
    let before = u64::from(told.is_some());
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(told.unwrap_or_else(|| separator(body)))
        .trim(::csv::Trim::All)
        .flexible(true)
        .from_reader(body.as_bytes());
    let wrong = |error: ::csv::Error| SheetError(error.position().map(|at| before + line_number(body, at)));
    let heads = reader.headers().map_err(wrong)?.iter().map(|head| plain(head).to_owned()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        if record.iter().any(|cell| !cell.is_empty()) {
            let cells = record.iter().map(|cell| plain(cell).to_owned()).collect();
            let line = record.position().map_or(1, |at| line_number(body, at));
            rows.push(SheetRow { line: before + line, cells });
        }
    }
    Ok(Sheet { heads, rows })
}

/// The separator that a line of its own declares, `sep=;`, and the text behind it. Some write a tab as `\t`.
fn separator_line(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once(['\r', '\n']).unwrap_or((text, ""));
    let rest = if text.get(first.len()..).is_some_and(|end| end.starts_with("\r\n")) {
        rest.strip_prefix('\n').unwrap_or(rest)
    } else {
        rest
    };
    let told = first.trim_matches('"').split_at_checked(4).filter(|(word, _)| word.eq_ignore_ascii_case("sep="));
    match told.map(|(_, sign)| sign.as_bytes()) {
        Some(br"\t") => (Some(b'\t'), rest),
        Some([sign]) => (Some(*sign), rest),
        _ => (None, text),
    }
}

/// The separator of the columns: whichever of the usual four occurs most often outside quotes.
fn separator(text: &str) -> u8 {
    let first = text.trim_start_matches(['\r', '\n']).split(['\r', '\n']).next().unwrap_or_default();
    let outside: String = first.split('"').step_by(2).collect();
    let count = |sign: u8| outside.bytes().filter(|byte| *byte == sign).count();
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',')
}

/// The line on which the record begins, from 1; the reader counts a blank line before it as its own, and no line that
/// ends in a carriage return alone.
fn line_number(text: &str, at: &::csv::Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or_default();
    let rest = text.get(start..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let before = text.get(..start + blank).unwrap_or_default();
    let ends = |end: &str| before.matches(end).count();
    u64::try_from(ends("\r") + ends("\n") - ends("\r\n") + 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn every_usual_separator_is_taken() {
        for text in [
            "Name,E-Mail\na,b\n",
            "Name;E-Mail\r\na;b\r\n",
            "Name\tE-Mail\na\tb",
            "\u{feff}Name;E-Mail\na;b",
            "sep=;\r\nName;E-Mail\r\na;b",
            "\u{feff}SEP=\t\nName\tE-Mail\na\tb",
            "\"sep=,\"\nName,E-Mail\na,b",
            "sep=|\nName|E-Mail\na|b",
            "sep=\\t\nName\tE-Mail\na\tb",
            "Name|E-Mail\r\na|b",
            "sep=;\rName;E-Mail\ra;b\r",
            "\r\nName;E-Mail\r\n\r\na;b",
            "\"Name\",\"E-Mail\"\n\"a\",\"b\"",
        ] {
            let sheet = read(text).unwrap();
            assert_eq!(
                (sheet.heads, sheet.rows[0].cells.clone()),
                (vec!["Name".into(), "E-Mail".into()], vec!["a".into(), "b".into()]),
                "{text:?}"
            );
        }
        let sheet = read("\"Name, first;;;\",E-Mail\na,b").unwrap();
        assert_eq!(sheet.heads, ["Name, first;;;", "E-Mail"]);
    }

    #[test]
    fn rows_are_told_by_the_line_that_they_stand_on() {
        let lines = |text: &str| read(text).unwrap().rows.iter().map(|row| row.line).collect::<Vec<_>>();
        assert_eq!(lines("a,b\n1,2\n\n3,4"), [2, 4]);
        assert_eq!(lines("sep=;\r\na;b\r\n\"1\r\n1\";2\r\n3;4"), [3, 5]);
        assert_eq!(lines("a,b\r1,2\r\r3,4\r"), [2, 4]);
        assert_eq!(lines("sep=;\ra;b\r1;2\r3;4"), [3, 4]);
        assert_eq!(lines("\r\na,b\r\n\r\n1,2\r\n"), [4]);
        assert!(read("").unwrap().rows.is_empty() && read("sep=;").unwrap().rows.is_empty());
    }
}
