//! Starts and talks to the Node process; any failure ends the test with a sentence.

use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use crate::fail;

const FOLDER: &str = env!("CARGO_MANIFEST_DIR");
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Deserialize)]
pub struct Answer {
    pub port: Option<u16>,
    error: Option<String>,
}

#[derive(Debug)]
pub struct Process {
    _child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Process {
    pub fn spawn() -> Self {
        let spawned = Command::new("node")
            .arg("provider.mjs")
            .current_dir(FOLDER)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        let mut child = spawned.unwrap_or_else(|error| fail(&missing(&error.to_string())));
        match (child.stdin.take(), child.stdout.take()) {
            (Some(commands), Some(answers)) => Self { _child: child, commands, answers: BufReader::new(answers) },
            _ => fail("the OpenID Connect stand-in has no pipes"),
        }
    }

    pub async fn ask(&mut self, command: &Value) -> Answer {
        match timeout(PATIENCE, self.exchange(command)).await {
            Ok(Ok(Answer { error: Some(error), .. })) => fail(&missing(&error)),
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => fail(&missing(&error.to_string())),
            Err(_) => fail("the OpenID Connect stand-in does not answer its pipe"),
        }
    }

    async fn exchange(&mut self, command: &Value) -> std::io::Result<Answer> {
        self.commands.write_all(format!("{command}\n").as_bytes()).await?;
        let mut line = String::new();
        self.answers.read_line(&mut line).await?;
        Ok(serde_json::from_str(&line)?)
    }
}

fn missing(reason: &str) -> String {
    format!("the OpenID Connect provider for tests does not start ({reason}): run script/bootstrap")
}
