//! Every way a model file can be wrong ends in a sentence, never in a panic or half an answer.
#![expect(clippy::expect_used, reason = "a test stops at the first thing that goes wrong")]
use std::path::{Path, PathBuf};

use local_llm::{Asker, GenerateRequest, LocalError, LocalModel, Role, Turn};

fn hello() -> GenerateRequest {
    let turns = vec![Turn { role: Role::User, text: "Hello".to_owned() }];
    GenerateRequest { turns, temperature: 0.0, top_p: None, max_tokens: 4, seed: 1, asker: Asker::default() }
}

fn scratch(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("the scratch file was not written");
    path
}

async fn error_for(path: PathBuf) -> LocalError {
    let model = LocalModel::new(path);
    let error = model.generate(hello()).await.expect_err("a bad file was accepted");
    assert!(!model.is_loaded());
    error
}

#[tokio::test]
async fn a_missing_file_is_named_and_found_unavailable_without_a_request() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-such-model.gguf");
    assert!(!LocalModel::new(path.clone()).is_available());
    assert_eq!(error_for(path.clone()).await, LocalError::Missing { path });
}

#[tokio::test]
async fn a_file_that_is_no_model_is_called_damaged() {
    let path = scratch("text.gguf", b"this is no model at all, only a line of text");
    let error = error_for(path.clone()).await;
    assert!(matches!(&error, LocalError::Corrupt { path: named, .. } if *named == path), "{error}");
    assert!(error.to_string().contains("fetch it again"), "{error}");
}

#[tokio::test]
async fn an_empty_file_is_called_damaged() {
    assert!(matches!(error_for(scratch("empty.gguf", b"")).await, LocalError::Corrupt { .. }));
}

#[tokio::test]
async fn a_gguf_header_without_a_vocabulary_says_what_is_missing() {
    let mut header = b"GGUF".to_vec();
    header.extend_from_slice(&3_u32.to_le_bytes());
    header.extend_from_slice(&[0; 16]);
    let error = error_for(scratch("bare.gguf", &header)).await;
    assert!(error.to_string().contains("tokenizer.ggml.tokens is missing"), "{error}");
}

#[tokio::test]
async fn a_folder_in_place_of_the_file_is_an_error() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).to_path_buf();
    assert!(!LocalModel::new(folder.clone()).is_available());
    assert!(matches!(error_for(folder).await, LocalError::Corrupt { .. } | LocalError::Unreadable { .. }));
}

#[tokio::test]
async fn a_request_without_turns_is_refused_before_anything_is_read() {
    let model = LocalModel::new(PathBuf::from("no-such-model.gguf"));
    let request = GenerateRequest { turns: Vec::new(), ..hello() };
    assert_eq!(model.generate(request).await.err(), Some(LocalError::NothingToAnswer));
}
