//! The rules of a stream: when to connect, when to ask for the state, and how long to wait in between.

use std::time::Duration;

use crate::Backoff;
use crate::rounds::Rounds;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// The state of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    Open,
    /// The browser or the page is trying to re-establish it.
    Lost,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Opened,
    /// A frame was applied; with its id.
    Took(i64),
    /// The connection was cut, and the browser reconnects by itself.
    Cut,
    /// The browser has given up.
    Closed,
    /// The connection could not even be tried.
    NotOpened,
    /// A frame does not continue the previous one: something was lost.
    Missed,
    /// The server did not answer about the state.
    Unanswered,
    /// The followed thing continues after this id.
    GoesOn {
        after: i64,
    },
    /// There is nothing left to follow.
    Over,
    /// The wait of this number is over.
    Due(u32),
    /// The network is back, or the page is visible again.
    Back,
}

/// What the caller has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Nothing,
    /// Open a connection in place of any other, from this id on.
    Connect {
        after: i64,
    },
    /// Close the connection, and ask for the state.
    Ask,
    /// Send [`Heard::Due`] with the number after the pause.
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

/// Follows one thing at a time. Late events about an earlier one are ignored.
#[derive(Debug, Clone)]
pub struct Line {
    link: Link,
    step: Step,
    backoff: Backoff,
    /// The id of the last applied frame.
    after: i64,
    /// Whether this connection has brought a frame. The first one is only the state on connecting: a connection that
    /// breaks after it is no better than none.
    took: bool,
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
            took: false,
            rounds: Rounds::default(),
            waits: Rounds::default(),
        }
    }
}

impl Line {
    /// The state of the connection.
    pub fn link(&self) -> Link {
        self.link
    }

    /// Starts to follow something from this id on: connect, and pass each event with its round.
    pub fn begin(&mut self, after: i64) -> u32 {
        self.after = after;
        self.step = Step::Following;
        self.took = false;
        self.backoff.reset();
        self.rounds.begin()
    }

    /// Follows nothing any more.
    pub fn stop(&mut self) {
        self.step = Step::Idle;
        self.link = Link::Open;
        self.rounds.begin();
    }

    /// Whether events of this round still count.
    pub fn is_current(&self, round: u32) -> bool {
        self.step != Step::Idle && self.rounds.is_latest(round)
    }

    /// What to do after an event of this round.
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
                if self.took {
                    self.backoff.reset();
                }
                self.took = true;
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
        self.took = false;
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
