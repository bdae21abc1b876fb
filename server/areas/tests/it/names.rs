//! Words that areas choose for themselves, and that must be unique in the whole product.

use std::collections::BTreeSet;

use storage::{FileKind, ObjectKey, Shelf};
use uuid::Uuid;

/// Whether no word occurs twice.
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

#[test]
fn no_two_acts_have_one_word_and_each_is_an_area_and_a_verb() {
    let acts: Vec<_> = areas::all().iter().flat_map(|area| area.actions()).collect();
    assert!(are_distinct(acts.iter().map(|act| act.as_str()).collect()));
    for act in acts {
        let (area, verb) = act.as_str().split_once('.').unwrap_or_default();
        let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        assert!(is_word(area) && is_word(verb) && act.label().contains(": "), "{act:?}");
    }
}

#[test]
fn no_two_areas_keep_things_on_one_shelf_and_every_name_on_one_is_read_back() {
    let shelves: Vec<_> =
        areas::all().iter().flat_map(|area| area.shelves()).map(|kept| kept.shelf().clone()).collect();
    assert_eq!(shelves.iter().map(Shelf::as_str).collect::<BTreeSet<_>>().len(), shelves.len());
    for shelf in shelves {
        let key = ObjectKey::new(shelf, Uuid::nil(), 1, FileKind::Png);
        assert_eq!(key.to_string().parse(), Ok(key));
    }
}
