//! Servers that stand in for services of the outside world, run inside tests or as small programs beside a browser
//! test. They speak the real wire formats, faults included, and remember their requests. Nothing here is linked into
//! the product.

mod github;
mod openai;
mod stripe;

pub use github::GitHubStandIn;
pub use openai::{Behaviour, Dialect, Family, OpenAiStandIn, Outcome, RecordedRequest, Settings};
pub use stripe::{StripeRequest, StripeStandIn};
