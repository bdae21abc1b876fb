//! E-mail addresses, normalised to the one spelling that is stored and compared.

use std::borrow::Cow;

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};
use serde::Serialize;

use crate::values::{compatible, is_blank, is_joiner, is_selector, is_unseen, text_value};

/// Pairs of characters that may surround a copied address.
const PAIRS: [(char, char); 9] =
    [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“'), ('‘', '’'), ('«', '»'), ('<', '>'), ('(', ')'), ('[', ']')];

/// An address that mail can be sent to: in lower case, with its domain in the form that DNS uses.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Parses an address as people type and paste it; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = plain(text);
        if text.is_empty() {
            return Err("Enter your e-mail address.".to_owned());
        }
        Self::checked(&bare(&text)?)
    }

    /// Parses an address from a provider. It corrects nothing: a mailbox whose letters only look like those of another
    /// one is a different mailbox.
    pub fn told(text: &str) -> Result<Self, String> {
        let text = text.trim();
        match text.rsplit_once('@') {
            Some((local, _)) if !local.is_ascii() => Err(LOCAL_PART.to_owned()),
            _ => Self::checked(text),
        }
    }

    /// The part before the @.
    pub fn local_part(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }

    fn checked(text: &str) -> Result<Self, String> {
        let Some((local, domain)) = text.rsplit_once('@') else {
            return Err("An address has an @, as in name@example.com.".to_owned());
        };
        let wrong = if local.contains('@') {
            "An address has one @. Enter one address alone."
        } else if text.contains(is_blank) {
            "There is a space in the middle of this address."
        } else if text.contains(char::is_control) {
            "Leave out control characters."
        } else if local.is_empty() {
            "There is nothing before the @."
        } else if domain.is_empty() {
            "There is nothing after the @."
        } else if local.len() > 64 && local.is_ascii() {
            "There are more than 64 characters before the @."
        } else if local.split('.').any(str::is_empty) {
            "Before the @, a dot stands only between other characters."
        } else if !is_local_part(local) {
            LOCAL_PART
        } else {
            ""
        };
        if !wrong.is_empty() {
            return Err(wrong.to_owned());
        }
        let address = format!("{}@{}", local.to_ascii_lowercase(), spelled(domain)?);
        if address.len() > 254 { Err("This address is too long to be one.".to_owned()) } else { Ok(Self(address)) }
    }
}

text_value!(EmailAddress);

const LOCAL_PART: &str = "Before the @, use plain letters, digits and signs such as . _ + -.";

/// The text in plain characters, without invisible ones that were copied along.
fn plain(text: &str) -> String {
    let is_seen = |sign: &char| !is_unseen(*sign) && !is_joiner(*sign) && !is_selector(*sign);
    let seen: String = text.chars().filter(is_seen).collect();
    compatible(&seen).trim_matches(is_blank).to_owned()
}

/// The address without its surroundings: `mailto:`, a name, brackets, quotes, the end of a sentence.
fn bare(text: &str) -> Result<String, String> {
    let mut text = text;
    loop {
        let before = text;
        text = text.trim_matches(is_blank).trim_end_matches(['.', ',', ';', ':', '。', '、', '!']);
        if let Some((name, inner)) = text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            if name.contains('@') && !same_mailbox(name, inner) {
                return Err("An address has one @. Enter one address alone.".to_owned());
            }
            text = inner;
        }
        for (open, close) in PAIRS {
            text = text.strip_prefix(open).and_then(|text| text.strip_suffix(close)).unwrap_or(text);
        }
        text = text.trim_start_matches(['"', '“', '„', '«', '<']);
        if let Some((scheme, rest)) = text.split_at_checked(7)
            && scheme.eq_ignore_ascii_case("mailto:")
        {
            text = rest.split('?').next().unwrap_or(rest).trim_start_matches('/');
            if text.contains('%') {
                return bare(&plain(&percent_decoded(text)));
            }
        }
        if text == before {
            return Ok(text.to_owned());
        }
    }
}

/// The text of a link's path; unchanged where that is no text.
fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut parts = path.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let coded = part.split_at_checked(2).filter(|(digits, _)| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        match coded.and_then(|(digits, rest)| Some((u8::from_str_radix(digits, 16).ok()?, rest))) {
            Some((byte, rest)) => {
                bytes.push(byte);
                bytes.extend(rest.bytes());
            }
            None => bytes.extend(std::iter::once(b'%').chain(part.bytes())),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// Whether a name repeats the address that follows it, as mail programs write it.
fn same_mailbox(name: &str, address: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim_matches(|c: char| is_blank(c) || matches!(c, '"' | '\'' | '<' | '>')).to_lowercase();
        text.strip_prefix("mailto:").map_or_else(|| text.clone(), str::to_owned)
    };
    bare(name) == bare(address)
}

fn is_local_part(local: &str) -> bool {
    let plain = local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b));
    plain && (1..=64).contains(&local.len())
}

/// The domain in the form that DNS uses: `müller.example` is `xn--mller-kva.example`.
fn spelled(domain: &str) -> Result<String, String> {
    let domain = domain.trim_end_matches(['.', '。']);
    if !domain.contains(['.', '。']) {
        return Err("The part after the @ needs a dot, as in example.com.".to_owned());
    }
    Uts46::new()
        .to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify)
        .map(Cow::into_owned)
        .ok()
        .filter(|domain| !ends_in_number(domain))
        .ok_or_else(|| "The part after the @ is not one, such as example.com.".to_owned())
}

