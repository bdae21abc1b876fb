//! The web server: configuration, router, layers, probes and streams around the app and the backend.
//! A library, so that tests start the very same server on a free port.

mod answer;
mod asked;
mod assemble;
mod assets;
mod auth;
pub mod cli;
pub mod config;
mod connections;
mod cookies;
mod endpoints;
mod export;
mod files;
mod layers;
pub mod logging;
mod pages;
mod probes;
mod router;
mod routes;
mod secret_key;
mod site;
mod sse;
mod start;
mod state;
mod thrown_away;
mod webhooks;

pub use assemble::assemble;
pub use config::{Config, Problems, Source};
pub use endpoints::{Endpoint, Kind, endpoints};
pub use routes::Access;
pub use site::leptos_options;
pub use start::{Running, StartError, serve, start};
