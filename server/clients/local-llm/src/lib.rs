//! The embedded demo language model: SmolLM2-135M-Instruct, run in process with candle.
//!
//! Nothing is read or allocated before the first request, and the weights are freed after some idle minutes. The crate
//! knows nothing of agents or runs: turns in, text out. It identifies callers by two numbers, so that organisations,
//! and within them people, take turns.
//!
//! Speed: candle picks its AVX2 and VNNI matrix kernels at run time, but has none for the file's `Q4_1` blocks, so
//! `weights.rs` turns those into `Q8_0` while loading; a binary for the baseline instruction set is then fast as well.
//! `-Ctarget-cpu=x86-64-v3` among the rustflags helps the loops around the kernels; such a binary needs a processor of
//! 2013 or later, see [`cpu_mismatch`]. A generation uses only one core, whatever the machine has.
mod cpu;
mod error;
mod generation;
mod line;
mod model;
mod one_core;
mod places;
mod prompt;
mod request;
mod sampling;
mod utf8;
mod vocabulary;
mod weights;

pub use cpu::{cpu_mismatch, speed_hint};
pub use error::LocalError;
pub use model::LocalModel;
pub use request::{Asker, GenerateRequest, LocalEvent, Role, Turn};
