//! The trait of letters: the texts of one kind of mail, and the values filled into them.

use super::{Brand, Composed, Sheet, brand::check_link};
use crate::{MailError, single_line};

/// One kind of mail with its own values, written by the area that sends it. Times and roles arrive as text that the
/// reader understands. Attachments, such as a calendar's invitation, will be a method of their own that returns nothing
/// by default, and a field of [`Composed`].
pub trait Letter: Send + Sync {
    /// A stable word for logs, metrics and the outbox's `kind` column.
    fn kind(&self) -> &'static str;

    /// Its templates.
    fn sheet(&self) -> Sheet;

    /// The subject line in the mailbox.
    fn subject(&self, brand: &str) -> String;

    /// The values for the template. The greeting uses a field `name`; without one, or with an empty one, it has no
    /// name.
    fn fields(&self) -> Vec<Field<'_>>;

    /// Why the reader gets it, in a sentence at its foot.
    fn reason(&self, brand: &str) -> String {
        format!("You get this mail because this address was entered at {brand}.")
    }

    /// Composes the letter. Fails when a link is not http(s), never on a person's name: a line break in a name becomes
    /// a space.
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

/// The value of one placeholder of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    place: &'static str,
    value: &'a str,
    is_link: bool,
}

impl<'a> Field<'a> {
    /// Text on one line.
    pub fn words(place: &'static str, value: &'a str) -> Self {
        Self { place, value, is_link: false }
    }

    /// An absolute http(s) address. The button's address is in the field `link`.
    pub fn link(place: &'static str, value: &'a str) -> Self {
        Self { place, value, is_link: true }
    }
}

fn greeting(fields: &[Field<'_>]) -> String {
    let name = fields.iter().find(|field| field.place == "name").map_or("", |field| field.value.trim());
    if name.is_empty() { "Hello,".to_owned() } else { format!("Hello {name},") }
}

/// The values of a letter that is only previewed or tested.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// Used wherever people's own texts are: names, titles, reasons.
    pub own: &'a str,
    pub link: &'a str,
}
