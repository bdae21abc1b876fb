//! Codes that people type from a screen or from paper.

use super::signs::{is_blank, is_joiner, is_unseen};

/// The digit 0 of each writing system; the other nine follow it.
const ZEROS: [char; 37] = [
    '0', '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '႐', '០', '᠐', '᥆', '᧐',
    '᪀', '᪐', '᭐', '᮰', '᱀', '᱐', '꘠', '꣐', '꤀', '꧐', '꧰', '꩐', '꯰', '０',
];

/// The letters and digits of a code: digits of any writing system as ASCII digits, letters in lower case. White space,
/// dashes and invisible characters are removed; everything else stays, so that it can be refused.
pub fn code_signs(typed: &str) -> String {
    let kept =
        typed.chars().filter(|sign| !is_blank(*sign) && !is_unseen(*sign) && !is_joiner(*sign) && !is_dash(*sign));
    kept.map(plain).collect()
}

fn is_dash(sign: char) -> bool {
    matches!(
        sign,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{30fc}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{ff70}'
    )
}

fn plain(sign: char) -> char {
    // Full-width letters have the same offset from ASCII as full-width digits.
    let wide = matches!(sign, 'Ａ'..='Ｚ' | 'ａ'..='ｚ').then(|| char::from_u32(u32::from(sign) - 0xfee0)).flatten();
    digit(sign).or(wide).unwrap_or(sign).to_ascii_lowercase()
}

/// The ASCII digit of a digit of any writing system.
pub(super) fn digit(sign: char) -> Option<char> {
    let code = u32::from(sign);
    let value = ZEROS.iter().find_map(|zero| code.checked_sub(u32::from(*zero)).filter(|value| *value < 10));
    value.and_then(|value| char::from_digit(value, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_writing_system_are_digits() {
        for typed in [
            "123456",
            "１２３ ４５６",
            "١٢٣٤٥٦",
            "۱۲۳-۴۵۶",
            "१२३\u{a0}४५६",
            "๑๒๓–๔๕๖",
            "\u{200e}123\u{2009}456\u{202c}",
        ] {
            assert_eq!(code_signs(typed), "123456", "{typed:?}");
        }
        assert_eq!(code_signs("ＡＢCd−2３4５"), "abcd2345");
        for zero in ZEROS {
            assert!(zero.is_numeric() && code_signs(&zero.to_string()) == "0", "{zero}");
        }
        assert_eq!(code_signs("½²é!"), "½²é!");
    }
}
