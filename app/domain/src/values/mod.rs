//! Values that people type, each type with one constructor: text that cannot be read, stored, mailed or compared never
//! gets past it. A form, an import, a provider and the command line all make the same value of the same text.

mod code;
mod line;
mod names;
mod number;
mod prose;
mod search;
mod signs;
mod slug;
mod tables;

pub use code::code_signs;
pub use line::{has_visible, reads_as, shown};
pub use names::{
    AgentName, ApiKeyName, ConversationTitle, OrganizationName, PersonName, PlanName, Reason, SenderName, TierLabel,
};
pub use number::{number, number_signs};
pub use prose::{PROMPT_MAX, Prose};
pub use search::SearchWords;
pub use slug::Slug;

pub(crate) use signs::{is_blank, is_joiner, is_selector, is_unseen};
pub use tables::compatible;

/// What every text value offers: it derefs to text, and only its constructors make one.
macro_rules! text_value {
    ($name:ident) => {
        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl PartialEq<String> for $name {
            fn eq(&self, other: &String) -> bool {
                self.0 == *other
            }
        }
    };
}

pub(crate) use text_value;
