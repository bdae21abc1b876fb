//! Signing in with an account elsewhere. A provider's word opens an account here only where the account was linked,
//! or where both sides have verified the same address; everything else is told what to do instead.

mod begin;
mod finish;
mod join;
mod link;
mod methods;
mod states;

use domain::accounts::SignInProblem;

/// What a provider's word came to; a problem is an answer, not a fault.
type Vouched<T> = server_core::Result<Result<T, SignInProblem>>;

pub use begin::{Departure, begin_sign_in};
pub use finish::{Arrival, Returned, finish_sign_in};
pub use link::{begin_link, unlink_identity};
pub use methods::{sign_in_methods, sign_in_providers};
pub(super) use states::purge_states;
