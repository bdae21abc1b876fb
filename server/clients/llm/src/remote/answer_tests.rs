//! Whole answers, cut anywhere.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Default, PartialEq)]
struct Heard {
    words: String,
    thoughts: String,
    usage: Option<(u32, u32)>,
    verdict: Option<Result<FinishReason, LlmError>>,
}

fn hear<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Heard {
    let mut answer = Answer::new("sk-secret-key".into());
    let mut said: Vec<ChatEvent> = Vec::new();
    for piece in pieces {
        said.extend(answer.push(piece));
    }
    said.extend(answer.end());
    let mut heard = Heard { usage: answer.usage(), verdict: Some(answer.verdict(None)), ..Heard::default() };
    for event in said {
        match event {
            ChatEvent::Text(text) => heard.words.push_str(&text),
            ChatEvent::Reasoning(text) => heard.thoughts.push_str(&text),
            other => panic!("neither words nor thoughts: {other:?}"),
        }
    }
    heard
}

fn whole(body: &str) -> Heard {
    hear([body.as_bytes()])
}

fn delta(content: &str) -> String {
    format!("data: {{\"choices\":[{{\"delta\":{{\"content\":{content}}}}}]}}\n\n")
}

const STOP: &str = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

fn stopped(words: &str) -> Heard {
    Heard { words: words.to_owned(), verdict: Some(Ok(FinishReason::Stop)), ..Heard::default() }
}

#[test]
fn characters_in_two_chunks_are_one_and_lone_halves_are_replaced() {
    let body = delta(r#""a\ud83d""#) + &delta("\"\"") + &delta(r#""\ude00b\ud83d""#) + STOP;
    assert_eq!(whole(&body), stopped("a😀b\u{fffd}"));
    let bytes = [delta("\"X").as_bytes(), STOP.as_bytes()].concat();
    assert_eq!(hear([bytes.as_slice()]).words, "", "a chunk that is none says nothing");
    let cut = [b"data: {\"choices\":[{\"delta\":{\"content\":\"\xf0\x9f\"}}]}\n\n".as_slice()];
    let rest = b"data: {\"choices\":[{\"delta\":{\"content\":\"\x98\x80 \xff\"}}]}\n\n".as_slice();
    assert_eq!(hear(cut.into_iter().chain([rest, STOP.as_bytes()])), stopped("😀 \u{fffd}"));
}

#[test]
fn an_answer_ends_when_it_says_so_in_any_way() {
    assert_eq!(whole(&(delta("\"a\"") + "data: [DONE]")), stopped("a"));
    assert_eq!(whole(&(delta("\"a\"") + STOP.trim_end())), stopped("a"));
    let message = r#"{"object":"chat.completion","choices":[{"message":{"content":"a"}}]}"#;
    assert_eq!(whole(message), stopped("a"));
    let interrupted = whole(&delta("\"a\""));
    assert_eq!(interrupted.verdict.unwrap().unwrap_err().kind(), "interrupted");
    let page = whole("<!doctype html>\n<title>Welcome</title>\n");
    assert_eq!(page.verdict.unwrap().unwrap_err().kind(), "bad_response");
    assert_eq!(whole("").verdict.unwrap().unwrap_err().kind(), "interrupted");
}

#[test]
fn a_finish_that_is_named_all_along_means_nothing_before_the_end() {
    let chunk = |text: &str| {
        format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}},\"finish_reason\":\"stop\"}}]}}\n\n")
    };
    let body = chunk("a") + &chunk("b");
    assert_eq!(whole(&body), stopped("ab"));
    let mut answer = Answer::new("".into());
    answer.push(body.as_bytes());
    assert!(!answer.has_finished());
    let cut = LlmError::Interrupted { reason: "cut".to_owned() };
    assert_eq!(answer.verdict(Some(cut.clone())), Err(cut));
}

#[test]
fn a_last_message_does_not_say_everything_again() {
    let message = "data: {\"choices\":[{\"message\":{\"content\":\"ab\"},\"finish_reason\":\"stop\"}]}\n\n";
    assert_eq!(whole(&(delta("\"a\"") + &delta("\"b\"") + message)), stopped("ab"));
    assert_eq!(whole(message), stopped("ab"));
}

#[test]
fn words_before_an_error_are_kept_and_those_after_it_are_not() {
    let body = delta("\"a\"")
        + "data: {\"error\":{\"message\":\"No sk-secret-key\",\"type\":\"overloaded_error\"}}\n\n"
        + &delta("\"b\"");
    let heard = whole(&body);
    assert_eq!(heard.words, "a");
    let message = "No [key]".to_owned();
    assert_eq!(heard.verdict, Some(Err(LlmError::Server { status: 529, retry_after: None, message })));
    let finish = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"error\"}]}\n\n";
    assert_eq!(whole(finish).verdict.unwrap().unwrap_err().kind(), "server");
}

#[test]
fn an_endless_answer_is_stopped() {
    let mut answer = Answer::new("".into());
    let megabyte = vec![b'\n'; 1024 * 1024];
    let taken = (0..20)
        .take_while(|_| {
            answer.push(&megabyte);
            !answer.has_failed()
        })
        .count();
    assert_eq!(taken, 16);
    assert_eq!(answer.verdict(None).unwrap_err().kind(), "bad_response");
}

/// What servers send, put together at random.
fn bodies() -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![
        Just("data: ".as_bytes().to_vec()),
        Just(b"event: error\n".to_vec()),
        Just(delta("\"a \\ud83d\"").into_bytes()),
        Just(delta("\"\\ude00 \\udcff b\"").into_bytes()),
        Just(delta("[{\"type\":\"text\",\"text\":\"c\"}]").into_bytes()),
        Just(
            "data: {\"choices\":{},\"usage\":{\"prompt_tokens\":\"7\",\"completion_tokens\":7.5}}\r\n"
                .as_bytes()
                .to_vec()
        ),
        Just(b"data: {\"error\":null}\r".to_vec()),
        Just(b"data: [DONE]".to_vec()),
        Just(STOP.as_bytes().to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(b"{\"choices\":[{\"message\":{\"content\":\"d\"}}]".to_vec()),
        prop::collection::vec(any::<u8>(), 0..12),
        "[\\[\\]{}:,\"\\\\ a\r\n]{0,8}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(word, 0..24).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn no_bytes_panic_and_no_cut_matters(body in bodies(), lengths in prop::collection::vec(1_usize..9, 1..8)) {
        let mut pieces: Vec<&[u8]> = Vec::new();
        let mut rest = body.as_slice();
        for length in lengths.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (piece, after) = rest.split_at((*length).min(rest.len()));
            pieces.push(piece);
            rest = after;
        }
        prop_assert_eq!(hear(pieces), hear([body.as_slice()]));
    }
}
