//! Whole answers, cut anywhere.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
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
    let mut answer = Answer::new("sk-secret-key".into(), Asked::default());
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
fn a_body_of_one_answer_is_whole_without_saying_so() {
    for body in [
        r#"{"choices":[{"message":{"content":"a"}}]}"#,
        r#"{"choices":[{"message":{"content":"a"},"finish_reason":null}],"usage":{"prompt_tokens":"x"}}"#,
        r#"{"object":"text_completion","choices":[{"text":"a"}]}"#,
        "\n[{\n\"choices\": [\n{\"text\": \"a\"}\n]\n}]\n",
    ] {
        assert_eq!(whole(body), stopped("a"), "{body}");
        let mut cut = Answer::new("".into(), Asked::default());
        cut.push(body.as_bytes());
        cut.end();
        let lost = LlmError::Interrupted { reason: "lost".to_owned() };
        assert_eq!(cut.verdict(Some(lost.clone())), Err(lost), "{body}");
    }
    assert_eq!(whole(r#"{"choices":[{"message":{"content":""}}]}"#), stopped(""));
    let message = r#"{"choices":[{"message":{"content":"a"}}]}"#;
    for part in [
        format!("data: {message}\n\n"),
        format!("{message}\n{{\"choi"),
        format!("{message}\n{}\n", message.replace("\"a\"", "\"b\"")),
        r#"{"choices":[{"delta":{"content":"a"}}]}"#.to_owned(),
        r#"{"object":"chat.completion.chunk","choices":[{"message":{"content":"a"}}]}"#.to_owned(),
    ] {
        assert_eq!(whole(&part).verdict.unwrap().unwrap_err().kind(), "interrupted", "{part}");
    }
}

#[test]
fn an_answer_none_of_which_can_be_read_is_not_an_empty_one() {
    for chunk in [
        r#"{"choices":[{"delta":{"content":"a"},}]}"#,
        "{'choices':[{'delta':{'content':'a'}}]}",
        r#"{"choices":[{"delta":{"content":"a"}}]} // odd"#,
    ] {
        for end in [STOP, "data: [DONE]\n\n", "data: {\"usage\":{}}\n\ndata: [DONE]\n\n", ""] {
            let heard = whole(&format!("data: {chunk}\n\n{end}"));
            assert_eq!(heard.verdict.unwrap().unwrap_err().kind(), "bad_response", "{chunk} {end}");
        }
        assert_eq!(whole(&format!("data: {chunk}\n\n{}{STOP}", delta("\"b\""))), stopped("b"), "{chunk}");
    }
    assert_eq!(whole(STOP), stopped(""));
    let nothing = LlmError::Interrupted { reason: "nothing was sent".to_owned() };
    assert_eq!(whole("").verdict, Some(Err(nothing)));
}

#[test]
fn a_finish_that_is_named_all_along_means_nothing_before_the_end() {
    let chunk = |text: &str| {
        format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}},\"finish_reason\":\"stop\"}}]}}\n\n")
    };
    let body = chunk("a") + &chunk("b");
    assert_eq!(whole(&body), stopped("ab"));
    let mut answer = Answer::new("".into(), Asked::default());
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
fn messages_that_grow_are_not_said_again_and_again() {
    let message = |content: &str| format!("data: {{\"choices\":[{{\"message\":{{\"content\":\"{content}\"}}}}]}}\n\n");
    assert_eq!(
        whole(&(message("a") + &message("ab \\ud83d") + &message("ab \\ud83d\\ude00c") + STOP)),
        stopped("ab 😀c")
    );
    assert_eq!(whole(&(message("a") + &message("b") + &message("c") + STOP)), stopped("abc"));
    assert_eq!(whole(&(message("a") + &message("ab") + STOP)), stopped("ab"), "what was held is said in the end");
}

