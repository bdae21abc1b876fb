//! Words that areas choose for themselves, and that must mean one thing in all the house.

use std::collections::BTreeSet;

/// Whether no word stands twice.
fn are_distinct(words: Vec<&'static str>) -> bool {
    words.iter().collect::<BTreeSet<_>>().len() == words.len()
}

#[test]
fn no_two_kinds_of_job_have_one_name() {
    assert!(are_distinct(areas::all().iter().flat_map(|area| area.jobs()).map(|kind| kind.name()).collect()));
}

#[test]
fn no_two_sweeps_have_one_name() {
    assert!(are_distinct(areas::all().iter().flat_map(|area| area.sweeps()).map(|sweep| sweep.name).collect()));
}
