use leptos::prelude::*;

use super::{Ask, EdgeProblem, Edges, Item, LiveWindow, Received, Side, Stretch, Window};

#[derive(Debug, Clone, PartialEq)]
struct Row {
    id: char,
    seq: i64,
    text: &'static str,
}

#[derive(Debug, Clone, PartialEq)]
struct Line {
    id: Option<char>,
    seq: i64,
    text: &'static str,
}

impl Item for Line {
    type Row = Row;
    type Id = char;

    fn of(row: Row) -> Self {
        Self { id: Some(row.id), seq: row.seq, text: row.text }
    }

    fn id_of(row: &Row) -> char {
        row.id
    }

    fn place_of(row: &Row) -> i64 {
        row.seq
    }

    fn confirmed_id(&self) -> Option<char> {
        self.id
    }

    fn place(&self) -> i64 {
        self.seq
    }

    fn refresh(&mut self, row: Row) {
        *self = Self::of(row);
    }
}

/// Rows named a, b, c… by their position from 1 on.
fn rows(places: std::ops::RangeInclusive<u8>) -> Vec<Row> {
    places.map(|place| Row { id: char::from(b'a' + place - 1), seq: place.into(), text: "" }).collect()
}

fn stretch(places: std::ops::RangeInclusive<u8>, has_earlier: bool, has_later: bool) -> Stretch<Row> {
    Stretch { rows: rows(places), has_earlier, has_later }
}

fn early(seq: i64) -> Line {
    Line { id: None, seq, text: "early" }
}

/// The ids, with a dot for items that are not confirmed.
fn shown(window: &Window<Line>) -> String {
    window.items.iter().map(|line| line.id.unwrap_or('.')).collect()
}

fn goes_on(window: &Window<Line>) -> (bool, bool) {
    (window.edges.has_earlier, window.edges.has_later)
}

#[test]
fn an_edge_is_fetched_once_at_a_time_and_only_where_the_list_goes_on() {
    let mut window = Window::<Line>::of(stretch(5..=8, true, false), 90);
    assert_eq!(window.begin(Side::Later, true), None);
    assert_eq!(window.begin(Side::Earlier, false), Some(Ask { side: Side::Earlier, place: 5 }));
    assert_eq!(window.begin(Side::Earlier, true), None);
    let mut empty = Window::<Line>::of(Stretch { rows: vec![], has_earlier: true, has_later: true }, 90);
    assert_eq!(empty.begin(Side::Earlier, true), None);
    assert_eq!(empty.edges.loading, None);
}

#[test]
fn after_a_failure_an_edge_waits_until_somebody_asks() {
    let mut edges = Edges::new(true, true);
    edges.begin(Side::Earlier);
    edges.fail(Side::Earlier, "No connection.".to_owned());
    assert_eq!(edges.problem, Some(EdgeProblem { side: Side::Earlier, words: "No connection.".to_owned() }));
    assert_eq!((edges.problem_at(Side::Earlier), edges.problem_at(Side::Later)), (Some("No connection."), None));
    assert!(!edges.may_load(Side::Earlier, false));
    assert!(edges.may_load(Side::Earlier, true));
    edges.begin(Side::Earlier);
    assert_eq!(edges.problem, None);
}

#[test]
fn what_comes_at_one_end_pushes_out_what_is_farthest_at_the_other() {
    let mut window = Window::<Line>::of(stretch(5..=8, true, false), 5);
    let ask = window.begin(Side::Earlier, false).unwrap();
    assert!(window.answered(ask, stretch(2..=4, true, true)));
    assert_eq!((shown(&window).as_str(), goes_on(&window)), ("bcdef", (true, true)));
    let ask = window.begin(Side::Later, false).unwrap();
    assert_eq!(ask, Ask { side: Side::Later, place: 6 });
    assert!(window.answered(ask, stretch(7..=8, true, false)));
    assert_eq!((shown(&window).as_str(), goes_on(&window)), ("defgh", (true, false)));
    assert_eq!(window.edges.loading, None);
}

#[test]
fn what_is_here_already_does_not_come_twice() {
    let mut window = Window::<Line>::of(stretch(3..=5, true, false), 90);
    let ask = window.begin(Side::Earlier, false).unwrap();
    assert!(window.answered(ask, stretch(1..=3, false, true)));
    assert_eq!((shown(&window).as_str(), goes_on(&window)), ("abcde", (false, false)));
}

#[test]
fn an_answer_for_another_window_than_the_one_that_is_there_is_passed_over() {
    let mut window = Window::<Line>::of(stretch(5..=8, true, true), 90);
    let ask = window.begin(Side::Earlier, false).unwrap();
    window.items.remove(0);
    assert!(!window.answered(ask, stretch(1..=4, false, true)));
    assert_eq!((shown(&window).as_str(), goes_on(&window)), ("fgh", (true, true)));
    assert_eq!(window.edges.loading, None);
}

