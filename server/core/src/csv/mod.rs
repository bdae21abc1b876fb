//! Writes rows as CSV that spreadsheets open without garbling letters or running formulas, and reads the sheets that
//! such programs write.

mod read;

pub use read::{Sheet, SheetError, SheetRow, read};

/// The byte-order mark that tells a spreadsheet to read UTF-8.
const MARK: char = '\u{feff}';

/// The first line of a file: the byte-order mark and the column names.
pub fn head(names: &[&str]) -> String {
    format!("{MARK}{}", line(names))
}

/// One line, with every cell quoted where it must be and made inert where it would be a formula.
pub fn line(cells: &[&str]) -> String {
    let mut line = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

fn quoted(cell: &str) -> String {
    // A leading apostrophe makes it text.
    let cell = if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r', ';', '\t']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// Whether a spreadsheet would run the cell as a formula: judged by its first character, also after characters that
/// spreadsheets skip, and in full width. A cell that was made inert counts too, so that a file that is written again
/// reads as before.
fn is_formula(cell: &str) -> bool {
    let skipped = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | MARK);
    let cell = cell.trim_start_matches('\'');
    let start = cell.trim_start_matches(skipped);
    start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || cell.starts_with(['\t', '\r', '\n'])
}

/// A cell as it was before it was made inert.
fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|cell| is_formula(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_begins_with_the_mark_of_its_letters() {
        assert_eq!(head(&["Organisation", "Owner"]).as_bytes(), b"\xef\xbb\xbfOrganisation,Owner\r\n");
    }

    #[test]
    fn cells_with_signs_of_the_format_are_quoted() {
        assert_eq!(
            line(&["a", "b,c", "say \"hi\"", "two\nlines", ""]),
            "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n"
        );
    }

    #[test]
    fn nothing_in_a_cell_is_taken_for_a_formula() {
        for formula in
            ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "\r=1", "＝1+1", "\u{feff}=1", "\u{a0}@x", "\u{1}=1"]
        {
            assert!(line(&[formula]).trim_start_matches('"').starts_with('\''), "{formula:?}");
        }
        assert_eq!(line(&["a=b"]), "a=b\r\n");
    }

    proptest::proptest! {
        #[test]
        fn what_was_written_is_read_again(cells in proptest::collection::vec("[-=+@'\",;a-cü ]{0,6}", 2..5)) {
            let cells: Vec<String> = cells.iter().map(|cell| format!("{}x", cell.trim_start())).collect();
            let names: Vec<String> = (0..cells.len()).map(|n| format!("n{n}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let written: Vec<&str> = cells.iter().map(String::as_str).collect();
            let sheet = read(&[head(&names), line(&written)].concat()).unwrap();
            proptest::prop_assert_eq!(&sheet.rows[0].cells, &cells);
        }
    }
}
