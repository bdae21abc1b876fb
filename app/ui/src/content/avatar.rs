//! A person, organisation or agent as a small picture, or as initials where there is none.

use leptos::prelude::*;
use tailwind_fuse::{AsTailwindClass, TwVariant, tw_join};

/// Side length of an avatar.
#[derive(TwVariant, Debug, PartialEq, Eq)]
pub enum AvatarSize {
    #[tw(class = "size-6 text-[10px]")]
    Sm,
    #[tw(default, class = "size-8 text-xs")]
    Md,
    #[tw(class = "size-12 text-base")]
    Lg,
}

/// The picture, or initials on a colour that follows from the name, so a person keeps their colour everywhere.
/// Decorative: the name itself stands beside it.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    /// Where the picture is.
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
    // A logo is shown whole, a face fills its circle.
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

/// The first letters of the first and last word; one letter for a single word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
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
    }

    #[test]
    fn a_name_keeps_its_colour() {
        assert_eq!(colour("Ada Lovelace"), colour("Ada Lovelace"));
    }
}
