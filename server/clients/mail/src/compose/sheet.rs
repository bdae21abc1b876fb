//! The fixed parts of a letter. An area keeps its own in its folder, compiled in; the frame around them is in this
//! crate.

use super::{
    Brand, Composed,
    template::{self, Values},
};
use crate::MailError;

/// One letter's templates with the preview line that mailboxes show after the subject, and the label of its button. In
/// the MJML, `[[button]]` stands for the button with the link beneath it and `[[line]]` for a thin line; `{{name}}` is
/// a placeholder.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    pub mjml: &'static str,
    pub text: &'static str,
    pub preview: &'static str,
    pub action: &'static str,
}

/// The sheet of this name, from the folder `letters` of the calling crate.
#[macro_export]
macro_rules! sheet {
    ($name:literal, $preview:literal, $action:literal) => {
        $crate::Sheet {
            mjml: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/letters/", $name, ".mjml")),
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/letters/", $name, ".txt")),
            preview: $preview,
            action: $action,
        }
    };
}

impl Sheet {
    /// Fills the letter under the brand's masthead; `values` need `subject`, `reason` and the letter's own
    /// placeholders.
    pub(super) fn fill(&self, brand: &Brand, mut values: Values<'_>, subject: String) -> Result<Composed, MailError> {
        let masthead = match brand.logo_url {
            Some(_) => include_str!("../../templates/masthead_logo.mjml"),
            None => include_str!("../../templates/masthead_name.mjml"),
        };
        let mjml = include_str!("../../templates/layout.mjml")
            .replace("[[masthead]]", masthead)
            .replace("[[content]]", self.mjml)
            .replace("[[button]]", include_str!("../../templates/button.mjml"))
            .replace("[[line]]", include_str!("../../templates/line.mjml"));
        let text = [self.text, include_str!("../../templates/closing.txt")].concat();
        values.set("subject", subject.clone());
        values.set("preview", self.preview);
        values.set("action", self.action);
        Ok(Composed { html: template::html(&mjml, &values)?, text: template::text(&text, &values)?, subject })
    }
}