/// Whether the last label is a number: no domain of the Internet ends so, but an address of a machine does.
fn ends_in_number(domain: &str) -> bool {
    domain.rsplit('.').next().is_some_and(|label| label.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_taken_as_people_type_and_paste_it() {
        for (typed, address) in [
            ("  Olivia.Owner+test@Acme.Example ", "olivia.owner+test@acme.example"),
            ("o'neil@sub.domain.co", "o'neil@sub.domain.co"),
            ("mailto:mia@bright.example", "mia@bright.example"),
            ("MailTo:mia@bright.example?subject=Hi", "mia@bright.example"),
            ("mailto://mia@bright.example", "mia@bright.example"),
            ("mailto:%6Dia%2bnews@bright.example?cc=x", "mia+news@bright.example"),
            ("<mailto:mia%40bright.example>", "mia@bright.example"),
            ("50%off@bright.example", "50%off@bright.example"),
            ("mailto:50%off@bright.example", "50%off@bright.example"),
            ("mia@bright.example\u{fe0f}", "mia@bright.example"),
            ("mi\u{fe0f}a@bright.example", "mia@bright.example"),
            ("mia@4.example", "mia@4.example"),
            ("Mia Keller <mia@bright.example>", "mia@bright.example"),
            ("\"Keller, Mia\" <mia@bright.example>;", "mia@bright.example"),
            ("mia@bright.example <mailto:Mia@bright.example>", "mia@bright.example"),
            ("<mia@bright.example>,", "mia@bright.example"),
            ("„mia@bright.example“", "mia@bright.example"),
            ("'mia@bright.example'", "mia@bright.example"),
            ("(mia@bright.example).", "mia@bright.example"),
            ("\u{200b}mia@bright.example\u{202c}", "mia@bright.example"),
            ("\u{feff}mia@\u{ad}bright.example\u{a0}", "mia@bright.example"),
            ("mia@bright.example.", "mia@bright.example"),
            ("ｍia＠bright．example", "mia@bright.example"),
            ("mia@bright。example", "mia@bright.example"),
            ("info@müller.example", "info@xn--mller-kva.example"),
            ("info@MU\u{308}LLER.example", "info@xn--mller-kva.example"),
            ("info@xn--mller-kva.example", "info@xn--mller-kva.example"),
            ("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"),
            ("\tmia@bright.example\r\n", "mia@bright.example"),
        ] {
            assert_eq!(EmailAddress::parse(typed).as_deref(), Ok(address), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_what_is_wrong() {
        let long = format!("a@{}.example", "b.".repeat(125));
        for (bad, told) in [
            ("", "Enter your"),
            (" \u{200b}", "Enter your"),
            ("olivia", "has an @"),
            ("@acme.example", "nothing before"),
            ("olivia@", "nothing after"),
            ("olivia@acme", "needs a dot"),
            ("olivia@acme.", "needs a dot"),
            ("olivia@@acme.example", "one @"),
            ("olivia@acme.example,x@y.example", "one @"),
            ("x@y.example <olivia@acme.example>", "one @"),
            ("o livia@acme.example", "space in the middle"),
            ("Mia mia@acme.example", "space in the middle"),
            ("olivia @acme.example", "space in the middle"),
            ("olivia@acme.example\r\nBcc: x@y.example", "one @"),
            ("olivia\0@acme.example", "control"),
            ("olivia@acme\u{1}.example", "control"),
            (".olivia@acme.example", "Before the @"),
            (".olivia@acme.example", "a dot stands only between"),
            ("olivia.@acme.example", "a dot stands only between"),
            ("oli..via@acme.example", "a dot stands only between"),
            (&format!("{}@acme.example", "o".repeat(65)), "more than 64"),
            ("olivia@1.2.3.4", "is not one"),
            ("olivia@example.123", "is not one"),
            ("mailto:a%0D%0Ab@acme.example", "space in the middle"),
            ("mailto:a%00b@acme.example", "control"),
            ("jörg@acme.example", "Before the @"),
            ("\"a\"@acme.example", "Before the @"),
            ("olivia@acme..example", "is not one"),
            ("olivia@-acme.example", "is not one"),
            ("olivia@ac_me.example", "is not one"),
            (&long, "is not one"),
        ] {
            let error = EmailAddress::parse(bad).unwrap_err();
            assert!(error.contains(told), "{bad:?}: {error}");
        }
    }

    #[test]
    fn a_provider_is_taken_by_its_word_and_nothing_is_guessed() {
        assert_eq!(EmailAddress::told(" Mia@Bright.example ").unwrap(), "mia@bright.example");
        assert_eq!(EmailAddress::told("info@müller.example").unwrap(), "info@xn--mller-kva.example");
        for other in [
            "",
            "\0",
            "mia\0@bright.example",
            "ｍia@bright.example",
            "ﬁn@bright.example",
            "Mia <mia@bright.example>",
            "mia",
        ] {
            assert!(EmailAddress::told(other).is_err(), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn an_accepted_address_is_stored_as_it_is_read_again(text in "[ -~]{1,40}@[a-zA-Z0-9.-]{1,30}|\\PC{1,12}@\\PC{1,12}\\.\\PC{1,6}") {
            for read in [EmailAddress::parse(&text), EmailAddress::told(&text)] {
                let Ok(address) = read else { continue };
                prop_assert_eq!(EmailAddress::parse(&address), Ok(address.clone()));
                prop_assert_eq!(EmailAddress::told(&address), Ok(address.clone()));
                prop_assert!(address.len() <= 254 && address.bytes().all(|b| b.is_ascii_graphic()));
                prop_assert_eq!(address.to_lowercase(), address.as_str());
            }
        }
    }
}
