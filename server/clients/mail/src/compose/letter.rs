//! What a letter is: the words of one kind of mail, and what is filled into them.

use super::{Brand, Composed, Sheet, brand::check_link};
use crate::{MailError, single_line};

/// One kind of mail with its own values, written by the area that sends it. Times and roles arrive as text the reader
/// understands. What goes along with the words, such as a calendar's invitation, will be a method of its own that gives
/// nothing unless a letter says otherwise, and a field of [`Composed`].
pub trait Letter: Send + Sync {
    /// A stable word for logs, metrics and the outbox's `kind` column.
    fn kind(&self) -> &'static str;

    /// Its words.
    fn sheet(&self) -> Sheet;

    /// The line that stands in the mailbox.
    fn subject(&self, brand: &str) -> String;

    /// What is filled into the words. A field `name` is greeted by; without one, or with an empty one, nobody is by name.
    fn fields(&self) -> Vec<Field<'_>>;

    /// Why the reader gets it, in a sentence at its foot.
    fn reason(&self, brand: &str) -> String {
        format!("You get this mail because this address was entered at {brand}.")
    }

    /// Writes the letter. Fails when a link is not http(s), never on what people are called: a line break in a name is a space.
    fn compose(&self, brand: &Brand) -> Result<Composed, MailError> {
        let mut values = brand.values()?;
        let fields = self.fields();
        for field in &fields {
            if field.is_link {
                check_link(field.place, field.value)?;
                values.set(field.place, field.value);
            } else {
                values.set(field.place, single_line::flat(field.value));
            }
        }
        for (place, words) in [("greeting", greeting(&fields)), ("reason", self.reason(&brand.name))] {
            values.set(place, single_line::flat(&words).into_owned());
        }
        self.sheet().fill(brand, values, single_line::flat(&self.subject(&brand.name)).into_owned())
    }
}

/// What is filled into one place of a letter's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    place: &'static str,
    value: &'a str,
    is_link: bool,
}

impl<'a> Field<'a> {
    /// Words on one line.
    pub fn words(place: &'static str, value: &'a str) -> Self {
        Self { place, value, is_link: false }
    }

    /// An absolute http(s) address. The one that the button leads to stands at `link`.
    pub fn link(place: &'static str, value: &'a str) -> Self {
        Self { place, value, is_link: true }
    }
}

fn greeting(fields: &[Field<'_>]) -> String {
    let name = fields.iter().find(|field| field.place == "name").map_or("", |field| field.value.trim());
    if name.is_empty() { "Hello,".to_owned() } else { format!("Hello {name},") }
}

/// What a letter is filled with to be looked at and tried, when nobody gets it.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// Stands wherever people's own words do: names, titles, reasons.
    pub own: &'a str,
    pub link: &'a str,
}
