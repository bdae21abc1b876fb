//! Chooses the next token: mild repetition penalty, then the likeliest few, then temperature.
use candle_core::{Result, Tensor};
use candle_transformers::generation::{LogitsProcessor, Sampling};
use candle_transformers::utils::apply_repeat_penalty;

use crate::request::GenerateRequest;

/// Without it so small a model falls into loops; with more it avoids words that it needs.
const REPEAT_PENALTY: f32 = 1.1;
/// How many of the latest tokens the penalty looks at.
const REPEAT_WINDOW: usize = 64;
/// Beyond the likeliest few the model's guesses are noise, and sorting all 49,152 costs milliseconds.
const LIKELIEST: usize = 50;
const COLDEST: f32 = 0.01;
const HOTTEST: f32 = 2.0;

/// The random state of one generation.
pub(crate) struct Sampler {
    processor: LogitsProcessor,
    endings: [u32; 3],
}

impl Sampler {
    /// Takes temperature, `top_p` and seed from the request; `endings` are the tokens no answer begins with.
    pub(crate) fn new(request: &GenerateRequest, endings: [u32; 3]) -> Self {
        let sampling = sampling(request.temperature, request.top_p);
        Self { processor: LogitsProcessor::from_sampling(request.seed, sampling), endings }
    }

    /// The next token, given the raw scores and the answer so far.
    pub(crate) fn next(&mut self, logits: &Tensor, answer: &[u32]) -> Result<u32> {
        if answer.is_empty() {
            return self.processor.sample(&without(logits, &self.endings)?);
        }
        let recent = answer.get(answer.len().saturating_sub(REPEAT_WINDOW)..).unwrap_or(answer);
        self.processor.sample(&apply_repeat_penalty(logits, REPEAT_PENALTY, recent)?)
    }
}

/// An empty answer is of no use, and this model tends to give one to odd questions.
fn without(logits: &Tensor, tokens: &[u32]) -> Result<Tensor> {
    let mut scores = logits.to_vec1::<f32>()?;
    for token in tokens {
        if let Some(score) = usize::try_from(*token).ok().and_then(|index| scores.get_mut(index)) {
            *score = f32::NEG_INFINITY;
        }
    }
    Tensor::new(scores, logits.device())
}

fn sampling(temperature: f32, top_p: Option<f32>) -> Sampling {
    // NaN counts as the coldest temperature.
    if temperature.is_nan() || temperature < COLDEST {
        return Sampling::ArgMax;
    }
    let temperature = f64::from(temperature.min(HOTTEST));
    match top_p {
        Some(p) if p > 0.0 && p < 1.0 => Sampling::TopKThenTopP { k: LIKELIEST, p: f64::from(p), temperature },
        _ => Sampling::TopK { k: LIKELIEST, temperature },
    }
}

#[cfg(test)]
mod tests {
    use candle_core::{Device, Tensor};

    use super::{GenerateRequest, Sampler, Sampling, sampling};
    use crate::request::Asker;

    #[test]
    fn an_answer_never_begins_with_its_end_and_may_end_after_one_token() {
        let logits = Tensor::new(&[9.0_f32, 8.0, 7.0, 1.0, 2.0], &Device::Cpu).expect("a tensor");
        for temperature in [0.0, 2.0] {
            let request = GenerateRequest {
                turns: Vec::new(),
                temperature,
                top_p: None,
                max_tokens: 1,
                seed: 3,
                asker: Asker::default(),
            };
            let mut sampler = Sampler::new(&request, [0, 1, 2]);
            assert!(sampler.next(&logits, &[]).is_ok_and(|token| token > 2));
        }
        let request = GenerateRequest {
            turns: Vec::new(),
            temperature: 0.0,
            top_p: None,
            max_tokens: 1,
            seed: 3,
            asker: Asker::default(),
        };
        assert_eq!(Sampler::new(&request, [0, 1, 2]).next(&logits, &[4]).ok(), Some(0));
    }

    #[test]
    fn zero_negative_and_nan_temperatures_take_the_likeliest() {
        for cold in [0.0, -1.0, f32::NAN] {
            assert_eq!(sampling(cold, Some(0.9)), Sampling::ArgMax);
        }
    }

    #[test]
    fn a_share_that_is_no_share_is_left_out() {
        for share in [None, Some(0.0), Some(1.0), Some(f32::NAN)] {
            assert_eq!(sampling(1.0, share), Sampling::TopK { k: 50, temperature: 1.0 });
        }
    }

    #[test]
    fn a_hot_temperature_is_brought_down() {
        assert_eq!(sampling(99.0, None), Sampling::TopK { k: 50, temperature: 2.0 });
    }
}
