//! The `soloos` binary: a runtime around the command line.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use server::cli::{Cli, run};

/// Rendering a page nests deeply; the default of 2 MiB is too small in unoptimised builds.
const STACK: usize = 8 * 1024 * 1024;
/// On a machine with one processor the default single worker would let one busy page delay all others.
const FEWEST_WORKERS: usize = 4;

fn main() -> ExitCode {
    // First of all: a process that reads a stranger's picture has no threads and no configuration.
    if let Some(ended) = pictures::draw_if_asked() {
        return ended;
    }
    // Before anything that computes: a later floating-point loop would end the process silently.
    if let Some(problem) = local_llm::cpu_mismatch() {
        return failure(&problem);
    }
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .worker_threads(processors().max(FEWEST_WORKERS))
        .thread_stack_size(STACK)
        .build();
    let ended = match runtime {
        Ok(runtime) => runtime.block_on(run(cli)).map_err(|error| error.to_string()),
        Err(error) => Err(format!("no runtime could be made: {error}")),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => failure(&message),
    }
}

/// As many as this process may use, which may be fewer than there are.
fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn failure(message: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{message}");
    ExitCode::FAILURE
}
