//! Limits the size of tables: the parser fills short rows up to the width of the first one, so that a short text could
//! make a great many cells.

use crate::nesting;
use crate::source::{Lines, Mark};

/// The most columns of a table.
const COLUMNS: usize = 100;
/// The cells that a table may have whatever its length.
const CELLS: usize = 1_000;
/// The additional cells for each of its bytes; a row written out has two bytes or more a cell.
const CELLS_PER_BYTE: usize = 1;

/// Marks each line that would begin a table with more cells than its text is long.
pub(crate) fn too_wide(lines: &Lines<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, (begin, line)) in lines.iter().enumerate() {
        let Some(columns) = columns(line) else { continue };
        let end = lines.next_blank(at);
        let (rows, bytes) = (end - at, lines.begin(end) - begin);
        if columns > COLUMNS || columns.saturating_mul(rows) > CELLS + bytes * CELLS_PER_BYTE {
            marks.push(Mark::guard(begin + nesting::words_at(line)));
        }
    }
    marks
}

/// How many columns a line declares, if it is the delimiter row between a table's head and its rows.
fn columns(line: &str) -> Option<usize> {
    let is_ruler = line
        .bytes()
        .all(|byte| matches!(byte, b'|' | b'-' | b':' | b'>' | b' ' | b'\t' | b'\x0b' | b'\x0c' | b'\r' | b'\n'));
    let bars = line.bytes().filter(|byte| *byte == b'|').count();
    (is_ruler && bars > 0 && line.contains('-')).then_some(bars + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_is_written_out_is_left_however_long() {
        let table = format!("|a|b|c|\n|-|-|-|\n{}", "|1|2|3|\n".repeat(5_000));
        assert!(too_wide(&Lines::of(&table)).is_empty());
    }

    #[test]
    fn short_rows_under_a_wide_head_make_no_table() {
        let table = format!("|{}\n|{}\n{}", "a|".repeat(90), "-|".repeat(90), "|\n".repeat(500));
        assert_eq!(too_wide(&Lines::of(&table)).len(), 1);
        let wide = format!("|{}\n|{}\n", "a|".repeat(200), "-|".repeat(200));
        assert_eq!(too_wide(&Lines::of(&wide)).len(), 1);
    }
}
