//! The letter that says where an export is.

use mail::{Field, Letter, Sheet, sheet};

/// To an owner whose organisation has been exported; the link leads to the page that offers the download and holds no
/// token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportReady {
    pub name: String,
    pub organization: String,
    pub link: String,
    pub expires_text: String,
}

impl Letter for ExportReady {
    fn kind(&self) -> &'static str {
        "export_ready"
    }

    fn sheet(&self) -> Sheet {
        sheet!("export_ready", "Download it within a week.", "Go to the download")
    }

    fn subject(&self, _brand: &str) -> String {
        format!("Your export of {} is ready", self.organization)
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("name", &self.name),
            Field::words("organization", &self.organization),
            Field::link("link", &self.link),
            Field::words("expires_text", &self.expires_text),
        ]
    }

    fn reason(&self, _brand: &str) -> String {
        format!("You get this mail because you asked for an export of {}.", self.organization)
    }
}
