//! Rows as CSV that a spreadsheet opens without running anything in it.

/// One line, with every cell quoted where it must be and made inert where it would be a formula.
pub(super) fn line(cells: &[&str]) -> String {
    let mut line = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

fn quoted(cell: &str) -> String {
    // Spreadsheets take these for the beginning of a formula, also after spaces; an apostrophe makes it text.
    let starts_formula = cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r', '\n']);
    let cell = if starts_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r', ';']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_signs_of_the_format_are_quoted() {
        assert_eq!(
            line(&["a", "b,c", "say \"hi\"", "two\nlines", ""]),
            "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n"
        );
    }

    #[test]
    fn nothing_in_a_cell_is_taken_for_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "\r=1"] {
            assert!(line(&[formula]).trim_start_matches('"').starts_with('\''), "{formula:?}");
        }
        assert_eq!(line(&["a=b"]), "a=b\r\n");
    }
}
