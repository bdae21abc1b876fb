//! Reads the GGUF file into memory in the form that computes fastest.
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;

use candle_core::Device;
use candle_core::quantized::gguf_file::{Content, TensorInfo, Value};
use candle_core::quantized::{GgmlDType, QTensor};
use candle_transformers::models::quantized_llama::ModelWeights;

use crate::error::LocalError;
use crate::vocabulary::Vocabulary;

/// The model could attend to more, but a prompt this long already takes many seconds to read.
const LARGEST_WINDOW: usize = 2_048;
const CONTEXT_LENGTH: &str = "llama.context_length";
const EMBEDDINGS: &str = "token_embd.weight";

/// A loaded model; one generation works on a clone of `weights`, which shares all but the KV cache.
pub(crate) struct Loaded {
    pub(crate) weights: ModelWeights,
    pub(crate) vocabulary: Vocabulary,
    /// The most tokens, prompt and answer together, the model can attend to.
    pub(crate) window: usize,
}

/// Reads everything; takes about a second, so never on an async thread.
pub(crate) fn load(path: &Path) -> Result<Loaded, LocalError> {
    let file = File::open(path).map_err(|error| LocalError::opening(path, &error))?;
    let mut reader = BufReader::new(file);
    let corrupt = |reason: String| LocalError::corrupt(path, reason);
    let content = Content::read(&mut reader).map_err(|error| corrupt(reason(&error)))?;
    let vocabulary = Vocabulary::from_metadata(&content.metadata).map_err(corrupt)?;
    let window = window(&content).map_err(|error| corrupt(reason(&error)))?;
    check_embeddings(&content, vocabulary.len()).map_err(corrupt)?;
    let weights = read_weights(content, &mut reader).map_err(|error| corrupt(reason(&error)))?;
    Ok(Loaded { weights, vocabulary, window })
}

/// candle appends a backtrace to its errors when backtraces are enabled; only the first line is for people.
fn reason(error: &candle_core::Error) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

fn window(content: &Content) -> candle_core::Result<usize> {
    let length = content.metadata.get(CONTEXT_LENGTH).map_or(Ok(2_048), Value::to_u32)?;
    Ok(usize::try_from(length).unwrap_or(LARGEST_WINDOW).min(LARGEST_WINDOW))
}

/// A token id beyond the embedding table would only fail in the middle of an answer.
fn check_embeddings(content: &Content, tokens: usize) -> Result<(), String> {
    let table = content.tensor_infos.get(EMBEDDINGS).ok_or_else(|| format!("{EMBEDDINGS} is missing"))?;
    let rows = table.shape.dims().first().copied().unwrap_or_default();
    if rows == tokens { Ok(()) } else { Err(format!("{tokens} tokens but {rows} embeddings")) }
}

fn read_weights<R: Read + Seek>(content: Content, reader: &mut R) -> candle_core::Result<ModelWeights> {
    let (content, bytes) = repack(content, reader)?;
    ModelWeights::from_gguf(content, &mut Cursor::new(bytes), &Device::Cpu)
}

/// Copies the tensors into memory, those without a vector kernel as `Q8_0`.
///
/// `Q8_0` represents every step of a four-bit weight, so the answers do not change measurably.
fn repack<R: Read + Seek>(content: Content, reader: &mut R) -> candle_core::Result<(Content, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut tensor_infos = std::collections::HashMap::with_capacity(content.tensor_infos.len());
    for name in content.tensor_infos.keys() {
        let mut tensor = content.tensor(reader, name, &Device::Cpu)?;
        if lacks_kernel(tensor.dtype()) {
            tensor = QTensor::quantize(&tensor.dequantize(&Device::Cpu)?, GgmlDType::Q8_0)?;
        }
        let offset = u64::try_from(bytes.len()).map_err(candle_core::Error::wrap)?;
        let info = TensorInfo { ggml_dtype: tensor.dtype(), shape: tensor.shape().clone(), offset };
        tensor_infos.insert(name.clone(), info);
        bytes.extend_from_slice(&tensor.data()?);
    }
    Ok((Content { tensor_infos, tensor_data_offset: 0, ..content }, bytes))
}

fn lacks_kernel(kind: GgmlDType) -> bool {
    matches!(kind, GgmlDType::Q4_1 | GgmlDType::Q5_0 | GgmlDType::Q5_1)
}
