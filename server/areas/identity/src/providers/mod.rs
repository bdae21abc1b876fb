//! Signing in with a provider's account. A provider's identity opens an account here only if it was linked, or if both
//! sides have verified the same address; everybody else is told what to do instead.

mod begin;
mod finish;
mod join;
mod link;
mod methods;
mod states;

use domain::accounts::SignInProblem;

/// The result of a provider's answer; a problem is an answer, not a fault.
type Vouched<T> = server_core::Result<Result<T, SignInProblem>>;

pub use begin::{Departure, begin_sign_in};
pub use finish::{Arrival, Returned, finish_sign_in};
pub use link::{begin_link, unlink_identity};
pub use methods::{sign_in_methods, sign_in_providers};
pub(super) use states::purge_states;
