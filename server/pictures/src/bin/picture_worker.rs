//! A program that only draws one picture: the child process of the tests.

use std::process::ExitCode;

fn main() -> ExitCode {
    pictures::draw_if_asked().unwrap_or(ExitCode::FAILURE)
}
