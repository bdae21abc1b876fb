//! The acts that the audit log knows. Each area declares its own.

/// One kind of act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    word: &'static str,
    label: &'static str,
    is_of_platform: bool,
}

impl Action {
    /// An act in an organisation: its word as `area.verb`, and its label for people.
    pub const fn new(word: &'static str, label: &'static str) -> Self {
        Self { word, label, is_of_platform: false }
    }

    /// An act that is only ever written to the platform's own log.
    pub const fn of_platform(word: &'static str, label: &'static str) -> Self {
        Self { word, label, is_of_platform: true }
    }

    /// Its word in the rows; existing rows carry it.
    pub const fn as_str(self) -> &'static str {
        self.word
    }

    /// Its label for people.
    pub const fn label(self) -> &'static str {
        self.label
    }

    /// Whether it never appears in an organisation's own log.
    pub const fn is_of_platform(self) -> bool {
        self.is_of_platform
    }
}

/// The acts of an area, each a constant, and `ALL` of them for its `Area::actions`.
#[macro_export]
macro_rules! actions {
    ($($name:ident = $action:expr;)+) => {
        $(pub const $name: $crate::audit::Action = $action;)+

        /// Every act of this area.
        pub const ALL: &[$crate::audit::Action] = &[$($name),+];
    };
}