#[test]
fn the_newest_stretch_brings_what_is_new_and_takes_what_was_superseded() {
    let mut window = Window::<Line>::of(stretch(1..=5, false, false), 90);
    window.items.push(early(6));
    let newest = Stretch {
        rows: vec![
            Row { id: 'd', seq: 4, text: "as it is now" },
            Row { id: 'x', seq: 5, text: "" },
            Row { id: 'y', seq: 6, text: "" },
        ],
        has_earlier: true,
        has_later: false,
    };
    assert!(window.meet(newest));
    assert_eq!((shown(&window).as_str(), goes_on(&window)), ("abcdx.y", (false, false)));
    assert_eq!(window.items[3].text, "as it is now");
}

#[test]
fn a_newest_stretch_that_lies_beyond_a_gap_takes_the_place_of_everything_but_what_is_not_confirmed() {
    let mut window = Window::<Line>::of(stretch(1..=3, false, false), 90);
    window.items.push(early(4));
    assert!(window.meet(stretch(7..=9, true, false)));
    assert_eq!((shown(&window).as_str(), goes_on(&window)), (".ghi", (true, false)));
}

#[test]
fn a_newest_stretch_that_makes_the_window_too_long_pushes_out_the_earliest() {
    let mut window = Window::<Line>::of(stretch(1..=4, false, false), 4);
    assert!(window.meet(stretch(4..=6, true, false)));
    assert_eq!((shown(&window).as_str(), goes_on(&window)), ("cdef", (true, false)));
}

#[test]
fn an_empty_answer_changes_nothing() {
    let mut window = Window::<Line>::of(stretch(1..=3, true, false), 90);
    assert!(!window.meet(Stretch { rows: vec![], has_earlier: false, has_later: false }));
    assert_eq!((shown(&window).as_str(), goes_on(&window)), ("abc", (true, false)));
}

#[test]
fn a_row_that_comes_by_itself_is_added_known_beyond_or_past_a_gap() {
    let row = |place| rows(place..=place).remove(0);
    let mut window = Window::<Line>::of(stretch(1..=3, false, false), 3);
    assert_eq!(window.receive(row(5)), Received::Gap { after: 3 });
    assert_eq!(shown(&window), "abc");
    window.items.push(early(4));
    assert_eq!(window.receive(row(4)), Received::Added);
    assert_eq!((shown(&window).as_str(), goes_on(&window)), ("c.d", (true, false)));
    assert_eq!(window.receive(Row { text: "edited", ..row(4) }), Received::Known);
    assert_eq!(window.items[2].text, "edited");
    window.edges.has_later = true;
    assert_eq!(window.receive(row(5)), Received::Beyond);
    let mut empty = Window::<Line>::of(Stretch { rows: vec![], has_earlier: false, has_later: false }, 3);
    assert_eq!(empty.receive(row(2)), Received::Gap { after: 0 });
    assert_eq!(empty.receive(row(1)), Received::Added);
}

#[test]
fn the_signals_say_what_the_rules_say() {
    let owner = Owner::new();
    let window = owner.with(|| LiveWindow::<Line>::new(stretch(5..=8, true, false), 5));
    let shown = || window.items.with_untracked(|items| items.iter().filter_map(|line| line.id).collect::<String>());
    let ask = window.begin(Side::Earlier, false).unwrap();
    assert_eq!(window.begin(Side::Earlier, true), None);
    assert!(window.answered(ask, stretch(2..=4, true, true)));
    assert_eq!((shown().as_str(), window.is_away()), ("bcdef", Some(true)));
    let ask = window.begin(Side::Later, false).unwrap();
    window.failed(ask, "No connection.".to_owned());
    assert_eq!(window.begin(Side::Later, false), None);
    window.replace(stretch(7..=9, true, false));
    assert_eq!((shown().as_str(), window.is_away()), ("ghi", Some(false)));
    assert!(!window.meet(Stretch { rows: vec![], has_earlier: false, has_later: false }));
    assert_eq!(window.receive(rows(10..=10).remove(0)), Some(Received::Added));
}

#[test]
fn an_answer_that_comes_after_the_page_is_gone_changes_nothing() {
    let owner = Owner::new();
    let window = owner.with(|| LiveWindow::<Line>::new(stretch(5..=8, true, false), 5));
    let ask = window.begin(Side::Earlier, false).unwrap();
    owner.cleanup();
    assert!(!window.answered(ask, stretch(2..=4, true, true)));
    assert!(!window.meet(stretch(2..=4, true, true)));
    assert_eq!((window.is_away(), window.begin(Side::Earlier, true)), (None, None));
}
