//! The hourly jobs that clear away what has expired: one for each sweep, so that one that fails is tried again by itself
//! and keeps no other.

use graphile_worker::{Cron, Crontab, IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::worker::JobBackend;
use crate::{Backend, Error, Result};

/// The minute of each hour.
const MINUTE: u32 = 7;
/// Sweeps run one after the other: what people wait for must not wait for all of them.
const QUEUE: &str = "tidy";

/// Something that expires, and is cleared away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sweep {
    Conversations,
    Accounts,
    Files,
    Exports,
    Usage,
    AuditLog,
    Impersonations,
    Organizations,
}

impl Sweep {
    const ALL: [Self; 8] = [
        Self::Conversations,
        Self::Accounts,
        Self::Files,
        Self::Exports,
        Self::Usage,
        Self::AuditLog,
        Self::Impersonations,
        Self::Organizations,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Conversations => "conversations",
            Self::Accounts => "accounts",
            Self::Files => "files",
            Self::Exports => "exports",
            Self::Usage => "usage",
            Self::AuditLog => "audit_log",
            Self::Impersonations => "impersonations",
            Self::Organizations => "organizations",
        }
    }

    async fn run(self, backend: &Backend) -> Result<()> {
        match self {
            Self::Conversations => crate::chat::purge(backend).await.map(drop),
            Self::Accounts => crate::accounts::purge(backend).await.map(drop),
            Self::Files => crate::files::sweep(backend).await.map(drop),
            Self::Exports => crate::leaving::expire(backend).await.map(drop),
            Self::Usage => crate::usage::purge(backend).await.map(drop),
            Self::AuditLog => crate::audit_log::purge(backend).await.map(drop),
            Self::Impersonations => crate::impersonation::sweep(backend).await.map(drop),
            Self::Organizations => crate::platform::purge(backend).await.map(drop),
        }
    }
}

/// One sweep; all of them where none is named, as when somebody adds the job by hand.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Tidy {
    #[serde(default)]
    sweep: Option<Sweep>,
}

impl TaskHandler for Tidy {
    const IDENTIFIER: &'static str = "tidy";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let JobBackend(backend) = context.get_ext::<JobBackend>().ok_or("the worker has no backend")?;
        let sweeps = self.sweep.map_or_else(|| Sweep::ALL.to_vec(), |sweep| vec![sweep]);
        let mut failures = Vec::new();
        for sweep in sweeps {
            let name = sweep.name();
            match sweep.run(backend).await {
                Ok(()) => tracing::info!(sweep = name, "cleared away what had expired"),
                Err(error) => {
                    tracing::error!(sweep = name, %error, "a sweep failed");
                    failures.push(format!("{name}: {error}"));
                }
            }
        }
        if failures.is_empty() { Ok(()) } else { Err(failures.join("; ")) }
    }
}

/// The plan of all sweeps.
pub(super) fn crontabs() -> Result<Vec<Crontab>> {
    Sweep::ALL.into_iter().map(crontab).collect()
}

fn crontab(sweep: Sweep) -> Result<Crontab> {
    const WHAT: &str = "plan an hourly job";
    let name = format!("tidy_{}", sweep.name());
    // While one is still to be tried again, the next hour adds no second.
    let cron = Cron::hourly_at::<Tidy>(MINUTE).map_err(|error| Error::fault(WHAT, error))?.id(&name).job_key(&name);
    let cron = cron.queue(QUEUE).payload(Tidy { sweep: Some(sweep) }).map_err(|error| Error::fault(WHAT, error))?;
    Ok(cron.build())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Sweep, Tidy, crontabs};

    #[test]
    fn each_sweep_is_an_hourly_job_of_its_own() {
        let crontabs = crontabs().unwrap();
        for (sweep, crontab) in Sweep::ALL.into_iter().zip(&crontabs) {
            assert_eq!(crontab.identifier(), format!("tidy_{}", sweep.name()));
            assert_eq!(crontab.payload, Some(json!({ "sweep": sweep.name() })));
        }
        assert_eq!(crontabs.len(), Sweep::ALL.len());
    }

    #[test]
    fn a_job_that_names_no_sweep_stands_for_all() {
        assert_eq!(serde_json::from_str::<Tidy>("{}").unwrap().sweep, None);
    }
}
