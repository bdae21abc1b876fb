//! The HTML of texts, as a page gets it.

mod bounds;
mod formulas;
mod looks;
mod security;

use markdown::{Anchors, render_blocks};

/// A text as one string of HTML.
fn html(text: &str) -> String {
    render_blocks(text, &Anchors::of("1")).concat()
}
