//! Which characters are blank, which are invisible, and which only modify their neighbours.

/// White space of any kind, and characters that show only as space.
pub(crate) fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '\u{2800}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{1d159}')
}

/// Invisible characters: of no width, for the direction of writing, for machines, or without any meaning.
pub(crate) fn is_unseen(sign: char) -> bool {
    let code = u32::from(sign);
    let noncharacter = code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code);
    let special = (0xe0000..=0xe0fff).contains(&code) && !is_selector(sign) && !is_tag(sign);
    noncharacter
        || special
        || matches!(
            sign,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff0}'..='\u{fffc}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
        )
}

/// Joins two characters, or keeps them from joining: a family of emoji, a Persian word.
pub(crate) fn is_joiner(sign: char) -> bool {
    matches!(sign, '\u{200c}' | '\u{200d}')
}

/// Selects a variant of the preceding character.
pub(crate) fn is_selector(sign: char) -> bool {
    matches!(sign, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}')
}

/// Spells a region on a black flag, such as that of Wales.
pub(super) fn is_tag(sign: char) -> bool {
    matches!(sign, '\u{e0020}'..='\u{e007f}')
}

/// Whether a tag may follow this character.
pub(super) fn takes_tag(sign: char) -> bool {
    sign == '\u{1f3f4}' || is_tag(sign)
}
