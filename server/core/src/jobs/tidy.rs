//! The hourly jobs that delete expired rows: one for each sweep, so that a failing sweep is tried again by itself and
//! delays no other.

use domain::ids::OrganizationId;
use futures::FutureExt;
use graphile_worker::{Cron, Crontab};
use serde::{Deserialize, Serialize};

use super::job::Queued;
use super::{Done, Job, Pool, TryLater};
use crate::area::Sweep;
use crate::{Backend, Error, Result, files, usage};

/// The minute of each hour.
const MINUTE: u32 = 7;
/// Sweeps run one after the other: jobs that people wait for must not wait for all of them.
const QUEUE: &str = "tidy";

/// The sweeps that belong to no area.
const OWN: [Sweep; 2] = [
    Sweep { name: "files", run: |backend| async move { files::sweep(backend).await.map(drop) }.boxed() },
    Sweep { name: "usage", run: |backend| async move { usage::purge(backend).await.map(drop) }.boxed() },
];

/// Every sweep of this process.
fn sweeps(backend: &Backend) -> Vec<Sweep> {
    OWN.into_iter().chain(backend.areas.iter().flat_map(|area| area.sweeps())).collect()
}

/// One sweep by its name; all of them where none is named, as when somebody adds the job by hand.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Tidy {
    #[serde(default)]
    sweep: Option<String>,
}

impl Job for Tidy {
    const NAME: &'static str = "tidy";
    const POOL: Pool = Pool::Slow;

    async fn run(self, backend: &Backend, _organization: Option<OrganizationId>) -> Done {
        let asked = |sweep: &Sweep| self.sweep.as_deref().is_none_or(|name| name == sweep.name);
        let sweeps: Vec<Sweep> = sweeps(backend).into_iter().filter(asked).collect();
        if sweeps.is_empty() {
            return Err(TryLater("no sweep has this name".to_owned()));
        }
        let mut failures = Vec::new();
        for Sweep { name, run } in sweeps {
            match run(backend).await {
                Ok(()) => tracing::info!(sweep = name, "cleared away what had expired"),
                Err(error) => {
                    tracing::error!(sweep = name, %error, "a sweep failed");
                    failures.push(format!("{name}: {error}"));
                }
            }
        }
        if failures.is_empty() { Ok(()) } else { Err(TryLater(failures.join("; "))) }
    }
}

/// The schedule of all sweeps.
pub(super) fn crontabs(backend: &Backend) -> Result<Vec<Crontab>> {
    sweeps(backend).into_iter().map(crontab).collect()
}

fn crontab(sweep: Sweep) -> Result<Crontab> {
    const WHAT: &str = "plan an hourly job";
    let name = format!("tidy_{}", sweep.name);
    // While one is still to be tried again, the next hour adds no second.
    let cron =
        Cron::hourly_at::<Queued<Tidy>>(MINUTE).map_err(|error| Error::fault(WHAT, error))?.id(&name).job_key(&name);
    let payload = Queued { organization: None, job: Tidy { sweep: Some(sweep.name.to_owned()) } };
    Ok(cron.queue(QUEUE).payload(payload).map_err(|error| Error::fault(WHAT, error))?.build())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{OWN, Tidy, crontab};

    #[test]
    fn each_sweep_is_an_hourly_job_of_its_own() {
        for sweep in OWN {
            let crontab = crontab(sweep).unwrap();
            assert_eq!(crontab.identifier(), format!("tidy_{}", sweep.name));
            assert_eq!(crontab.payload, Some(json!({ "sweep": sweep.name })));
        }
    }

    #[test]
    fn a_job_that_names_no_sweep_stands_for_all() {
        assert_eq!(serde_json::from_str::<Tidy>("{}").unwrap().sweep, None);
    }
}
