//! The rules of a stream: when to connect, when to ask where things stand, and how long to wait in between.

use std::time::Duration;

use crate::Backoff;
use crate::rounds::Rounds;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// How the connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    Open,
    /// The browser or the page is trying to get it back.
    Lost,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Opened,
    /// A frame was taken; with its id.
    Took(i64),
    /// The connection was cut, and the browser itself comes back.
    Cut,
    /// The browser has given it up.
    Closed,
    /// It could not even be tried.
    NotOpened,
    /// A frame does not go on from the one before: something was lost.
    Missed,
    /// Nobody said where things stand.
    Unanswered,
    /// What is followed goes on after this id.
    GoesOn {
        after: i64,
    },
    /// There is nothing left to follow.
    Over,
    /// The wait of this number is over.
    Due(u32),
    /// There is a network again, or somebody looks at the page again.
    Back,
}

/// What is to be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Nothing,
    /// Open a connection in place of any other, from this id on.
    Connect {
        after: i64,
    },
    /// Close the connection, and ask where things stand.
    Ask,
    /// Say [`Heard::Due`] with the number after the pause.
    Wait {
        pause: Duration,
        number: u32,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Idle,
    Following,
    Asking,
    BeforeAsking,
    BeforeConnecting,
}

/// How one thing at a time is followed. What is heard of the one before it, late, counts for nothing.
#[derive(Debug, Clone)]
pub struct Line {
    link: Link,
    step: Step,
    backoff: Backoff,
    /// The id of the last frame that was taken.
    after: i64,
    rounds: Rounds,
    waits: Rounds,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            link: Link::Open,
            step: Step::Idle,
            backoff: Backoff::new(FIRST_PAUSE, LONGEST_PAUSE),
            after: 0,
            rounds: Rounds::default(),
            waits: Rounds::default(),
        }
    }
}

impl Line {
    /// How the connection stands.
    pub fn link(&self) -> Link {
        self.link
    }

    /// Begins to follow something from this id on: connect, and say in which round each thing was heard.
    pub fn begin(&mut self, after: i64) -> u32 {
        self.after = after;
        self.step = Step::Following;
        self.backoff.reset();
        self.rounds.begin()
    }

    /// Follows nothing any more.
    pub fn stop(&mut self) {
        self.step = Step::Idle;
        self.link = Link::Open;
        self.rounds.begin();
    }

    /// Whether what is heard in this round still counts.
    pub fn is_current(&self, round: u32) -> bool {
        self.step != Step::Idle && self.rounds.is_latest(round)
    }

    /// What to do about what was heard in a round.
    pub fn hear(&mut self, round: u32, heard: Heard) -> Act {
        if !self.is_current(round) {
            return Act::Nothing;
        }
        match self.step {
            Step::Idle => Act::Nothing,
            Step::Following => self.hear_connection(heard),
            Step::Asking => self.hear_answer(heard),
            Step::BeforeAsking | Step::BeforeConnecting => self.hear_clock(heard),
        }
    }

    fn hear_connection(&mut self, heard: Heard) -> Act {
        match heard {
            Heard::Opened => self.link = Link::Open,
            Heard::Took(id) => {
                self.after = id;
                self.backoff.reset();
            }
            Heard::Cut => self.link = Link::Lost,
            Heard::Closed | Heard::Missed => return self.ask(),
            Heard::NotOpened => return self.wait(Step::BeforeAsking),
            _ => {}
        }
        Act::Nothing
    }

    fn hear_answer(&mut self, heard: Heard) -> Act {
        match heard {
            Heard::Unanswered => self.wait(Step::BeforeAsking),
            Heard::GoesOn { after } => {
                self.after = after;
                self.wait(Step::BeforeConnecting)
            }
            Heard::Over => {
                self.stop();
                Act::Nothing
            }
            _ => Act::Nothing,
        }
    }

    fn hear_clock(&mut self, heard: Heard) -> Act {
        match heard {
            Heard::Due(number) if self.waits.is_latest(number) => self.backoff.lengthen(),
            Heard::Back => self.backoff.reset(),
            _ => return Act::Nothing,
        }
        if self.step == Step::BeforeAsking {
            return self.ask();
        }
        self.step = Step::Following;
        Act::Connect { after: self.after }
    }

    fn ask(&mut self) -> Act {
        self.link = Link::Lost;
        self.step = Step::Asking;
        Act::Ask
    }

    fn wait(&mut self, before: Step) -> Act {
        self.step = before;
        Act::Wait { pause: self.backoff.pause(), number: self.waits.begin() }
    }
}
