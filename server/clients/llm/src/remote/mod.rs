//! Models behind an OpenAI-compatible address.

mod address;
mod answer;
mod body;
mod call;
mod choices;
mod chunk;
mod complaint;
mod concessions;
mod events;
mod failing;
mod growth;
mod json;
mod letters;
mod lines;
mod packing;
mod payload;
mod reading;
mod refusal;
mod retry_after;
mod tls;
mod transport;
mod usage;
mod voices;

pub(crate) use call::Remote;
pub(crate) use tls::http_client;
