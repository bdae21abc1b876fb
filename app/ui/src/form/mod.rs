//! Form controls. A [`Field`] gives its control an id, a name, hint and error; controls also work alone.
//! Everything is native and uncontrolled: text that was typed before the wasm arrived is kept.

mod checkbox;
mod colour_input;
mod errors;
mod escape;
mod field;
mod form_action;
mod form_actions;
mod password_input;
mod proof;
mod radio_group;
mod section;
mod select;
mod step_up;
mod summary;
mod switch;
mod text_area;
mod text_input;
mod upload;
mod upload_request;

pub use checkbox::Checkbox;
pub use colour_input::ColourInput;
pub use errors::{error_of, field_error};
pub(crate) use escape::textarea_html;
pub(crate) use field::ControlIds;
pub use field::Field;
pub(crate) use form_action::ByScript;
pub use form_action::FormAction;
pub use form_actions::FormActions;
pub use password_input::PasswordInput;
pub use proof::ProofField;
pub use radio_group::{RadioGroup, RadioOption};
pub use section::FormSection;
pub use select::{Select, SelectOption};
pub use step_up::StepUpField;
pub use summary::FieldErrorsSummary;
pub use switch::Switch;
pub use text_area::TextArea;
pub use text_input::{InputKind, TextInput};
pub use upload::UploadField;
pub use upload_request::UploadLimit;

/// The box that every text-like control shares.
pub(crate) const CONTROL: &str = "w-full rounded-lg border border-field bg-field text-ink shadow-xs placeholder:text-faint \
     transition-[border-color,box-shadow] duration-150 hover:border-field-hover \
     focus:border-accent focus:outline-none focus:ring-3 focus:ring-accent/20 \
     aria-invalid:border-danger aria-invalid:focus:ring-danger/20 \
     disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken \
     text-base sm:text-sm";
