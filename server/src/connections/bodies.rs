//! Request and response bodies: a stalled one is aborted, and an answer ends with its last byte.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use tokio::time::{Sleep, sleep};

use super::standing::Answering;

/// A request's body, aborted when nothing arrives for too long.
pub struct Arriving {
    body: Incoming,
    /// The request does not end before its body does.
    answering: Arc<Answering>,
    stall: Option<Pin<Box<Sleep>>>,
}

impl Arriving {
    /// Watches the body.
    pub fn new(body: Incoming, answering: Arc<Answering>) -> Self {
        Self { body, answering, stall: None }
    }

    fn wait(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.stall.is_none() {
            self.answering.awaits_body(true);
        }
        let wait = self.answering.stall();
        self.stall.get_or_insert_with(|| Box::pin(sleep(wait))).as_mut().poll(context)
    }

    fn go_on(&mut self) {
        if self.stall.take().is_some() {
            self.answering.awaits_body(false);
        }
    }
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Ready(frame) => {
                self.go_on();
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending if self.wait(context).is_ready() => {
                let late = io::Error::new(io::ErrorKind::TimedOut, "nothing of the body came for too long");
                Poll::Ready(Some(Err(late.into())))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        self.go_on();
    }
}

/// An answer, which lasts until its body is dropped.
pub struct Leaving {
    body: Body,
    _answering: Arc<Answering>,
}

impl Leaving {
    /// Keeps the request open until the body is sent.
    pub fn new(body: Body, answering: Arc<Answering>) -> Self {
        Self { body, _answering: answering }
    }
}

impl HttpBody for Leaving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
