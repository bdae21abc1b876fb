//! The one place where pages and server functions touch the web server: the caller, the answer's status, cookies and
//! redirects, and the kept values of forms. Knows no feature and draws nothing.

mod acts;
mod cleared;
#[cfg(feature = "ssr")]
mod cookies;
mod forms;
mod guard;
#[cfg(feature = "ssr")]
mod keep;
mod kept;
mod leaving;
mod once;
mod outcome;
mod paths;
mod platform;
#[cfg(feature = "ssr")]
mod request;
#[cfg(feature = "ssr")]
mod response;
mod revealed;
mod status;
mod step_up;
mod title;
mod typed;
mod viewer;

pub use acts::{Acts, RowState};
pub use cleared::cleared_after;
#[cfg(feature = "ssr")]
pub use cookies::{Cookie, read_cookie, session_cookie, session_cookie_name};
pub use domain::pages::with_query;
pub use forms::{field_error, form_error, refused_plainly, successes};
pub use guard::{admit_god, admit_signed_in};
#[cfg(feature = "ssr")]
pub use keep::{Keep, KeptFields, SentForm, keep};
pub use kept::{forget_all, forget_others, kept_name};
pub use leaving::{follow, go_on, is_being_left, leaving, now_seconds, provide_leaving, working};
pub use once::form_id;
pub use outcome::{DoneWord, done, outcome, saved};
pub use paths::{asked_page, sign_in_path, with_next};
pub use platform::platform_name;
#[cfg(feature = "ssr")]
pub use request::{RequestContext, anyone, caller, god, request, signed_in};
#[cfg(feature = "ssr")]
pub use response::{
    DEVICE_SECONDS, challenge_token, elsewhere_token, end_challenge, end_session, go_elsewhere, lead_plain_form, leave,
    redirect, remember_device, start_challenge, start_session,
};
#[cfg(feature = "ssr")]
pub(crate) use response::{is_plain_form, set_cookie};
#[cfg(feature = "ssr")]
pub use revealed::reveal;
pub use revealed::revealed;
pub use status::{may_open, set_status, status_of};
pub use step_up::{StepUpState, step_up};
pub use title::{PageTitle, PlatformTitle};
#[cfg(feature = "ssr")]
pub use typed::TypedForm;
pub use typed::{typed, typed_all, typed_or};
pub use viewer::{GetViewer, Viewing, get_viewer, known_viewer, provide_viewer, requesting_viewer, use_viewer};
