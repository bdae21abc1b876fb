//! A stand-in for OpenAI's chat completions, streaming and whole. Its behaviour is chosen per request by the model's
//! name or by a marker such as `[[cut]]` in the last user message; `openai-stand-in --help` lists all names.

mod answer;
mod behaviour;
mod dialects;
mod play;
mod records;
mod refusals;
mod request;
mod routes;
mod script;
mod server;
mod wire;

pub use behaviour::Behaviour;
pub use dialects::{Dialect, Family};
pub use records::{Outcome, RecordedRequest};
pub use server::{OpenAiStandIn, Settings};
