//! The Unicode tables that compose and compare letters. They are used on the server only: in the browser they would be
//! larger than all forms together, and the server normalises all input again.

#[cfg(not(target_arch = "wasm32"))]
pub use whole::{compatible, composed, is_mark, is_written};

#[cfg(target_arch = "wasm32")]
pub use none::{compatible, composed, is_mark, is_written};

#[cfg(not(target_arch = "wasm32"))]
mod whole {
    use unicode_normalization::UnicodeNormalization;
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

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

    /// Whether it is a letter, a number or a sign: not one for private use, for the format alone, or not assigned yet.
    pub fn is_written(sign: char) -> bool {
        use GeneralCategoryGroup::{Letter, Number, Punctuation, Symbol};
        matches!(sign.general_category_group(), Letter | Number | Punctuation | Symbol)
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

    /// Only those for private use, of the planes without any letter, and that arrange hieroglyphs are known here.
    pub fn is_written(sign: char) -> bool {
        !matches!(
            sign,
            '\u{e000}'..='\u{f8ff}' | '\u{13430}'..='\u{1343f}' | '\u{40000}'..='\u{dffff}' | '\u{f0000}'..='\u{10ffff}'
        )
    }
}
