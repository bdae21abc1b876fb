//! Prints how fast the demo model is here: `cargo run -p local-llm --example speed -- model.gguf [words of filler]`.
use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use local_llm::{Asker, GenerateRequest, LocalEvent, LocalModel, Role, Turn, cpu_mismatch, speed_hint};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("name the model's file")?;
    let filler = args.next().map_or(Ok(0), |words| words.parse::<usize>())?;
    if let Some(problem) = cpu_mismatch() {
        return Err(problem.into());
    }
    if let Some(hint) = speed_hint() {
        println!("hint: {hint}");
    }
    let model = LocalModel::new(PathBuf::from(file));
    println!("memory before loading: {}", memory());
    for run in 1..=3 {
        measure(&model, run, filler).await?;
    }
    println!("memory after: {}", memory());
    Ok(())
}

async fn measure(model: &LocalModel, run: u64, filler: usize) -> Result<(), Box<dyn Error>> {
    let text = format!("{}Give me three ideas for a webinar.", "river ".repeat(filler));
    let turns = vec![Turn { role: Role::User, text }];
    let request = GenerateRequest {
        turns,
        temperature: 0.7,
        top_p: Some(0.9),
        max_tokens: 128,
        seed: run,
        asker: Asker::default(),
    };
    let start = Instant::now();
    let mut events = model.generate(request).await?;
    let started = start.elapsed();
    let mut first = Duration::ZERO;
    let mut answer = String::new();
    while let Some(event) = events.recv().await {
        match event? {
            LocalEvent::Text(piece) => {
                if answer.is_empty() {
                    first = start.elapsed();
                }
                answer.push_str(&piece);
            }
            LocalEvent::Done { input_tokens, output_tokens, .. } => {
                let writing = start.elapsed().saturating_sub(first).as_secs_f64();
                let speed = f64::from(output_tokens.saturating_sub(1)) / writing;
                println!(
                    "run {run}: loaded in {started:.2?}, {input_tokens} tokens read and the first written after {:.2?}, then {speed:.1} tokens/s ({output_tokens} tokens)",
                    first.saturating_sub(started)
                );
            }
        }
    }
    println!("{answer}\n");
    Ok(())
}

/// Resident memory now and at its highest, where the system reports it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("VmRSS") || line.starts_with("VmHWM"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
