//! Many invitations at once, from a sheet of comma-separated values.

use serde::{Deserialize, Serialize};

/// What the form for many sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteSheet {
    /// The sheet's text: a line of column names, then a line for each invitation.
    pub csv: String,
}

/// What was read from a sheet, line by line. Nothing is sent as long as one line is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetReport {
    pub lines: Vec<SheetLine>,
}

/// One invitation of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetLine {
    /// The line in the sheet, from 1; the column names stand on the first.
    pub line: u64,
    pub email: String,
    pub organization: String,
    pub tier: String,
    /// What is wrong with it; nothing if it can be sent.
    pub problem: Option<String>,
}

impl SheetReport {
    /// How many lines are wrong.
    pub fn wrong(&self) -> usize {
        self.lines.iter().filter(|line| line.problem.is_some()).count()
    }

    /// The problems in words, the first ten of them with their lines; none if all is well.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_told_with_their_lines_and_not_without_end() {
        let line = |line, problem: Option<&str>| SheetLine {
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
