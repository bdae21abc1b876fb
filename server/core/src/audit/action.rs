//! What can be done, as the audit log tells of it. Each area says which acts are its own.

/// One kind of act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    word: &'static str,
    label: &'static str,
    is_of_platform: bool,
}

impl Action {
    /// An act in an organisation: its word as `area.verb`, and how people read it.
    pub const fn new(word: &'static str, label: &'static str) -> Self {
        Self { word, label, is_of_platform: false }
    }

    /// An act that stands in the platform's log alone.
    pub const fn of_platform(word: &'static str, label: &'static str) -> Self {
        Self { word, label, is_of_platform: true }
    }

    /// Its word in the rows; rows that are there carry it.
    pub const fn as_str(self) -> &'static str {
        self.word
    }

    /// How people read it.
    pub const fn label(self) -> &'static str {
        self.label
    }

    /// Whether no organisation's own log ever tells of it.
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
