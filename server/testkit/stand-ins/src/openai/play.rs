//! Plays the steps of a script as the body of an answer, and records how it ended.

use std::{collections::VecDeque, io};

use axum::body::{Body, Bytes};
use futures::{Stream, stream};

use super::{
    records::{Outcome, Ticket},
    script::Step,
};

/// The ticket is part of the body: when the caller hangs up, the body is dropped and the ticket with it.
pub(super) fn play(steps: Vec<Step>, ticket: Ticket) -> Body {
    Body::from_stream(pieces(steps.into(), ticket))
}

fn pieces(steps: VecDeque<Step>, ticket: Ticket) -> impl Stream<Item = io::Result<Bytes>> {
    stream::unfold((steps, ticket), |(mut steps, mut ticket)| async move {
        loop {
            match steps.pop_front() {
                Some(Step::Send(bytes)) => return Some((Ok(bytes), (steps, ticket))),
                Some(Step::Wait(pause)) => tokio::time::sleep(pause).await,
                Some(Step::Cut) => {
                    ticket.close(Outcome::Cut);
                    let cut = io::Error::new(io::ErrorKind::ConnectionAborted, "cut as asked");
                    return Some((Err(cut), (VecDeque::new(), ticket)));
                }
                None => {
                    ticket.close(Outcome::Answered);
                    return None;
                }
            }
        }
    })
}
