//! Models behind an OpenAI-compatible address.

mod address;
mod body;
mod call;
mod chunk;
mod concessions;
mod reading;
mod refusal;
mod retry_after;
mod tls;
mod transport;
mod wire_watch;

pub(crate) use call::Remote;
pub(crate) use tls::http_client;
