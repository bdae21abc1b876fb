//! Builds the message that is sent to the server. No value can start a header of its own.

use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
};
use url::Host;

use super::subject::Subject;
use crate::{MailError, single_line};

/// A composed mail with its addresses, as the outbox stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// `id@domain`, with or without angle brackets; the same at every attempt, so that receivers can spot a repeat.
    pub message_id: String,
    /// `address` or `Name <address>`, see [`format_address`].
    pub from: String,
    /// Where replies go, if not to `from`.
    pub reply_to: Option<String>,
    /// `address` or `Name <address>`; one recipient, so that no mail is half delivered.
    pub to: String,
    /// One line, unencoded.
    pub subject: String,
    /// The HTML part.
    pub html: String,
    /// The plain-text part.
    pub text: String,
}

/// Writes `Name <address>` for [`Envelope`], quoting the name where needed; a blank name leaves the address alone.
pub fn format_address(name: &str, address: &str) -> Result<String, MailError> {
    single_line::check("name", name)?;
    let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
    let Mailbox { email, .. } = mailbox("address", address)?;
    Ok(Mailbox::new(name, email).to_string())
}

/// A mail in its final bytes with the two addresses of the SMTP dialogue.
pub struct Outgoing {
    pub from: Address,
    pub to: Address,
    pub ascii_addresses: bool,
    pub content: Vec<u8>,
}

impl TryFrom<&Envelope> for Outgoing {
    type Error = MailError;

    fn try_from(mail: &Envelope) -> Result<Self, MailError> {
        single_line::check("subject", &mail.subject)?;
        let from = mailbox("from", &mail.from)?;
        let to = mailbox("to", &mail.to)?;
        let reply_to = mail.reply_to.as_deref().map(|address| mailbox("reply_to", address)).transpose()?;
        let addresses = [Some(&from), Some(&to), reply_to.as_ref()];
        let ascii_addresses = addresses.iter().flatten().all(|mailbox| ascii(&mailbox.email));
        let mut builder = Message::builder()
            .from(from.clone())
            .to(to.clone())
            .header(Subject::new(&mail.subject))
            .date_now()
            .message_id(Some(message_id(&mail.message_id)?))
            .header(AutoSubmitted)
            .header(AutoResponseSuppress);
        if let Some(reply_to) = reply_to {
            builder = builder.reply_to(reply_to);
        }
        let body = MultiPart::alternative_plain_html(crlf(&mail.text), crlf(&mail.html));
        let message = builder.multipart(body).map_err(|error| MailError::Message(error.to_string()))?;
        Ok(Self { from: from.email, to: to.email, ascii_addresses, content: message.formatted() })
    }
}

/// Ends every line with CRLF; lettre would do it too, in quadratic time.
fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn ascii(address: &Address) -> bool {
    let text: &str = address.as_ref();
    text.is_ascii()
}

/// Reads a mailbox; its domain becomes ASCII (IDNA), so that only a local part outside ASCII needs SMTPUTF8.
fn mailbox(field: &'static str, text: &str) -> Result<Mailbox, MailError> {
    single_line::check(field, text)?;
    let mailbox: Mailbox = text.trim().parse().map_err(|_| MailError::Address { field })?;
    if mailbox.email.domain().is_ascii() {
        return Ok(mailbox);
    }
    let domain = Host::parse(mailbox.email.domain()).map_err(|_| MailError::Address { field })?.to_string();
    let email = Address::new(mailbox.email.user(), domain).map_err(|_| MailError::Address { field })?;
    Ok(Mailbox::new(mailbox.name, email))
}

fn message_id(text: &str) -> Result<String, MailError> {
    let id = text.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(text);
    let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-._+".contains(c));
    match id.split_once('@') {
        Some((left, right)) if word(left) && word(right) => Ok(format!("<{id}>")),
        _ => Err(MailError::MessageId),
    }
}

/// RFC 3834: keeps holiday notices from answering.
#[derive(Clone)]
struct AutoSubmitted;

/// The same for Exchange, which ignores RFC 3834.
#[derive(Clone)]
struct AutoResponseSuppress;

macro_rules! fixed_header {
    ($header:ident, $name:literal, $value:literal) => {
        impl Header for $header {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self)
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), $value.to_owned())
            }
        }
    };
}

fixed_header!(AutoSubmitted, "Auto-Submitted", "auto-generated");
fixed_header!(AutoResponseSuppress, "X-Auto-Response-Suppress", "All");
