//! Chunks as servers send them.

use super::*;

fn words(json: &str) -> Vec<(Kind, String)> {
    let chunk = Chunk::read(json, None).unwrap();
    chunk.said().pieces.into_iter().map(|piece| (piece.kind, piece.literal.to_owned())).collect()
}

fn delta(delta: &str) -> Vec<(Kind, String)> {
    words(&format!(r#"{{"choices":[{{"delta":{delta}}}]}}"#))
}

fn word(text: &str) -> (Kind, String) {
    (Kind::Word, text.to_owned())
}

fn thought(text: &str) -> (Kind, String) {
    (Kind::Thought, text.to_owned())
}

#[test]
fn words_are_found_wherever_servers_put_them() {
    let hi = [word("Hi")];
    assert_eq!(delta(r#"{"content":"Hi"}"#), hi);
    assert_eq!(delta(r#"{"content":null,"refusal":"Hi"}"#), hi);
    assert_eq!(delta(r#"{"content":[{"type":"text","text":"Hi"}]}"#), hi);
    assert_eq!(delta(r#"{"content":["Hi",{"type":"image_url"},null]}"#), hi);
    assert_eq!(delta(r#"{"content":{"type":"text","text":{"value":"Hi"}}}"#), hi);
    assert_eq!(delta(r#""Hi""#), hi);
    assert_eq!(words(r#"{"choices":[{"message":{"content":"Hi"}}]}"#), hi);
    assert_eq!(words(r#"{"choices":[null,{"index":0,"text":"Hi"}]}"#), hi);
    assert_eq!(words(r#"{"choices":{"delta":{"content":"Hi"}}}"#), hi);
    assert_eq!(words(r#"{"choices":{"0":{"delta":{"content":"Hi"}}}}"#), hi);
    assert_eq!(delta(r#"{"content":42}"#), [word("42")]);
    for none in ["7", "-7", "true", "{}", "[]"] {
        assert_eq!(delta(none), [], "{none}");
    }
}

#[test]
fn what_is_odd_beside_the_words_does_not_cost_them() {
    for side in
        [r#""finish_reason":0"#, r#""finish_reason":{"a":1}"#, r#""logprobs":[1e999]"#, r#""index":"x","index":7"#]
    {
        assert_eq!(
            words(&format!(r#"{{"choices":[{{{side},"delta":{{"content":"Hi"}}}}],"usage":[],"id":7}}"#)),
            [word("Hi")]
        );
    }
    for empty in
        [r#"{"choices":{}}"#, r#"{"choices":[]}"#, r#"{"choices":7}"#, r#"{"choices":null,"usage":null}"#, "{}"]
    {
        assert_eq!(words(empty), []);
    }
}

#[test]
fn thoughts_are_told_apart_and_not_twice() {
    assert_eq!(delta(r#"{"reasoning_content":"Hm","reasoning":"Hm","content":"Hi"}"#), [thought("Hm"), word("Hi")]);
    assert_eq!(
        delta(r#"{"reasoning":"","reasoning_details":[{"type":"reasoning.text","text":"Hm"}]}"#),
        [thought("Hm")]
    );
    let parts =
        r#"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]},{"type":"text","text":"Hi"}]}"#;
    assert_eq!(delta(parts), [thought("Hm"), word("Hi")]);
    for part in
        [r#"{"type":"thought","text":"Hm"}"#, r#"{"type":"thought","thought":"Hm"}"#, r#"{"thought":true,"text":"Hm"}"#]
    {
        assert_eq!(delta(&format!(r#"{{"content":[{part}]}}"#)), [thought("Hm")], "{part}");
    }
    assert_eq!(delta(r#"{"thought":true,"content":"Hm"}"#), [thought("Hm")]);
    assert_eq!(delta(r#"{"thought":false,"content":"Hi"}"#), [word("Hi")]);
    let hidden = Chunk::read(
        r#"{"choices":[{"delta":{"reasoning_details":[{"type":"reasoning.encrypted","data":"x"}]}}]}"#,
        None,
    );
    let hidden = hidden.unwrap();
    assert!(hidden.has_hidden_thoughts() && hidden.said().pieces.is_empty());
}

#[test]
fn only_a_word_ends_an_answer() {
    let finish = |reason: &str| {
        let json = format!(r#"{{"choices":[{{"finish_reason":{reason}}}]}}"#);
        Chunk::read(&json, None).unwrap().finish_reason()
    };
    assert_eq!(finish("\"STOP\"").as_deref(), Some("stop"));
    for reason in ["0", "null", "\"\"", "\"null\"", "true", "{}", "\"\\ud800\""] {
        assert_eq!(finish(reason), None, "{reason}");
    }
}

#[test]
fn tokens_are_counted_only_where_both_counts_make_sense() {
    let usage = |usage: &str| Chunk::read(&format!(r#"{{"usage":{usage}}}"#), None).unwrap().usage();
    assert_eq!(usage(r#"{"prompt_tokens":"7","completion_tokens":7.5}"#), Some((7, 8)));
    assert_eq!(usage(r#"{"input_tokens":1,"output_tokens":2}"#), Some((1, 2)));
    for odd in [r#"{"prompt_tokens":-1,"completion_tokens":2}"#, r#"{"prompt_tokens":1}"#, "7", "null", "[]"] {
        assert_eq!(usage(odd), None, "{odd}");
    }
}

#[test]
fn errors_are_found_and_other_events_are_none() {
    let error = |json: &str| Chunk::read(json, None).unwrap().error(json, false).is_some();
    for json in [
        r#"{"error":"x"}"#,
        r#"{"choices":[{"error":{"code":502}}]}"#,
        r#"{"choices":[{"delta":{"error":{"code":"insufficient_quota"}}}]}"#,
        r#"{"status":401,"title":"Unauthorized"}"#,
        r#"{"error":429}"#,
        r#"{"object":"error","message":"x","code":400}"#,
        r#"{"type":"error","message":"x"}"#,
        r#"{"code":"429","message":"x"}"#,
        r#"{"detail":"Not authenticated"}"#,
        r#"{"success":false,"msg":"x"}"#,
    ] {
        assert!(error(json), "{json}");
    }
    for json in [
        r#"{"error":null,"choices":[]}"#,
        r#"{"error":{}}"#,
        r#"{"type":"ping"}"#,
        r#"{"choices":[{"delta":{"content":"x","error":null}}]}"#,
        r#"{"status":200,"title":"x"}"#,
        r#"{"status":"loading","message":"x"}"#,
        r#"{"choices":[{"delta":{"content":"x"}}],"code":500,"message":"x"}"#,
    ] {
        assert!(!error(json), "{json}");
    }
}
