use std::time::Duration;

use super::{Act, Heard, Line, Link};

fn following(after: i64) -> (Line, u32) {
    let mut line = Line::default();
    let round = line.begin(after);
    (line, round)
}

/// The number of the requested wait, and its seconds.
fn wait(act: Act) -> (u32, u64) {
    match act {
        Act::Wait { pause, number } => (number, pause.as_secs()),
        other => panic!("{other:?} instead of a wait"),
    }
}

#[test]
fn a_cut_is_left_to_the_browser_and_shown_until_the_connection_is_back() {
    let (mut line, round) = following(3);
    assert_eq!(line.hear(round, Heard::Opened), Act::Nothing);
    assert_eq!(line.hear(round, Heard::Cut), Act::Nothing);
    assert_eq!(line.link(), Link::Lost);
    assert_eq!(line.hear(round, Heard::Opened), Act::Nothing);
    assert_eq!(line.link(), Link::Open);
}

#[test]
fn what_the_browser_gives_up_on_is_asked_about_and_opened_again_where_it_stands() {
    let (mut line, round) = following(3);
    assert_eq!(line.hear(round, Heard::Closed), Act::Ask);
    assert_eq!(line.link(), Link::Lost);
    let (number, seconds) = wait(line.hear(round, Heard::GoesOn { after: 7 }));
    assert_eq!(seconds, 1);
    assert_eq!(line.hear(round, Heard::Due(number)), Act::Connect { after: 7 });
    assert_eq!(line.link(), Link::Lost, "until it is open");
}

#[test]
fn a_wait_that_ends_the_asking_goes_on_from_the_last_frame_that_was_taken() {
    let (mut line, round) = following(0);
    line.hear(round, Heard::Took(5));
    assert_eq!(line.hear(round, Heard::Closed), Act::Ask);
    let (number, _) = wait(line.hear(round, Heard::GoesOn { after: 6 }));
    assert_eq!(line.hear(round, Heard::Due(number)), Act::Connect { after: 6 });
    line.hear(round, Heard::Took(9));
    assert_eq!(line.hear(round, Heard::Missed), Act::Ask);
}

#[test]
fn asking_is_tried_again_after_longer_and_longer_pauses() {
    let (mut line, round) = following(0);
    assert_eq!(line.hear(round, Heard::Closed), Act::Ask);
    for pause in [1, 2, 4, 8, 16, 20, 20] {
        let (number, seconds) = wait(line.hear(round, Heard::Unanswered));
        assert_eq!(seconds, pause);
        assert_eq!(line.hear(round, Heard::Due(number)), Act::Ask);
    }
}

#[test]
fn a_connection_that_is_given_up_again_and_again_is_opened_after_longer_and_longer_pauses() {
    let (mut line, round) = following(0);
    for pause in [1, 2, 4, 8] {
        assert_eq!(line.hear(round, Heard::Closed), Act::Ask);
        let (number, seconds) = wait(line.hear(round, Heard::GoesOn { after: 1 }));
        assert_eq!(seconds, pause);
        assert_eq!(line.hear(round, Heard::Due(number)), Act::Connect { after: 1 });
    }
}

#[test]
fn a_connection_that_breaks_after_its_first_frame_is_opened_after_longer_and_longer_pauses() {
    let (mut line, round) = following(0);
    for (pause, id) in [1, 2, 4, 8].into_iter().zip(1..) {
        line.hear(round, Heard::Took(id));
        assert_eq!(line.hear(round, Heard::Closed), Act::Ask);
        let (number, seconds) = wait(line.hear(round, Heard::GoesOn { after: id }));
        assert_eq!(seconds, pause);
        assert_eq!(line.hear(round, Heard::Due(number)), Act::Connect { after: id });
    }
}

