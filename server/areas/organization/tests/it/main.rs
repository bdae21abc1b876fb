//! The use cases of the area on a real database. One binary, since each would link everything again.

mod billing;
mod billing_events;
mod branding;
mod closing;
mod members;
mod offboarding;
mod organizations;
