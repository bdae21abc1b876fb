//! Bytes as servers send them, and their events.

use super::*;

fn read(bytes: &str) -> Vec<Event> {
    let mut events = Events::default();
    let mut found = events.push(bytes.as_bytes());
    found.extend(events.end());
    found
}

fn json(text: &str) -> Event {
    Event::Json { text: text.to_owned(), is_error: false }
}

const A: &str = r#"{"choices":["a"]}"#;
const B: &str = r#"{"choices":["b"]}"#;

#[test]
fn events_are_found_however_they_are_parted() {
    for bytes in [
        format!("data: {A}\n\ndata: {B}\n\ndata: [DONE]\n\n"),
        format!("\u{feff}data:{A}\r\n\r\ndata:{B}\r\rdata:[DONE]"),
        format!("data: {A}\ndata: {B}\ndata: [DONE]\n"),
        format!(": alive\nevent: message\nid: 7\nretry: 10\ndata: {A}\n\ndata:\n\ndata\n\n\n\n DATA : {B}\n\n[DONE]"),
        format!("{A}\n{B}\n\"[DONE]\"\n[done]").replace("\"[DONE]\"\n", ""),
        format!("data: {A}{B}\n\ndata: \"[DONE]\""),
        format!("data: \u{feff}{A}\n\ndata: data: {B}\n\ndata:DATA:data: [DONE]\n\n"),
        format!("data: {A}data: {B}data: [DONE]\n\n"),
        format!("data: {A}, {B}[done]\n\n"),
        format!("data: {A}\n\nevent: message\ndata: {B}\n\nevent: done\n\n"),
        format!("data: {A}\ndata: {B}\ndata: DONE\n"),
        format!("\u{feff}\u{feff}data: {A}\n\n\u{200b}data: {B}\n\n \0 data\0: \0[DONE]\0\n\n\0"),
        format!("\0{A}\0\n\u{2060}{B}\n\u{200e}[DONE]"),
        format!("data: {A}\0{B}\0data: [DONE]"),
    ] {
        assert_eq!(read(&bytes), [json(A), json(B), Event::Done], "{bytes}");
    }
}

#[test]
fn an_event_of_several_lines_is_one() {
    let found =
        read("data: {\"choices\":\ndata: [{\"delta\":\ndata:  {\"content\":\"a\"}}\ndata: ]}\n\ndata: [DONE]\n\n");
    assert_eq!(found, [json("{\"choices\":\n[{\"delta\":\n {\"content\":\"a\"}}\n]}"), Event::Done]);
}

#[test]
fn a_body_of_json_is_read_whole() {
    let body = "{\n  \"id\": \"x\",\n\n  \"choices\": [\n    {\"index\": 0}\n  ]\n}\n";
    assert_eq!(read(body), [json(body.trim().replace("\n\n", "\n").as_str())]);
    assert_eq!(read(&format!("[{A}\n,\n{B}]")), [json(A), json(B)]);
}

#[test]
fn what_cannot_be_read_costs_itself_alone() {
    for noise in ["data: {\"choices\": [oops", "data: {", "oops", "data: oops\ndata: {\"", "\u{1}\u{2}", "x: y: z"] {
        for end in ["\n\n", "\n"] {
            let found = read(&format!("data: {A}{end}{noise}{end}data: {B}{end}"));
            assert_eq!(found, [json(A), json(B)], "{noise:?}, {end:?}");
        }
    }
    let slips = "{\"choices\":[null],\"score\":null}";
    assert_eq!(read(&slips.replacen("null}", "NaN}", 1).replacen('{', "data: {", 1)), [json(slips)]);
}

#[test]
fn errors_keep_their_name_and_their_words() {
    let error = |text: &str| Event::Json { text: text.to_owned(), is_error: true };
    assert_eq!(read("event: error\ndata: {\"message\":\"x\"}\n\n"), [error("{\"message\":\"x\"}")]);
    assert_eq!(read("data: {\"message\":\"x\"}\nevent: error\n\n"), [error("{\"message\":\"x\"}")]);
    assert_eq!(read("event: error\ndata: gone\ndata: away\n\n"), [Event::Words("gone\naway".to_owned())]);
    assert_eq!(read(&format!("event: error\ndata: x\n\ndata: {A}\n\n")), [Event::Words("x".to_owned()), json(A)]);
    assert_eq!(read("event: exception\ndata: \"x\"\n\n"), [error("\"x\"")]);
    assert_eq!(read("event: error\n\n"), [Event::Words(String::new())]);
    assert_eq!(read(&format!("event: error\ndata: {{}}\n\ndata: {A}\n\n")), [error("{}"), json(A)]);
    assert_eq!(read("error: {\"code\":0}\nerror: {\"code\":7}\n"), [error("{\"code\":7}")]);
}

#[test]
fn a_word_of_a_list_ends_nothing() {
    let body = "{\n\"stop\": [\n\"end\"\n],\n\"choices\": [\n\"done\"\n]\n}";
    assert_eq!(read(body), [json(body)]);
}

#[test]
fn words_after_which_nothing_comes_are_kept() {
    let stray = |bytes: &str| {
        let mut events = Events::default();
        events.push(bytes.as_bytes());
        events.end();
        events.stray().to_owned()
    };
    for words in ["upstream error", "data: upstream\ndata: error\n\n", "{oops\n<upstream>\nerror\n"] {
        let kept = stray(words).replace(['<', '>'], "").replace('\n', " ");
        assert_eq!(kept.trim(), "upstream error", "{words}");
    }
    for none in [format!("upstream error\ndata: {A}\n"), "data: {\"a\": error".to_owned(), ": error\n".to_owned()] {
        assert_eq!(stray(&none), "", "{none}");
    }
}

#[test]
fn a_line_without_end_costs_itself_alone() {
    let mut events = Events::default();
    let megabyte = vec![b'x'; 1024 * 1024];
    assert_eq!(events.push(format!("data: {A}\n").as_bytes()), [json(A)]);
    for _ in 0..6 {
        assert_eq!(events.push(&megabyte), []);
    }
    assert_eq!(events.push(format!("\ndata: {B}\n").as_bytes()), [json(B)]);
    assert_eq!(events.unreadable(), 1);
}

#[test]
fn many_lines_that_never_make_an_event_are_let_go() {
    let mut events = Events::default();
    let line = format!("data: {}\n", "x".repeat(64 * 1024));
    for _ in 0..200 {
        assert_eq!(events.push(line.as_bytes()), []);
        assert!(events.waiting_bytes <= MAX_EVENT + line.len());
    }
}
