//! The tables of Unicode that compose and compare letters. They stand on the server alone: in the browser they would
//! weigh more than every form together, and whatever is sent is looked at again on the server.

#[cfg(not(target_arch = "wasm32"))]
pub use whole::{compatible, composed, is_mark};

#[cfg(target_arch = "wasm32")]
pub use none::{compatible, composed, is_mark};

#[cfg(not(target_arch = "wasm32"))]
mod whole {
    use unicode_normalization::UnicodeNormalization;

    /// Letters and their marks in one piece each (NFC); they look as before.
    pub fn composed(text: &str) -> String {
        text.nfc().collect()
    }

    /// Letters as they are read, whatever their width or style (NFKC).
    pub fn compatible(text: &str) -> String {
        text.nfkc().collect()
    }

    /// Whether the sign stands on another one.
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
