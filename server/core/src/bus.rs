//! Notifies followers of a topic that there is more to read, on whichever server it was written. The content is read
//! from the database: a notification carries only the topic's name, so that nobody receives what they may not see.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

/// The channel of the database's notifications: `pg_notify('soloos_bus', topic)`.
pub const CHANNEL: &str = "soloos_bus";

/// The topics that this process follows, such as `run:<id>`.
#[derive(Debug, Default)]
pub struct Bus(Mutex<HashMap<String, watch::Sender<()>>>);

impl Bus {
    /// A receiver whose `changed` resolves whenever the topic may have news; follow before you look.
    pub fn follow(&self, topic: &str) -> watch::Receiver<()> {
        let mut topics = self.topics();
        topics.retain(|_, sender| sender.receiver_count() > 0);
        topics.entry(topic.to_owned()).or_default().subscribe()
    }

    /// Notifies the followers of the topic.
    pub fn tell(&self, topic: &str) {
        if let Some(sender) = self.topics().get(topic) {
            sender.send_replace(());
        }
    }

    /// Notifies every follower: the connection was lost, so any topic may have news.
    pub fn tell_all(&self) {
        for sender in self.topics().values() {
            sender.send_replace(());
        }
    }

    fn topics(&self) -> MutexGuard<'_, HashMap<String, watch::Sender<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Bus;

    #[test]
    fn only_those_who_follow_a_topic_are_told_of_it() {
        let bus = Bus::default();
        let (one, other) = (bus.follow("run:1"), bus.follow("run:2"));
        bus.tell("run:1");
        assert!(one.has_changed().unwrap() && !other.has_changed().unwrap());
        bus.tell_all();
        assert!(other.has_changed().unwrap());
    }

    #[test]
    fn what_nobody_follows_any_more_is_forgotten() {
        let bus = Bus::default();
        drop(bus.follow("run:1"));
        let _kept = bus.follow("run:2");
        assert_eq!(bus.topics().len(), 1);
    }
}
