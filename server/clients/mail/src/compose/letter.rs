//! Every letter the platform writes: its subject, its words and the values it needs.

use super::{
    Brand, Composed,
    brand::check_link,
    sheet::{self, Sheet},
};
use crate::{MailError, single_line};

/// A letter with its own values. Times and roles arrive as text the reader understands; an empty `name` is greeted without one.
/// `expires_text` ends the sentence "The link works once and expires …", for instance with "in 1 hour".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// To a new person: proves that the address is theirs.
    VerifyEmail { name: String, link: String, expires_text: String },
    /// To a person who forgot the password.
    ResetPassword { name: String, link: String, expires_text: String },
    /// To the holder of an address with which someone signs up again; keeps the sign-up form silent about who has an account.
    AlreadyRegistered { name: String, sign_in_link: String, reset_link: String },
    /// To the new address, before a change takes effect.
    ConfirmNewEmail { name: String, link: String, expires_text: String },
    /// To the old address, once the change has taken effect.
    EmailChanged { name: String, new_address: String, when_text: String },
    /// After every change of password; `reset_link` leads to the page that starts a reset and holds no token.
    PasswordChanged {
        name: String,
        when_text: String,
        /// What is to be said of the API keys, which a new password leaves alone; empty where there are none.
        keys_text: String,
        reset_link: String,
    },
    /// After every other change in how a person signs in; `what` is a whole sentence.
    SecurityNotice { name: String, what: String, when_text: String, link: String },
    /// After a sign-in on a device that was never used for it; `device` and `address` in words.
    NewDevice { name: String, device: String, address: String, when_text: String, link: String },
    /// To a person invited into an organisation; `role` with its article, as in "an admin".
    Invite { organization: String, inviter: String, role: String, link: String, expires_text: String },
    /// To an owner whose organisation is packed; the link leads to the page that offers the download and holds no token.
    ExportReady { name: String, organization: String, link: String, expires_text: String },
    /// To the owners of an organisation, when the operator begins to view it as one of its people.
    ViewedAs {
        name: String,
        organization: String,
        operator: String,
        person: String,
        reason: String,
        when_text: String,
        link: String,
    },
    /// To a person whom the platform invites to open an organisation of their own.
    OwnerInvite { organization: String, link: String, expires_text: String },
    /// To a member whom an owner offers the organisation; the link leads to the page that takes the answer.
    OwnershipOffer { name: String, owner: String, organization: String, link: String, expires_text: String },
}

