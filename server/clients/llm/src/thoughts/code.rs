//! Knows where in a text of Markdown code stands, as far as marks in it have to be let be.

/// What was read so far of a text.
#[derive(Debug, Default)]
pub(super) struct Code {
    /// The mark of the fence that is open.
    fence: Option<char>,
    /// White space at the front of this line, while there is nothing else in it.
    indent: Option<usize>,
    /// Marks of a fence right after it.
    run: usize,
    /// Backticks in this line: after an odd number of them stands code.
    ticks: u32,
    /// The line opens or closes a fence.
    is_fence: bool,
}

impl Code {
    /// At the front of a text.
    pub(super) fn new() -> Self {
        Self { indent: Some(0), ..Self::default() }
    }

    /// Whether the next letter belongs to code.
    pub(super) fn is_here(&self) -> bool {
        self.fence.is_some() || self.is_fence || self.ticks % 2 == 1 || self.indent.is_some_and(|indent| indent > 3)
    }

    /// Whether nothing stands in this line yet.
    pub(super) fn is_line_start(&self) -> bool {
        self.indent.is_some()
    }

    pub(super) fn read(&mut self, letter: char) {
        match letter {
            '\n' | '\r' => *self = Self { fence: self.fence, ..Self::new() },
            ' ' if self.indent.is_some() => self.indent = self.indent.map(|indent| indent + 1),
            '\t' if self.indent.is_some() => self.indent = self.indent.map(|indent| indent + 4),
            '`' | '~' => self.tick(letter),
            _ => {
                self.indent = None;
                self.run = 0;
            }
        }
    }

    fn tick(&mut self, letter: char) {
        self.ticks += u32::from(letter == '`');
        let is_first = self.indent.is_some_and(|indent| indent <= 3);
        self.indent = None;
        self.run = if is_first || self.run > 0 { self.run + 1 } else { 0 };
        if self.run == 3 && !self.is_fence && self.fence.is_none_or(|fence| fence == letter) {
            self.fence = if self.fence.is_some() { None } else { Some(letter) };
            self.is_fence = true;
        }
    }
}