#[test]
fn of_several_choices_one_is_heard_to_its_end() {
    let choice = |index: u8, text: &str, finish: &str| {
        format!(
            "data: {{\"choices\":[{{\"index\":{index},\"delta\":{{\"content\":\"{text}\"}},\"finish_reason\":{finish}}}]}}\n\n"
        )
    };
    let body =
        choice(0, "a", "null") + &choice(1, "x", "null") + &choice(1, "", "\"length\"") + &choice(0, "b", "\"stop\"");
    assert_eq!(whole(&body), stopped("ab"));
    let both = "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"}},{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
    assert_eq!(whole(&(both.to_owned() + STOP)), stopped("a"));
}

#[test]
fn an_error_that_tells_of_none_ends_nothing() {
    let chunk = |field: &str| format!("data: {{{field},\"choices\":[{{\"delta\":{{\"content\":\"a\"}}}}]}}\n\n");
    for field in [
        r#""error":{"code":0,"message":""}"#,
        r#""error":{"code":"200","message":"OK"}"#,
        r#""errors":[]"#,
        r#""error":false,"error_code":0,"error_msg":"""#,
        r#""base_resp":{"status_code":0,"status_msg":"success"}"#,
    ] {
        assert_eq!(whole(&(chunk(field) + &chunk(field) + STOP)), stopped("aa"), "{field}");
        assert_eq!(whole(&(chunk(field) + "error: {\"code\":0,\"message\":\"\"}\n" + STOP)), stopped("a"), "{field}");
    }
}

#[test]
fn the_end_may_be_told_in_other_words() {
    for end in [
        "event: done\n\n",
        "event: done\ndata: {}\n\n",
        "data: DONE\n\n",
        "data: \"done\"\n\n",
        "data: [END]\n\n",
        "DONE\n",
        "data: {\"done\":true}\n\n",
        "data: {\"type\":\"message_stop\"}\n\n",
    ] {
        assert_eq!(whole(&(delta("\"a\"") + end)), stopped("a"), "{end}");
    }
}

#[test]
fn an_error_is_told_whatever_form_it_has() {
    for (told, kind) in [
        ("event: error\ndata: \"Overloaded\"\n\n", "server"),
        ("event: error\ndata: \"Too many requests\"\n\n", "rate_limited"),
        ("event: error\n\n", "server"),
        ("event: error\ndata:\n\n", "server"),
        ("event: error\ndata: null\n\n", "server"),
        ("event: error\ndata: []\n\n", "server"),
        ("event: error", "server"),
        ("event: exception\ndata: {\"message\":\"x\"}\n\n", "server"),
        ("event: response.failed\ndata: {}\n\n", "server"),
        ("data: {\"errors\":[{\"message\":\"Invalid API key\"}]}\n\n", "unauthorized"),
        ("data: {\"errors\":[\"Too many requests\"]}\n\n", "rate_limited"),
        ("data: {\"code\":\"Arrearage\"}\n\n", "quota_exhausted"),
        ("data: {\"code\":\"Arrearage\"}\n\ndata: [DONE]\n\n", "quota_exhausted"),
        ("data: {\"base_resp\":{\"status_code\":1008}}\n\n", "quota_exhausted"),
        ("data: {\"base_resp\":{\"status_code\":1002,\"status_msg\":\"x\"},\"choices\":null}\n\n", "rate_limited"),
        ("data: {\"error\":true,\"message\":\"You exceeded your current quota\"}\n\n", "quota_exhausted"),
        ("data: {\"error_code\":18,\"error_msg\":\"Too many requests\"}\n\n", "rate_limited"),
        ("data: {\"fault\":{\"faultstring\":\"Rate limit\"}}\n\n", "rate_limited"),
        (
            "data: {\"object\":\"error\",\"message\":\"Service tier capacity exceeded for this model.\",\"type\":\"invalid_request_error\"}\n\n",
            "rate_limited",
        ),
        ("upstream connect error or disconnect/reset before headers", "server"),
        ("data: upstream request timeout\n\n", "server"),
        ("Too many requests\n", "rate_limited"),
        ("error: Internal\n", "server"),
        ("<html><head><title>502 Bad Gateway</title></head>\n<body>x</body></html>", "server"),
    ] {
        let heard = whole(&(delta("\"a\"") + told));
        assert_eq!((heard.words.as_str(), heard.verdict.unwrap().unwrap_err().kind()), ("a", kind), "{told}");
    }
}

