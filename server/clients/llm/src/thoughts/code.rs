//! Tracks where a Markdown text is inside code, because marks in code are ignored.

/// The state of the text so far.
#[derive(Debug, Default)]
pub(super) struct Code {
    /// The character of the open fence.
    fence: Option<char>,
    /// Leading white space of this line, while there is nothing else in it.
    indent: Option<usize>,
    /// Fence characters right after it.
    run: usize,
    /// Backticks in this line: an odd number of them means inside code.
    ticks: u32,
    /// The line opens or closes a fence.
    is_fence: bool,
}

impl Code {
    /// At the beginning of a text.
    pub(super) fn new() -> Self {
        Self { indent: Some(0), ..Self::default() }
    }

    /// Whether the next character belongs to code.
    pub(super) fn is_here(&self) -> bool {
        self.fence.is_some() || self.is_fence || self.ticks % 2 == 1 || self.indent.is_some_and(|indent| indent > 3)
    }

    /// Whether the next character belongs to a block of code with fences.
    pub(super) fn is_fenced(&self) -> bool {
        self.fence.is_some()
    }

    /// Whether the next character belongs to code within a line.
    pub(super) fn is_in_line(&self) -> bool {
        self.ticks % 2 == 1 && !self.is_fence
    }

    /// Whether this line is still empty.
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
