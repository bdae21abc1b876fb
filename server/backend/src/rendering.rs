//! Markdown becomes HTML beside the threads that answer requests, as many texts at once as there are cores.

use std::sync::{Arc, LazyLock};

use tokio::sync::Semaphore;

use crate::{Error, Result};

static CORES: LazyLock<Arc<Semaphore>> =
    LazyLock::new(|| Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(2, std::num::NonZero::get))));

/// Does the work on a thread of its own, once there is a core for it. The core stays taken until the work is done, also
/// when nobody waits for it any more. No transaction may be open meanwhile: it would keep a connection waiting.
pub(crate) async fn render<T, F>(work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    on(&CORES, work).await
}

async fn on<T, F>(cores: &Arc<Semaphore>, work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    let core = Arc::clone(cores).acquire_owned().await.map_err(|error| Error::fault("wait for a core", error))?;
    let work = move || {
        let _core = core;
        work()
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::fault("render on another thread", error))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::task::{Context, Waker};

    use super::*;

    #[tokio::test]
    async fn a_core_stays_taken_while_the_work_goes_on_that_nobody_waits_for() {
        let cores = Arc::new(Semaphore::new(1));
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (end, ends) = mpsc::channel::<()>();
        let mut work = Box::pin(on(&cores, move || {
            let _ = begun.send(());
            let _ = ends.recv();
        }));
        assert!(work.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        has_begun.await.unwrap();
        drop(work);
        assert_eq!(cores.available_permits(), 0);
        end.send(()).unwrap();
        assert_eq!(on(&cores, || 7).await.unwrap(), 7);
    }
}
