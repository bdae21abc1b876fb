use std::time::Duration;

use super::kept::without;
use super::{Failure, Held, Order, Outbox, Retry};

fn held(id: &str, message: &str) -> Held<String> {
    Held { id: id.to_owned(), message: message.to_owned() }
}

fn put(outbox: &mut Outbox<String>, id: &str, message: &str) -> Vec<Order<String>> {
    outbox.put(message.to_owned(), || id.to_owned())
}

fn send(id: &str, message: &str) -> Order<String> {
    Order::Send(held(id, message))
}

#[test]
fn a_message_is_kept_before_it_is_sent_and_forgotten_once_it_has_arrived() {
    let mut outbox = Outbox::new(Retry::ByHand);
    assert_eq!(put(&mut outbox, "a", "Hi"), [Order::Keep, send("a", "Hi")]);
    assert_eq!(outbox.kept(), r#"[{"id":"a","message":"Hi"}]"#);
    assert!(outbox.is_sending());
    assert_eq!(outbox.arrived("a"), [Order::Keep]);
    assert_eq!(outbox.kept(), "");
    assert!(!outbox.is_sending());
}

#[test]
fn by_hand_a_second_message_waits_until_the_first_has_arrived() {
    let mut outbox = Outbox::new(Retry::ByHand);
    put(&mut outbox, "a", "Hi");
    assert_eq!(put(&mut outbox, "b", "Hello"), []);
    outbox.arrived("a");
    assert_eq!(put(&mut outbox, "b", "Hello"), [Order::Keep, send("b", "Hello")]);
}

#[test]
fn by_hand_a_message_comes_back_and_goes_again_under_the_same_id() {
    for why in [Failure::Passing, Failure::Final] {
        let mut outbox = Outbox::new(Retry::ByHand);
        put(&mut outbox, "a", "Hi");
        assert_eq!(outbox.failed("a", why), [Order::Return(held("a", "Hi"))]);
        assert_eq!(outbox.kept(), r#"[{"id":"a","message":"Hi"}]"#, "a reload still finds the id");
        assert_eq!(put(&mut outbox, "b", "Hi"), [Order::Keep, send("a", "Hi")]);
    }
}

#[test]
fn by_hand_a_message_that_was_changed_is_another_one_and_nothing_is_kept_of_the_first() {
    let mut outbox = Outbox::new(Retry::ByHand);
    put(&mut outbox, "a", "Hi");
    assert_eq!(outbox.changed(), [], "what is typed meanwhile changes nothing that is on its way");
    outbox.failed("a", Failure::Passing);
    assert_eq!(outbox.changed(), [Order::Keep]);
    assert_eq!(outbox.kept(), "");
    assert_eq!(outbox.changed(), []);
    assert_eq!(put(&mut outbox, "b", "Hi there"), [Order::Keep, send("b", "Hi there")]);
}

#[test]
fn by_hand_a_message_changed_and_changed_back_is_the_same_one() {
    let mut outbox = Outbox::new(Retry::ByHand);
    put(&mut outbox, "a", "Hi");
    outbox.failed("a", Failure::Passing);
    outbox.changed();
    assert_eq!(put(&mut outbox, "b", "Hi"), [Order::Keep, send("a", "Hi")]);
}

#[test]
fn by_hand_a_message_that_has_arrived_may_be_said_again() {
    let mut outbox = Outbox::new(Retry::ByHand);
    put(&mut outbox, "a", "Hi");
    outbox.arrived("a");
    assert_eq!(put(&mut outbox, "b", "Hi"), [Order::Keep, send("b", "Hi")]);
}

#[test]
fn by_hand_nothing_goes_by_itself() {
    let mut outbox = Outbox::new(Retry::ByHand);
    put(&mut outbox, "a", "Hi");
    outbox.failed("a", Failure::Passing);
    assert_eq!(outbox.online(false), []);
    assert_eq!(outbox.online(true), []);
    assert_eq!(outbox.due(), []);
}

#[test]
fn by_hand_a_reload_gives_back_what_was_on_its_way_and_it_arrives_once() {
    let mut before = Outbox::new(Retry::ByHand);
    put(&mut before, "a", "Hi\nthere");
    let mut outbox = Outbox::new(Retry::ByHand);
    assert_eq!(outbox.restore(&before.kept()), [Order::Return(held("a", "Hi\nthere"))]);
    assert_eq!(outbox.kept(), before.kept(), "another reload finds it too");
    assert_eq!(put(&mut outbox, "b", "Hi\nthere"), [Order::Keep, send("a", "Hi\nthere")]);
}

#[test]
fn a_text_that_nobody_of_ours_kept_counts_as_nothing() {
    for text in ["", "a\nHi", "[{\"id\":1}]", "{}"] {
        assert_eq!(Outbox::<String>::new(Retry::ByHand).restore(text), []);
    }
}

#[test]
fn messages_go_one_after_the_other_in_the_order_they_were_written() {
    let mut outbox = Outbox::new(Retry::ByItself);
    assert_eq!(put(&mut outbox, "a", "One"), [Order::Keep, send("a", "One")]);
    assert_eq!(put(&mut outbox, "b", "Two"), [Order::Keep]);
    assert_eq!(put(&mut outbox, "c", "Two"), [Order::Keep], "said twice is meant twice");
    assert_eq!(outbox.arrived("a"), [Order::Keep, send("b", "Two")]);
    assert_eq!(outbox.arrived("b"), [Order::Keep, send("c", "Two")]);
    assert_eq!(outbox.arrived("c"), [Order::Keep]);
}

#[test]
fn what_has_not_come_through_is_tried_again_after_longer_and_longer_pauses_under_its_id() {
    let mut outbox = Outbox::new(Retry::ByItself);
    put(&mut outbox, "a", "One");
    put(&mut outbox, "b", "Two");
    for seconds in [1, 2, 4, 8, 16, 30, 30] {
        assert_eq!(outbox.failed("a", Failure::Passing), [Order::Wait(Duration::from_secs(seconds))]);
        assert_eq!(outbox.failed("a", Failure::Passing), [], "a failure is told once");
        assert_eq!(outbox.due(), [send("a", "One")], "nothing overtakes it");
    }
}

#[test]
fn what_is_written_offline_goes_once_there_is_a_network() {
    let mut outbox = Outbox::new(Retry::ByItself);
    outbox.online(false);
    assert_eq!(put(&mut outbox, "a", "One"), [Order::Keep]);
    assert_eq!(outbox.due(), []);
    assert_eq!(outbox.online(true), [send("a", "One")]);
    assert_eq!(outbox.online(true), [], "and only once");
}

#[test]
fn a_network_that_is_back_ends_a_wait_and_the_pause_that_ends_later_sends_nothing_twice() {
    let mut outbox = Outbox::new(Retry::ByItself);
    put(&mut outbox, "a", "One");
    outbox.failed("a", Failure::Passing);
    outbox.online(false);
    assert_eq!(outbox.online(true), [send("a", "One")]);
    assert_eq!(outbox.due(), []);
    assert_eq!(outbox.arrived("a"), [Order::Keep]);
}

#[test]
fn a_message_that_is_refused_comes_back_and_holds_up_nothing() {
    let mut outbox = Outbox::new(Retry::ByItself);
    put(&mut outbox, "a", "One");
    put(&mut outbox, "b", "Two");
    assert_eq!(outbox.failed("a", Failure::Final), [Order::Keep, Order::Return(held("a", "One")), send("b", "Two")]);
    outbox.arrived("b");
    assert_eq!(put(&mut outbox, "c", "One"), [Order::Keep, send("a", "One")]);
}

#[test]
fn a_message_that_is_seen_to_have_arrived_is_not_sent_again_when_its_answer_was_lost() {
    let mut outbox = Outbox::new(Retry::ByItself);
    put(&mut outbox, "a", "One");
    outbox.failed("a", Failure::Passing);
    outbox.arrived("a");
    assert_eq!(outbox.due(), []);
    put(&mut outbox, "b", "Two");
    outbox.arrived("b");
    assert_eq!(outbox.failed("b", Failure::Passing), [], "the failure of what has arrived is none");
}

#[test]
fn what_a_page_left_behind_goes_before_what_the_next_one_writes() {
    let mut before = Outbox::new(Retry::ByItself);
    put(&mut before, "a", "One");
    put(&mut before, "b", "Two");
    let mut outbox = Outbox::new(Retry::ByItself);
    put(&mut outbox, "c", "Three");
    assert_eq!(outbox.restore(&before.kept()), []);
    assert_eq!(outbox.restore(&before.kept()), [], "found twice is held once");
    assert_eq!(outbox.held().map(|held| held.id.as_str()).collect::<Vec<_>>(), ["c", "a", "b"]);
    assert_eq!(outbox.arrived("c"), [Order::Keep, send("a", "One")]);
}

#[test]
fn what_arrives_when_its_page_is_gone_is_not_found_by_the_next_one() {
    let mut before = Outbox::new(Retry::ByHand);
    put(&mut before, "a", "Hi");
    let left = without(&before.kept(), "a");
    assert_eq!(left, "");
    assert_eq!(Outbox::<String>::new(Retry::ByHand).restore(&left), []);
    assert_eq!(without(&before.kept(), "b"), before.kept(), "another message has not arrived with it");
}

#[test]
fn what_has_not_arrived_is_kept_in_its_order_when_its_neighbour_has() {
    let mut before = Outbox::new(Retry::ByItself);
    for (id, message) in [("a", "One"), ("b", "Two"), ("c", "Three")] {
        put(&mut before, id, message);
    }
    let left = without(&before.kept(), "b");
    assert_eq!(left, r#"[{"id":"a","message":"One"},{"id":"c","message":"Three"}]"#);
}

#[test]
fn a_text_that_nobody_of_ours_kept_is_left_alone() {
    for text in ["", "a\nHi", "[{\"id\":1}]", "{}"] {
        assert_eq!(without(text, "a"), text);
    }
}
