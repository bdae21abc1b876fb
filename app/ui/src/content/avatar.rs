//! A person, organisation or agent as a small picture, or as initials where there is none.

use leptos::prelude::*;
use tailwind_fuse::{AsTailwindClass, TwVariant, tw_join};
use unicode_segmentation::UnicodeSegmentation;

/// The side length of an avatar.
#[derive(TwVariant, Debug, PartialEq, Eq)]
pub enum AvatarSize {
    #[tw(class = "size-6 text-[10px]")]
    Sm,
    #[tw(default, class = "size-8 text-xs")]
    Md,
    #[tw(class = "size-12 text-base")]
    Lg,
}

/// The picture, or initials on a colour that is derived from the name, so that a person has the same colour everywhere.
/// Decorative: the name itself is beside it.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    /// The picture's address.
    #[prop(default = None)]
    picture: Option<String>,
    #[prop(optional)] size: AvatarSize,
    /// Square with round corners, for organisations.
    #[prop(optional)]
    square: bool,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let shape = if square { "rounded-lg" } else { "rounded-full" };
    let colour = if picture.is_some() { "" } else { colour(&name) };
    // A logo is shown whole; a face fills its circle.
    let fill = if square { "size-full object-contain" } else { "size-full object-cover" };
    let content = match picture {
        Some(source) => view! { <img src=source alt="" class=fill /> }.into_any(),
        None => initials(&name).into_any(),
    };
    view! {
        <span
            aria-hidden="true"
            class=tw_join!(
                "inline-flex shrink-0 items-center justify-center overflow-hidden font-semibold tracking-wide select-none",
                size,
                shape,
                colour,
                class
            )
        >
            {content}
        </span>
    }
}

/// The first characters of the first and last word, as people count characters; one for a single word. Words without a
/// letter, digit or picture, such as `&`, are skipped.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(initial);
    let Some(first) = words.next() else { return String::new() };
    match words.next_back() {
        // Arabic letters would join across the two words.
        Some(last) => format!("{first}{}{last}", if joins(&first) && joins(&last) { "\u{200c}" } else { "" }),
        None => first,
    }
}

fn initial(word: &str) -> Option<String> {
    let sign =
        word.graphemes(true).find(|sign| sign.chars().any(|c| c.is_alphanumeric() || !c.is_ascii() && !is_quote(c)))?;
    Some(sign.chars().flat_map(char::to_uppercase).collect())
}

fn is_quote(c: char) -> bool {
    matches!(c, '«' | '»' | '¿' | '¡' | '\u{2010}'..='\u{203a}' | '\u{3001}'..='\u{3020}' | '\u{ff08}' | '\u{ff09}')
}

fn joins(sign: &str) -> bool {
    sign.starts_with(|c| matches!(c, '\u{620}'..='\u{6ff}' | '\u{710}'..='\u{77f}'))
}

/// One of eight colour classes, by a small stable hash of the name.
fn colour(name: &str) -> &'static str {
    let hash = name.bytes().fold(5381_u32, |hash, byte| hash.wrapping_mul(33) ^ u32::from(byte));
    match hash % 8 {
        0 => "avatar-1",
        1 => "avatar-2",
        2 => "avatar-3",
        3 => "avatar-4",
        4 => "avatar-5",
        5 => "avatar-6",
        6 => "avatar-7",
        _ => "avatar-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_first_and_last() {
        assert_eq!(initials("Ada Lovelace"), "AL");
        assert_eq!(initials("Jean Luc de la Tour"), "JT");
        assert_eq!(initials("éva"), "É");
        assert_eq!(initials("  "), "");
        assert_eq!(initials("Müller & Söhne"), "MS");
        assert_eq!(initials("“Acme” (Ltd)"), "AL");
        assert_eq!(initials("R & +"), "R");
        assert_eq!(initials("+"), "");
    }

    #[test]
    fn an_initial_is_a_whole_sign_in_every_writing_system() {
        for (name, signs) in [
            ("👩‍💻 Code", "👩‍💻C"),
            ("Team 🇩🇪", "T🇩🇪"),
            ("E\u{301}va Ö", "E\u{301}Ö"),
            ("e\u{301}va", "E\u{301}"),
            ("👍🏽", "👍🏽"),
            ("❤\u{fe0f}‍🔥 1\u{fe0f}\u{20e3}", "❤\u{fe0f}‍🔥1\u{fe0f}\u{20e3}"),
            ("سارة محمد", "س\u{200c}م"),
            ("山田 太郎", "山太"),
            ("한국 김", "한김"),
            ("\u{1112}\u{1161}\u{11ab}국", "\u{1112}\u{1161}\u{11ab}"),
            ("क्षमा", "क्ष"),
            ("שרה לוי", "של"),
        ] {
            assert_eq!(initials(name), signs, "{name}");
        }
    }

    #[test]
    fn a_name_keeps_its_colour() {
        assert_eq!(colour("Ada Lovelace"), colour("Ada Lovelace"));
    }
}