impl Letter {
    /// A stable word for logs, metrics and the outbox's `kind` column.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::VerifyEmail { .. } => "verify_email",
            Self::ResetPassword { .. } => "reset_password",
            Self::AlreadyRegistered { .. } => "already_registered",
            Self::ConfirmNewEmail { .. } => "confirm_new_email",
            Self::EmailChanged { .. } => "email_changed",
            Self::PasswordChanged { .. } => "password_changed",
            Self::SecurityNotice { .. } => "security_notice",
            Self::NewDevice { .. } => "new_device",
            Self::Invite { .. } => "invite",
            Self::ExportReady { .. } => "export_ready",
            Self::ViewedAs { .. } => "viewed_as",
            Self::OwnerInvite { .. } => "owner_invite",
            Self::OwnershipOffer { .. } => "ownership_offer",
        }
    }

    /// Writes the letter. Fails when a link is not http(s), never on what people are called: a line break in a name is a space.
    pub fn compose(&self, brand: &Brand) -> Result<Composed, MailError> {
        let mut values = brand.values()?;
        for (place, value) in self.fields() {
            if matches!(place, "link" | "reset_link") {
                check_link(place, value)?;
                values.set(place, value);
            } else {
                values.set(place, single_line::flat(value));
            }
        }
        for (place, words) in [("greeting", self.greeting()), ("reason", self.reason(brand))] {
            values.set(place, single_line::flat(&words).into_owned());
        }
        self.sheet().fill(brand, values, single_line::flat(&self.subject(brand)).into_owned())
    }

    fn fields(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::VerifyEmail { name, link, expires_text }
            | Self::ResetPassword { name, link, expires_text }
            | Self::ConfirmNewEmail { name, link, expires_text } => {
                vec![("name", name), ("link", link), ("expires_text", expires_text)]
            }
            Self::AlreadyRegistered { name, sign_in_link, reset_link } => {
                vec![("name", name), ("link", sign_in_link), ("reset_link", reset_link)]
            }
            Self::EmailChanged { name, new_address, when_text } => {
                vec![("name", name), ("new_address", new_address), ("when_text", when_text)]
            }
            Self::PasswordChanged { name, when_text, keys_text, reset_link } => {
                vec![("name", name), ("when_text", when_text), ("keys_text", keys_text), ("link", reset_link)]
            }
            Self::SecurityNotice { name, what, when_text, link } => {
                vec![("name", name), ("what", what), ("when_text", when_text), ("link", link)]
            }
            Self::NewDevice { name, device, address, when_text, link } => {
                vec![("name", name), ("device", device), ("address", address), ("when_text", when_text), ("link", link)]
            }
            Self::Invite { organization, inviter, role, link, expires_text } => vec![
                ("organization", organization),
                ("inviter", inviter),
                ("role", role),
                ("link", link),
                ("expires_text", expires_text),
            ],
            Self::ExportReady { name, organization, link, expires_text } => {
                vec![("name", name), ("organization", organization), ("link", link), ("expires_text", expires_text)]
            }
            Self::ViewedAs { name, organization, operator, person, reason, when_text, link } => vec![
                ("name", name),
                ("organization", organization),
                ("operator", operator),
                ("person", person),
                ("why", reason),
                ("when_text", when_text),
                ("link", link),
            ],
            Self::OwnerInvite { organization, link, expires_text } => {
                vec![("organization", organization), ("link", link), ("expires_text", expires_text)]
            }
            Self::OwnershipOffer { name, owner, organization, link, expires_text } => vec![
                ("name", name),
                ("owner", owner),
                ("organization", organization),
                ("link", link),
                ("expires_text", expires_text),
            ],
        }
    }

    fn greeting(&self) -> String {
        let fields = self.fields();
        let name = fields.iter().find(|(place, _)| *place == "name").map_or("", |(_, name)| name.trim());
        if name.is_empty() { "Hello,".to_owned() } else { format!("Hello {name},") }
    }

    fn sheet(&self) -> &'static Sheet {
        match self {
            Self::VerifyEmail { .. } => &sheet::VERIFY_EMAIL,
            Self::ResetPassword { .. } => &sheet::RESET_PASSWORD,
            Self::AlreadyRegistered { .. } => &sheet::ALREADY_REGISTERED,
            Self::ConfirmNewEmail { .. } => &sheet::CONFIRM_NEW_EMAIL,
            Self::EmailChanged { .. } => &sheet::EMAIL_CHANGED,
            Self::PasswordChanged { .. } => &sheet::PASSWORD_CHANGED,
            Self::SecurityNotice { .. } => &sheet::SECURITY_NOTICE,
            Self::NewDevice { .. } => &sheet::NEW_DEVICE,
            Self::Invite { .. } => &sheet::INVITE,
            Self::ExportReady { .. } => &sheet::EXPORT_READY,
            Self::ViewedAs { .. } => &sheet::VIEWED_AS,
            Self::OwnerInvite { .. } => &sheet::OWNER_INVITE,
            Self::OwnershipOffer { .. } => &sheet::OWNERSHIP_OFFER,
        }
    }

    fn subject(&self, Brand { name: brand, .. }: &Brand) -> String {
        match self {
            Self::VerifyEmail { .. } => format!("Confirm your email address for {brand}"),
            Self::ResetPassword { .. } => format!("Reset your {brand} password"),
            Self::AlreadyRegistered { .. } => format!("You already have a {brand} account"),
            Self::ConfirmNewEmail { .. } => format!("Confirm your new email address for {brand}"),
            Self::EmailChanged { .. } => format!("Your {brand} email address was changed"),
            Self::PasswordChanged { .. } => format!("Your {brand} password was changed"),
            Self::SecurityNotice { .. } => format!("A change in how you sign in to {brand}"),
            Self::NewDevice { .. } => format!("A sign-in to {brand} on a new device"),
            Self::Invite { organization, inviter, .. } => format!("{inviter} invites you to {organization}"),
            Self::ExportReady { organization, .. } => format!("Your export of {organization} is ready"),
            Self::ViewedAs { organization, .. } => format!("The operator of {brand} is viewing {organization}"),
            Self::OwnershipOffer { owner, organization, .. } => format!("{owner} offers you {organization}"),
            Self::OwnerInvite { organization, .. } => format!("Your invitation to open {organization} on {brand}"),
        }
    }

    fn reason(&self, Brand { name: brand, .. }: &Brand) -> String {
        match self {
            Self::Invite { inviter, .. } => {
                format!("You get this mail because {inviter} entered this address at {brand}.")
            }
            Self::ExportReady { organization, .. } => {
                format!("You get this mail because you asked for an export of {organization}.")
            }
            Self::ViewedAs { organization, .. } => {
                format!("You get this mail because you own {organization} at {brand}. Its audit settings turn it off.")
            }
            Self::OwnershipOffer { organization, .. } => {
                format!("You get this mail because you are a member of {organization} on {brand}.")
            }
            Self::OwnerInvite { .. } => {
                format!("You get this mail because the operator of {brand} entered this address.")
            }
            Self::EmailChanged { .. }
            | Self::PasswordChanged { .. }
            | Self::SecurityNotice { .. }
            | Self::NewDevice { .. } => {
                format!("You get this mail because it concerns the safety of your {brand} account.")
            }
            _ => format!("You get this mail because this address was entered at {brand}."),
        }
    }
}
