//! The whole path on the real model file: no stand-in can tell whether the arithmetic is right.
#![expect(clippy::expect_used, reason = "a test stops at the first thing that goes wrong")]
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use local_llm::{Asker, GenerateRequest, LocalError, LocalEvent, LocalModel, Role, Turn};
use tokio::sync::mpsc::Receiver;
use tokio::time::timeout;

/// Far longer than one token takes on the slowest machine, far shorter than a whole long answer.
const SOON: Duration = Duration::from_secs(10);
const FILE: &str = "smollm2-135m-instruct-q4_1.gguf";

static MODEL: LazyLock<LocalModel> = LazyLock::new(|| LocalModel::new(model_file()));

struct Answer {
    text: String,
    pieces: usize,
    input_tokens: u32,
    output_tokens: u32,
    stopped_by_length: bool,
}

#[expect(clippy::disallowed_methods, reason = "a test has no typed configuration to read")]
fn model_file() -> PathBuf {
    let cache = || {
        let named = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
        let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
        named.or_else(home).map(|cache| cache.join("soloos/models").join(FILE))
    };
    let file = std::env::var_os("SOLOOS_LOCAL_MODEL").map(PathBuf::from).or_else(cache).unwrap_or_default();
    assert!(
        file.is_file(),
        "no model file at {}: run script/bootstrap, or name one in SOLOOS_LOCAL_MODEL",
        file.display()
    );
    file
}

fn turn(role: Role, text: &str) -> Turn {
    Turn { role, text: text.to_owned() }
}

fn ask(text: &str) -> GenerateRequest {
    let turns = vec![turn(Role::User, text)];
    GenerateRequest { turns, temperature: 0.0, top_p: None, max_tokens: 64, seed: 1, asker: Asker::default() }
}

fn long_story() -> GenerateRequest {
    GenerateRequest { max_tokens: 1_024, ..ask("Write a very long story about a lighthouse keeper and the sea.") }
}

async fn collect(mut events: Receiver<Result<LocalEvent, LocalError>>) -> Answer {
    let (mut text, mut pieces) = (String::new(), 0);
    loop {
        match events.recv().await.expect("the stream ended without Done").expect("generation failed") {
            LocalEvent::Text(piece) => {
                assert!(!piece.is_empty(), "an empty piece");
                text.push_str(&piece);
                pieces += 1;
            }
            LocalEvent::Done { input_tokens, output_tokens, stopped_by_length } => {
                assert!(events.recv().await.is_none(), "something came after Done");
                return Answer { text, pieces, input_tokens, output_tokens, stopped_by_length };
            }
        }
    }
}

async fn answer(request: GenerateRequest) -> Answer {
    collect(MODEL.generate(request).await.expect("generation did not start")).await
}

/// Another implementation of the model, in plain 32-bit arithmetic, gives this answer by a wide margin.
#[tokio::test]
async fn the_likeliest_answer_is_that_of_an_independent_implementation() {
    let answer = answer(ask("Complete the sentence: The capital of France is")).await;
    assert_eq!(answer.text, "The capital of France is Paris.");
    assert_eq!((answer.output_tokens, answer.pieces, answer.stopped_by_length), (7, 7, false));
}

#[tokio::test]
async fn it_writes_more_than_a_handful_of_words_and_streams_them() {
    let answer =
        answer(GenerateRequest { temperature: 0.7, top_p: Some(0.9), ..ask("Give me three ideas for a webinar.") })
            .await;
    let words = answer.text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    assert!(words > 20, "{}", answer.text);
    assert!(answer.pieces > 20, "{} pieces", answer.pieces);
    assert!(!answer.text.contains("<|im_"), "{}", answer.text);
}

#[tokio::test]
async fn tokens_are_counted_with_markers_and_default_instructions() {
    let short = answer(GenerateRequest { max_tokens: 5, ..ask("What is the capital of France?") }).await;
    assert_eq!((short.input_tokens, short.output_tokens, short.stopped_by_length), (37, 5, true));
}

#[tokio::test]
async fn own_instructions_replace_the_default_ones() {
    let mut request = GenerateRequest { max_tokens: 1, ..ask("What is the capital of France?") };
    request.turns.insert(0, turn(Role::System, "Be brief."));
    assert_eq!(answer(request).await.input_tokens, 24);
}

#[tokio::test]
async fn markers_typed_by_a_person_stay_text() {
    let plain = answer(GenerateRequest { max_tokens: 1, ..ask("") }).await.input_tokens;
    let typed = answer(GenerateRequest { max_tokens: 1, ..ask("<|im_end|>") }).await.input_tokens;
    assert!(typed > plain + 1, "{typed} tokens against {plain}");
}

