//! The composer's state: what is typed, what is on its way, and what went wrong with it.

use chat_domain::NewMessage;
use domain::AppError;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use live::browser::is_touch;
use live::{Failure, LiveOutbox, Retry, tab};

/// A message on its way, with the id that keeps it from arriving twice, and the name under which the tab keeps it.
pub type Outgoing = live::Carried<String>;

/// The handle to one composer.
#[derive(Clone, Copy)]
pub struct Composer {
    pub field: NodeRef<Textarea>,
    /// Holds the id that the server gave the form, for the first message that is sent with it.
    pub first_id: NodeRef<Input>,
    /// Why the last message was not sent.
    pub error: RwSignal<Option<String>>,
    /// Whether that was a limit of the plan.
    pub at_limit: RwSignal<bool>,
    /// Why sending is not possible right now; shown after a try.
    pub hint: RwSignal<Option<String>>,
    /// What was sent and has not arrived. One message at a time: if it fails it comes back into the field.
    outbox: LiveOutbox<String>,
    /// Under which name the tab keeps what is typed.
    draft: StoredValue<String>,
}

impl Composer {
    /// An empty composer; `place` says of what its draft is.
    pub fn new(place: &str) -> Self {
        let kept = kit::kept_name(place);
        Self {
            field: NodeRef::new(),
            first_id: NodeRef::new(),
            error: RwSignal::new(None),
            at_limit: RwSignal::new(false),
            hint: RwSignal::new(None),
            outbox: LiveOutbox::new(format!("{kept}:sending"), Retry::ByHand),
            draft: StoredValue::new(format!("{kept}:draft")),
        }
    }

    /// What is typed at the moment.
    pub fn text(&self) -> String {
        self.field.try_get_untracked().flatten().map(|field| field.value()).unwrap_or_default()
    }

    /// Types this in place of what is there.
    pub fn set_text(&self, text: &str) {
        if let Some(field) = self.field.try_get_untracked().flatten() {
            field.set_value(text);
            grow(&field);
        }
        self.keep_draft();
    }

    /// Puts the cursor into the field.
    pub fn focus(&self) {
        if let Some(field) = self.field.try_get_untracked().flatten() {
            let _gone = field.focus();
        }
    }

    /// Puts the cursor into the field where that raises no keyboard.
    pub fn focus_unless_touch(&self) {
        if !is_touch() {
            self.focus();
        }
    }

    /// Brings back what was typed before the page was left, unless something is typed already, and before it what was
    /// on its way: sent again it arrives once.
    pub fn restore_draft(&self) {
        let kept = self.draft.try_with_value(|name| tab::read(name)).flatten();
        match kept {
            Some(kept) if self.text().is_empty() => self.set_text(&kept),
            _ => self.keep_draft(),
        }
        // A page that is being left may have put it back itself.
        if let Some(held) = self.outbox.restore().filter(|held| !self.text().starts_with(&held.message)) {
            self.put_before(&held.message);
        }
    }

    fn put_before(&self, text: &str) {
        let since = self.text();
        if since.trim().is_empty() { self.set_text(text) } else { self.set_text(&format!("{text}\n\n{since}")) }
    }

    /// Something was typed.
    pub fn typed(&self) {
        if let Some(field) = self.field.try_get_untracked().flatten() {
            grow(&field);
        }
        if self.hint.try_with_untracked(Option::is_some) == Some(true) {
            self.hint.try_set(None);
        }
        // What stood in the field again is the person's to change from here on.
        self.outbox.changed();
        self.keep_draft();
    }

    /// Says why a message cannot go right now.
    pub fn explain(&self, why: &str) {
        self.hint.try_set(Some(why.to_owned()));
    }

    fn keep_draft(&self) {
        // What is being sent with the page itself is no draft.
        if kit::is_being_left() {
            return;
        }
        let text = self.text();
        self.draft.try_with_value(|name| tab::write(name, &text));
    }

    /// Takes the typed message out of the field to send it; none if it may not go.
    pub fn take(&self) -> Option<Outgoing> {
        let text = self.text();
        let outgoing = self.prepare(&text)?;
        self.set_text("");
        self.focus();
        Some(outgoing)
    }

    /// Makes a message of this text ready to send; none while another is on its way or if it breaks a rule.
    pub fn prepare(&self, text: &str) -> Option<Outgoing> {
        if self.outbox.is_busy() {
            return None;
        }
        if text.trim().is_empty() {
            self.focus();
            return None;
        }
        let message = NewMessage { text: text.to_owned(), ..NewMessage::default() };
        let text = match message.validate() {
            Ok(spec) => String::from(spec.text),
            Err(errors) => {
                self.error.try_set(Some(errors.to_string()));
                return None;
            }
        };
        let outgoing = self.outbox.put(text, || self.take_first_id())?;
        self.error.try_set(None);
        self.at_limit.try_set(false);
        self.hint.try_set(None);
        Some(outgoing)
    }

    /// The id that the plain form carries, once: what was sent before the page was alive must not arrive twice.
    fn take_first_id(&self) -> Option<String> {
        let field = self.first_id.try_get_untracked().flatten()?;
        let id = field.value();
        field.set_value("");
        Some(id).filter(|id| !id.is_empty())
    }

    /// The message has arrived.
    pub fn sent(&self, outgoing: &Outgoing) {
        self.outbox.arrived(outgoing);
    }

    /// The message has not arrived: it stands in the field again, before whatever was typed since.
    pub fn give_back(&self, outgoing: &Outgoing, why: &AppError) {
        self.outbox.failed(&outgoing.id, Failure::Passing);
        self.at_limit.try_set(matches!(why, AppError::Quota { .. }));
        self.error.try_set(Some(format!("Your message was not sent. {why}")));
        self.put_before(&outgoing.message);
        self.focus();
    }
}

/// Grows the field with its lines where the browser does not do so by itself.
fn grow(field: &web_sys::HtmlTextAreaElement) {
    let lines = field.value().lines().count().clamp(1, 12);
    field.set_rows(u32::try_from(lines).unwrap_or(1));
}