#[test]
fn what_only_may_be_an_error_is_none_if_the_answer_goes_on() {
    for told in [
        "data: {\"code\":\"PENDING\",\"message\":\"x\"}\n\n",
        "upstream is slow: error\n",
        "data: {\"message\":\"an error\"}\n\n",
    ] {
        assert_eq!(whole(&(delta("\"a\"") + told + &delta("\"b\"") + STOP)), stopped("ab"), "{told}");
        assert_eq!(whole(&(delta("\"a\"") + told + STOP)), stopped("a"), "{told}");
        let heard = whole(&(delta("\"a\"") + told + &delta("\"b\"")));
        assert_eq!(heard.verdict.unwrap().unwrap_err().kind(), "interrupted", "{told}");
    }
    let heard = whole(&(delta("\"a\"") + "data: {\"choices\": [{\"delta\": an error\n\nHello\n"));
    assert_eq!(heard.verdict.unwrap().unwrap_err().kind(), "interrupted", "neither broken JSON nor other words");
}

#[test]
fn tokens_that_cannot_be_are_not_told() {
    let usage = |input: u32, output: u32| {
        let asked = Asked { bytes: 40, most_tokens: Some(100) };
        let mut answer = Answer::new("".into(), asked);
        let usage = format!("data: {{\"usage\":{{\"prompt_tokens\":{input},\"completion_tokens\":{output}}}}}\n\n");
        answer.push((delta("\"words\"") + &usage + STOP).as_bytes());
        answer.usage()
    };
    assert_eq!(usage(10, 2), Some((10, 2)));
    for (input, output) in [(10, 99_999_999), (99_999_999, 2), (0, 2), (10, 0)] {
        assert_eq!(usage(input, output), None);
    }
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
    let mut answer = Answer::new("".into(), Asked::default());
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

/// Parts of real answers, combined at random.
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
        Just(b"data: data: \xef\xbb\xbf".to_vec()),
        Just(b"event: done\n".to_vec()),
        Just(b"error: {\"code\":0}\n".to_vec()),
        Just(b"upstream error\n".to_vec()),
        Just(b"data: DONE\n\n".to_vec()),
        Just(b"{\"choices\":[{\"index\":1,\"message\":{\"content\":\"de\"}}]}\n".to_vec()),
        Just(b"data: {\"code\":\"Arrearage\"}\n".to_vec()),
        Just(b"data: {\"errors\":[\"\"],\"base_resp\":{\"status_code\":0}}\n".to_vec()),
        Just(b"\x1f\x8b".to_vec()),
        Just(b"{\"choices\":[{\"message\":{\"content\":\"d\"}}]".to_vec()),
        prop::collection::vec(any::<u8>(), 0..12),
        "[\\[\\]{}:,\"\\\\ a\r\n]{0,8}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(word, 0..24).prop_map(|words| words.concat())
}

/// The body in pieces of these lengths, repeated in a cycle.
fn cut<'a>(body: &'a [u8], lengths: &[usize]) -> Vec<&'a [u8]> {
    let mut pieces: Vec<&[u8]> = Vec::new();
    let mut rest = body;
    for length in lengths.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (piece, after) = rest.split_at((*length).min(rest.len()));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

proptest! {
    #[test]
    fn no_bytes_panic_and_no_cut_matters(body in bodies(), lengths in prop::collection::vec(1_usize..9, 1..8)) {
        prop_assert_eq!(hear(cut(&body, &lengths)), hear([body.as_slice()]));
    }

    #[test]
    fn an_answer_that_is_packed_says_the_same(body in bodies(), lengths in prop::collection::vec(1_usize..9, 1..8)) {
        prop_assume!(!body.starts_with(b"\x1f\x8b"));
        prop_assert_eq!(hear(cut(&packed(&body), &lengths)), hear([body.as_slice()]));
    }
}
