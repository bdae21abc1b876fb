//! One answer from prompt to end marker, on a blocking thread.
use candle_core::{Device, Tensor};
use candle_transformers::models::quantized_llama::ModelWeights;
use tokio::runtime::Handle;
use tokio::sync::mpsc::Sender;

use crate::error::LocalError;
use crate::one_core::on_one_core;
use crate::places::Turns;
use crate::prompt;
use crate::request::{GenerateRequest, LocalEvent};
use crate::sampling::Sampler;
use crate::utf8::Utf8Holder;
use crate::weights::Loaded;

/// The longest answer; `GenerateRequest::max_tokens` is capped at it.
pub(crate) const LONGEST_ANSWER: u32 = 1_024;
/// Prompt tokens per step: enough to reuse each weight, few enough to be cancelled soon.
const STEP: usize = 32;

pub(crate) type Events = Sender<Result<LocalEvent, LocalError>>;

/// The receiver is gone, or the computation failed.
enum Stop {
    Cancelled,
    Failed(LocalError),
}

impl From<LocalError> for Stop {
    fn from(error: LocalError) -> Self {
        Self::Failed(error)
    }
}

impl From<candle_core::Error> for Stop {
    fn from(error: candle_core::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Writes the answer into `events` on a blocking thread; returns early when the receiver is gone.
pub(crate) fn run(loaded: &Loaded, request: &GenerateRequest, events: &Events, turns: Turns) {
    match answer(loaded, request, events, turns) {
        Ok(()) => {}
        Err(Stop::Cancelled) => tracing::debug!("generation cancelled"),
        // The receiver may have gone as well; then nobody needs the error.
        Err(Stop::Failed(error)) => drop(events.blocking_send(Err(error))),
    }
}

fn answer(loaded: &Loaded, request: &GenerateRequest, events: &Events, turns: Turns) -> Result<(), Stop> {
    let most = answer_room(request.max_tokens, loaded.window);
    let tokens = prompt::lay_out(&loaded.vocabulary, &request.turns, loaded.window.saturating_sub(most))
        .map_err(LocalError::Failed)?;
    let mut reader = Reader { weights: loaded.weights.clone(), position: 0, turns };
    let mut logits = reader.read_prompt(&tokens, events)?;
    let mut sampler = Sampler::new(request, loaded.vocabulary.endings());
    let mut holder = Utf8Holder::default();
    let mut written = Vec::with_capacity(most);
    let stopped_by_length = loop {
        let token = computed(|| sampler.next(&logits, &written))?;
        if loaded.vocabulary.ends_turn(token) {
            break false;
        }
        written.push(token);
        if let Some(text) = holder.push(loaded.vocabulary.bytes(token)) {
            send(events, LocalEvent::Text(text))?;
        }
        if written.len() >= most {
            break true;
        }
        logits = reader.read(&[token], events)?;
    };
    if let Some(text) = holder.finish() {
        send(events, LocalEvent::Text(text))?;
    }
    let count = |tokens: &[u32]| u32::try_from(tokens.len()).unwrap_or(u32::MAX);
    send(events, LocalEvent::Done { input_tokens: count(&tokens), output_tokens: count(&written), stopped_by_length })
}

/// How much of the window the answer may take: the requested tokens, but never more than half.
fn answer_room(asked: u32, window: usize) -> usize {
    let asked = usize::try_from(asked.clamp(1, LONGEST_ANSWER)).unwrap_or(1);
    asked.min(window / 2).max(1)
}

fn send(events: &Events, event: LocalEvent) -> Result<(), Stop> {
    events.blocking_send(Ok(event)).map_err(|_| Stop::Cancelled)
}

fn computed<T: Send>(work: impl FnOnce() -> candle_core::Result<T> + Send) -> Result<T, Stop> {
    let outcome = on_one_core(work).map_err(|_| LocalError::Failed("an internal error".to_owned()))?;
    Ok(outcome?)
}

/// A clone of the weights with its own KV cache, its position, and its turns at the processor.
struct Reader {
    weights: ModelWeights,
    position: usize,
    turns: Turns,
}

impl Reader {
    fn read_prompt(&mut self, tokens: &[u32], events: &Events) -> Result<Tensor, Stop> {
        let mut logits = None;
        for step in tokens.chunks(STEP) {
            logits = Some(self.read(step, events)?);
        }
        logits.ok_or(Stop::Failed(LocalError::NothingToAnswer))
    }

    /// Feeds tokens and returns the scores of the next one.
    fn read(&mut self, tokens: &[u32], events: &Events) -> Result<Tensor, Stop> {
        Handle::current().block_on(self.turns.step());
        if events.is_closed() {
            return Err(Stop::Cancelled);
        }
        let input = Tensor::new(tokens, &Device::Cpu)?.unsqueeze(0)?;
        let (weights, position) = (&mut self.weights, self.position);
        let logits = computed(|| weights.forward(&input, position)?.squeeze(0))?;
        self.position += tokens.len();
        Ok(logits)
    }
}

#[cfg(test)]
mod tests {
    use super::answer_room;

    #[test]
    fn an_answer_gets_what_was_asked_within_bounds() {
        assert_eq!(answer_room(200, 4_096), 200);
        assert_eq!(answer_room(0, 4_096), 1);
        assert_eq!(answer_room(u32::MAX, 4_096), 1_024);
        assert_eq!(answer_room(1_000, 512), 256);
    }
}