#[test]
fn a_lost_frame_is_asked_about_at_once_and_costs_no_longer_pause() {
    let (mut line, round) = following(0);
    line.hear(round, Heard::Closed);
    let (number, _) = wait(line.hear(round, Heard::GoesOn { after: 1 }));
    line.hear(round, Heard::Due(number));
    // The first frame of a connection only says how things stand.
    line.hear(round, Heard::Took(1));
    line.hear(round, Heard::Took(2));
    assert_eq!(line.hear(round, Heard::Missed), Act::Ask);
    assert_eq!(wait(line.hear(round, Heard::GoesOn { after: 2 })).1, 1);
}

#[test]
fn a_page_that_can_read_no_frame_does_not_ask_every_second() {
    let (mut line, round) = following(0);
    for pause in [1, 2, 4, 8, 16, 20, 20] {
        assert_eq!(line.hear(round, Heard::Missed), Act::Ask);
        let (number, seconds) = wait(line.hear(round, Heard::GoesOn { after: 1 }));
        assert_eq!(seconds, pause);
        line.hear(round, Heard::Due(number));
    }
}

#[test]
fn what_cannot_even_be_opened_is_asked_about_after_a_pause() {
    let (mut line, round) = following(0);
    let (number, seconds) = wait(line.hear(round, Heard::NotOpened));
    assert_eq!((seconds, line.link()), (1, Link::Open));
    assert_eq!(line.hear(round, Heard::Due(number)), Act::Ask);
    assert_eq!(line.link(), Link::Lost);
}

#[test]
fn what_is_over_is_followed_no_more() {
    let (mut line, round) = following(0);
    line.hear(round, Heard::Closed);
    assert_eq!(line.hear(round, Heard::Over), Act::Nothing);
    assert_eq!(line.link(), Link::Open);
    assert!(!line.is_current(round));
    assert_eq!(line.hear(round, Heard::Closed), Act::Nothing);
}

#[test]
fn what_is_heard_late_of_the_one_before_counts_for_nothing() {
    let (mut line, old) = following(0);
    line.hear(old, Heard::Closed);
    let (number, _) = wait(line.hear(old, Heard::Unanswered));
    let new = line.begin(4);
    for late in [Heard::Due(number), Heard::Closed, Heard::Over, Heard::Took(99)] {
        assert_eq!(line.hear(old, late), Act::Nothing);
    }
    assert!(line.is_current(new));
    assert_eq!(line.hear(new, Heard::Closed), Act::Ask);
}

#[test]
fn a_network_that_is_back_ends_the_wait_and_the_pauses_begin_again() {
    let (mut line, round) = following(0);
    line.hear(round, Heard::Closed);
    let (first, _) = wait(line.hear(round, Heard::Unanswered));
    line.hear(round, Heard::Due(first));
    let (second, seconds) = wait(line.hear(round, Heard::Unanswered));
    assert_eq!(seconds, 2);
    assert_eq!(line.hear(round, Heard::Back), Act::Ask);
    let (_, seconds) = wait(line.hear(round, Heard::Unanswered));
    assert_eq!(seconds, 1);
    assert_eq!(line.hear(round, Heard::Due(second)), Act::Nothing, "the wait that was ended ends nothing else");
}

#[test]
fn a_network_that_is_back_changes_nothing_about_a_connection_that_stands() {
    let (mut line, round) = following(0);
    assert_eq!(line.hear(round, Heard::Back), Act::Nothing);
    line.hear(round, Heard::Closed);
    assert_eq!(line.hear(round, Heard::Back), Act::Nothing, "somebody is being asked already");
}

#[test]
fn the_first_pause_is_one_second_for_everything_that_begins() {
    let (mut line, round) = following(0);
    line.hear(round, Heard::Closed);
    let (number, _) = wait(line.hear(round, Heard::Unanswered));
    line.hear(round, Heard::Due(number));
    let round = line.begin(0);
    let act = line.hear(round, Heard::NotOpened);
    assert!(matches!(act, Act::Wait { pause, .. } if pause == Duration::from_secs(1)));
}
