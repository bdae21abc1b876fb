//! Starts, talks to and ends the Python process; any failure ends the test with a sentence.

use std::{
    env,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command},
    time::timeout,
};

use crate::{FaultPlan, fail};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/smtpd.py");
const PATIENCE: Duration = Duration::from_secs(30);

/// The server's settings for its whole life; port 0 takes a free one.
#[derive(Clone, Debug, Serialize)]
pub struct Options {
    pub port: u16,
    pub spool: PathBuf,
    pub smtputf8: bool,
    pub user: Option<String>,
    pub password: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 0, spool: PathBuf::new(), smtputf8: true, user: None, password: None }
    }
}

#[derive(Deserialize)]
struct Answer {
    port: Option<u16>,
    error: Option<String>,
}

#[derive(Debug)]
pub struct Process {
    child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Process {
    /// Returns once the server listens, with its port.
    pub async fn start(options: &Options) -> (Self, u16) {
        let python = python();
        let mut process = Self::spawn(&python);
        let answer = process.ask(&json!(options)).await;
        match answer.port {
            Some(port) => (process, port),
            None => fail(&missing(&python, "it named no port")),
        }
    }

    fn spawn(python: &Path) -> Self {
        let spawned =
            Command::new(python).arg(SCRIPT).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn();
        let mut child = spawned.unwrap_or_else(|error| fail(&missing(python, &error.to_string())));
        match (child.stdin.take(), child.stdout.take()) {
            (Some(commands), Some(answers)) => Self { child, commands, answers: BufReader::new(answers) },
            _ => fail("the SMTP stand-in has no pipes"),
        }
    }

    pub async fn add_fault(&mut self, plan: &FaultPlan) {
        self.ask(&json!({ "do": "fault", "plan": plan })).await;
    }

    pub async fn clear_faults(&mut self) {
        self.ask(&json!({ "do": "clear" })).await;
    }

    /// Returns once every mail in progress is answered; no new one is accepted.
    pub async fn leave(&mut self) {
        self.ask(&json!({ "do": "leave" })).await;
    }

    pub async fn stop(mut self) {
        if let Err(error) = self.child.kill().await {
            fail(&format!("the SMTP stand-in could not be stopped: {error}"));
        }
    }

    async fn ask(&mut self, command: &Value) -> Answer {
        match timeout(PATIENCE, self.exchange(command)).await {
            Ok(Ok(Answer { error: Some(error), .. })) => fail(&missing(&python(), &error)),
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => fail(&missing(&python(), &error.to_string())),
            Err(_) => fail("the SMTP stand-in does not answer its pipe"),
        }
    }

    async fn exchange(&mut self, command: &Value) -> std::io::Result<Answer> {
        // A process that died at once closes its pipe; its last output on stdout says why.
        let written = self.commands.write_all(format!("{command}\n").as_bytes()).await;
        let mut line = String::new();
        self.answers.read_line(&mut line).await?;
        if line.is_empty() {
            written?;
        }
        Ok(serde_json::from_str(&line)?)
    }
}

fn missing(python: &Path, reason: &str) -> String {
    format!(
        "the SMTP server for tests does not start with {} ({reason}): run script/bootstrap, \
         or set SOLOOS_SMTPD_PYTHON to a Python 3 that has aiosmtpd",
        python.display()
    )
}

/// `SOLOOS_SMTPD_PYTHON`, or the virtual environment that script/bootstrap makes in the cache folder.
#[expect(clippy::disallowed_methods, reason = "a test tool has no typed configuration to ask")]
fn python() -> PathBuf {
    let named = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let user_cache =
        || named("XDG_CACHE_HOME").unwrap_or_else(|| named("HOME").unwrap_or_default().join(".cache")).join("soloos");
    named("SOLOOS_SMTPD_PYTHON")
        .unwrap_or_else(|| named("SOLOOS_CACHE").unwrap_or_else(user_cache).join("smtpd/bin/python"))
}
