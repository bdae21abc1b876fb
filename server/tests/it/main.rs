//! The real router on a real database. One binary, since each would link the whole server again.

mod access;
mod api_keys;
mod billing;
mod config;
mod connections;
mod document;
mod errors;
mod headers;
mod health;
mod invites;
mod kept;
mod leptos_toml;
mod mailbox;
mod odd_input;
mod pages;
mod reserved;
mod security;
mod step_up;
mod support;
mod suspension;
mod uploads;
