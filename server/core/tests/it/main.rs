//! Tests of the whole database, and of the core's own use cases. One binary, since each would link everything again.

mod audiences;
mod jobs;
mod schema;
mod sealing;
mod server_role;
mod tenancy;
mod visitors;