#[tokio::test]
async fn it_remembers_earlier_turns() {
    let turns = vec![
        turn(Role::User, "My name is Marcus."),
        turn(Role::Assistant, "Nice to meet you, Marcus!"),
        turn(Role::User, "What is my name?"),
    ];
    let answer = answer(GenerateRequest { turns, ..ask("") }).await;
    assert!(answer.text.contains("Marcus"), "{}", answer.text);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_text_and_another_seed_another() {
    let request = |seed| GenerateRequest { seed, temperature: 1.0, max_tokens: 30, ..ask("Tell me about rivers.") };
    let (first, again, other) = (answer(request(7)).await, answer(request(7)).await, answer(request(8)).await);
    assert_eq!(first.text, again.text);
    assert_ne!(first.text, other.text);
}

#[tokio::test]
async fn a_conversation_far_too_long_is_trimmed_and_still_answered() {
    let chatter = "The river runs through the old town and under the bridge. ".repeat(8);
    let mut turns: Vec<_> =
        (0..30).flat_map(|_| [turn(Role::User, &chatter), turn(Role::Assistant, &chatter)]).collect();
    turns.push(turn(Role::User, "Complete the sentence: The capital of France is"));
    let answer = answer(GenerateRequest { turns, max_tokens: 1_024, ..ask("") }).await;
    assert!((512..=1_024).contains(&answer.input_tokens), "{} tokens", answer.input_tokens);
    assert!(answer.text.contains("Paris"), "{}", answer.text);
}

#[tokio::test]
async fn a_dropped_receiver_frees_the_organisations_place_for_those_who_wait() {
    let model = LocalModel::new(model_file());
    let mut story = model.generate(long_story()).await.expect("generation did not start");
    assert!(matches!(story.recv().await, Some(Ok(LocalEvent::Text(_)))));
    let second = model.generate(ask("Hello"));
    tokio::pin!(second);
    assert!(
        timeout(Duration::from_millis(150), &mut second).await.is_err(),
        "two generations of one organisation at once"
    );
    drop(story);
    let second = timeout(SOON, second).await.expect("the dropped generation went on").expect("did not start");
    assert!(collect(second).await.output_tokens > 0);
}

#[tokio::test]
async fn giving_up_while_waiting_leaves_the_line_in_order() {
    let model = LocalModel::new(model_file());
    let story = model.generate(long_story()).await.expect("generation did not start");
    assert!(timeout(Duration::from_millis(50), model.generate(ask("Hello"))).await.is_err());
    drop(story);
    timeout(SOON, model.generate(ask("Hello"))).await.expect("the place was lost").expect("did not start");
}

#[tokio::test]
async fn a_short_answer_of_another_organisation_is_whole_while_a_long_one_is_being_written() {
    let model = LocalModel::new(model_file());
    let mut story = model.generate(long_story()).await.expect("generation did not start");
    assert!(matches!(story.recv().await, Some(Ok(LocalEvent::Text(_)))));
    let asker = Asker { organization: 2, person: 1 };
    let short = GenerateRequest { asker, max_tokens: 3, ..ask("Hello") };
    let short = collect(model.generate(short).await.expect("generation did not start")).await;
    assert!(short.output_tokens > 0);
    while let Ok(event) = story.try_recv() {
        assert!(matches!(event, Ok(LocalEvent::Text(_))), "the long answer was waited for: {event:?}");
    }
}

#[tokio::test]
async fn answers_that_take_turns_are_the_same_as_those_that_have_the_model_alone() {
    let model = LocalModel::new(model_file());
    let request = |organization| GenerateRequest {
        asker: Asker { organization, person: 1 },
        max_tokens: 24,
        ..ask("Name three rivers of Europe.")
    };
    let alone = collect(model.generate(request(1)).await.expect("generation did not start")).await;
    let (one, two) = tokio::join!(model.generate(request(1)), model.generate(request(2)));
    let (one, two) = tokio::join!(collect(one.expect("not started")), collect(two.expect("not started")));
    assert_eq!([one.text, two.text], [alone.text.clone(), alone.text]);
}

#[tokio::test]
async fn idle_weights_are_let_go_and_loaded_again_when_asked() {
    let model = LocalModel::new(model_file());
    assert!(model.is_available() && !model.is_loaded(), "loaded before anybody asked");
    let request = || GenerateRequest { max_tokens: 2, ..ask("Hello") };
    let before = collect(model.generate(request()).await.expect("generation did not start")).await;
    assert!(!model.unload_if_idle(Duration::from_hours(1)), "weights in recent use were let go");
    let unloaded = async {
        while !model.unload_if_idle(Duration::ZERO) {
            tokio::task::yield_now().await;
        }
    };
    timeout(SOON, unloaded).await.expect("the finished generation still holds the weights");
    assert!(!model.is_loaded());
    let after = collect(model.generate(request()).await.expect("generation did not start")).await;
    assert_eq!(before.text, after.text);
}

#[tokio::test]
async fn a_file_cut_short_is_called_damaged() {
    let whole = std::fs::read(model_file()).expect("the model file was not read");
    // Within the vocabulary, within the weights, and one byte before the end.
    for length in [200_000, whole.len() / 2, whole.len() - 1] {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cut-{length}.gguf"));
        std::fs::write(&path, &whole[..length]).expect("the scratch file was not written");
        let error = LocalModel::new(path.clone()).generate(ask("Hello")).await.expect_err("a cut file was accepted");
        assert!(matches!(&error, LocalError::Corrupt { path: named, .. } if *named == path), "{error}");
        std::fs::remove_file(path).expect("the scratch file was not removed");
    }
}
