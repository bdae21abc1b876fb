//! Tests of every area. One binary, since each would link everything again.

mod demo;
mod letters;
mod names;
mod tidying;
mod values;
