//! The Unicode tables that compose and compare letters. They are used on the server only: in the browser they would be
//! larger than all forms together, and the server normalises all input again.

#[cfg(not(target_arch = "wasm32"))]
pub use whole::{compatible, composed, is_mark};

#[cfg(target_arch = "wasm32")]
pub use none::{compatible, composed, is_mark};

#[cfg(not(target_arch = "wasm32"))]
mod whole {
    use unicode_normalization::UnicodeNormalization;

    /// Composed letters (NFC); they look the same.
    pub fn composed(text: &str) -> String {
        text.nfc().collect()
    }

    /// Letters in their compatible form, whatever their width or style (NFKC).
    pub fn compatible(text: &str) -> String {
        text.nfkc().collect()
    }

    /// Whether the character combines with the preceding one.
    pub fn is_mark(sign: char) -> bool {
        unicode_normalization::char::is_combining_mark(sign)
    }
}

#[cfg(target_arch = "wasm32")]
mod none {
    pub fn composed(text: &str) -> String {
        text.to_owned()
    }

    pub fn compatible(text: &str) -> String {
        text.to_owned()
    }

    pub fn is_mark(_: char) -> bool {
        false
    }
}
