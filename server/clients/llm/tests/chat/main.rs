//! The chat models against a server that speaks OpenAI's protocol, faults included.

mod answers;
mod bodies;
mod cancelling;
mod dialects;
mod interruptions;
mod refusals;
mod scene;
