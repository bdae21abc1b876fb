//! Keeps a computation on one core, so that the web server has the others.
//!
//! candle splits every matrix product over all cores and waits for them by spinning. A token takes two
//! hundred such waits; on a busy two-core server each may cost a scheduler's time slice, which was
//! measured to make generation fifteen times slower. Work that already runs on one of candle's own
//! threads is not split any further, so it is handed to one, whole.
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

use candle_core::utils::barrier_pool;

/// Long enough for a thread to return from a call, short against the 20 ms and more of a token.
const REPORT: Duration = Duration::from_micros(20);

/// The payload of a panic.
pub(crate) type Panic = Box<dyn Any + Send>;

/// Runs `work` on one thread of candle's pool while the caller sleeps; nothing else of candle's
/// runs in this process meanwhile, so hand over one token's work, not a whole answer's.
pub(crate) fn on_one_core<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Panic> {
    let work = Mutex::new(Some(work));
    let outcome = Mutex::new(None);
    let (done, wait) = mpsc::channel();
    let wait = Mutex::new(wait);
    let pool = barrier_pool();
    let caller = pool.n_workers();
    pool.execute(|thread| {
        if thread == 0 {
            let work = lock(&work).take();
            *lock(&outcome) = work.map(|work| catch_unwind(AssertUnwindSafe(|| without_rayon(work))));
            // With no worker the caller is thread 0 and nobody waits.
            let _ = done.send(());
        } else if thread == caller {
            // Sleeping here is what keeps candle from spinning until the work is done.
            let _ = lock(&wait).recv();
            // The worker still has to report back; returning at once would spin on its core until it can.
            std::thread::sleep(REPORT);
        }
    });
    let outcome = outcome.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcome.unwrap_or_else(|| Err(Box::new("the work was never started")))
}

/// Makes this thread a rayon pool of one, for candle's loops that are split with rayon.
fn without_rayon<T>(work: impl FnOnce() -> T) -> T {
    thread_local! {
        static ALONE: bool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().is_ok();
    }
    if !ALONE.with(|alone| *alone) {
        tracing::debug!("the demo model shares rayon's pool");
    }
    work()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::on_one_core;

    #[test]
    fn the_result_comes_back_from_a_thread_that_is_a_pool_of_its_own() {
        let result = on_one_core(|| (rayon::current_num_threads(), "done"));
        assert_eq!(result.ok(), Some((1, "done")));
    }

    #[test]
    fn a_panic_comes_back_as_an_error_and_the_next_work_runs() {
        assert!(on_one_core(|| assert!(std::hint::black_box(false), "on purpose")).is_err());
        assert_eq!(on_one_core(|| 7).ok(), Some(7));
    }

    #[test]
    fn candle_computes_within_it_without_waiting_for_itself() {
        let product = on_one_core(|| {
            let ones = candle_core::Tensor::ones((256, 256), candle_core::DType::F32, &candle_core::Device::Cpu)?;
            ones.matmul(&ones)?.mean_all()?.to_scalar::<f32>()
        });
        assert_eq!(product.ok().and_then(candle_core::Result::ok), Some(256.0));
    }
}
