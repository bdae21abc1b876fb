//! Use cases on a real database. One binary, since each would link the whole backend again.

mod accounts;
mod api_keys;
mod audit;
mod billing;
mod billing_events;
mod branding;
mod chat;
mod closing;
mod god;
mod impersonation;
mod leaving;
mod members;
mod organizations;
mod outbox;
mod owner_invites;
mod sealing;
mod server_role;
mod support;
mod tenancy;
mod tidying;
mod values;
