//! Sessions: an opaque token in a cookie, its hash in the database, an idle and an absolute end.

mod device;
mod end;
mod known_device;
mod known_network;
mod list;
mod resolve;
mod stands;
mod start;
mod switch;
mod viewing;

pub(super) use device::device;
pub(super) use end::end_others;
pub use end::{end_other_sessions, revoke_session, sign_out, sign_out_everywhere};
pub use list::list_sessions;
pub use resolve::resolve;
pub use stands::stands;
pub use start::NewSession;
pub(super) use start::{recognise, start};
pub(super) use switch::enter;
pub use switch::{move_on, step_out, switch_organization};
pub use viewing::{EndReason, end_viewing};
