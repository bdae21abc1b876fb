//! Models behind an OpenAI-compatible address.

mod address;
mod answer;
mod body;
mod call;
mod chunk;
mod complaint;
mod concessions;
mod events;
mod json;
mod letters;
mod lines;
mod reading;
mod refusal;
mod retry_after;
mod tls;
mod transport;

pub(crate) use call::Remote;
pub(crate) use tls::http_client;
