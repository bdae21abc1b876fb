//! Draws an SVG into pixels, after a look at what is in it. Nothing of it is fetched or run in any case;
//! what would be dangerous elsewhere, or would be missing from the drawing, is said instead of left out.

use std::collections::HashMap;

use domain::pictures::{Picture, UploadRefusal};
use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, Node, NodeId, ParsingOptions};
use resvg::usvg::{Options, Tree};

use super::longest_side;

/// The longest drawing, in bytes; a drawing beyond this is a photo in disguise.
const LONGEST: usize = 1024 * 1024;
/// The most elements, with every repetition counted.
const ELEMENTS: u64 = 20_000;
/// How deep elements may stand in each other.
const DEEPEST: u32 = 64;

const RUNS: [&str; 8] = ["script", "foreignObject", "iframe", "object", "embed", "handler", "audio", "video"];
const LOST: [&str; 3] = ["text", "image", "feImage"];

/// The drawing as large as its place needs it.
pub(super) fn draw(file: &[u8], picture: Picture) -> Result<DynamicImage, UploadRefusal> {
    if file.len() > LONGEST {
        return Err(UploadRefusal::TooComplex);
    }
    let text = std::str::from_utf8(file).map_err(|_| UploadRefusal::Damaged)?;
    if text.contains("<!ENTITY") {
        return Err(UploadRefusal::Script);
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 100_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|_| UploadRefusal::Damaged)?;
    look_through(&document)?;
    let tree = Tree::from_xmltree(&document, &Options::default()).map_err(|_| UploadRefusal::Damaged)?;
    pixels(&tree, longest_side(picture))
}

fn pixels(tree: &Tree, side: u32) -> Result<DynamicImage, UploadRefusal> {
    let size = tree.size();
    let wanted = f32::from(u16::try_from(side).unwrap_or(u16::MAX));
    let scale = wanted / size.width().max(size.height());
    let scaled = size.to_int_size().scale_by(scale).ok_or(UploadRefusal::Damaged)?;
    let (width, height) = (scaled.width().clamp(1, side), scaled.height().clamp(1, side));
    let mut map = Pixmap::new(width, height).ok_or(UploadRefusal::Damaged)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut map.as_mut());
    RgbaImage::from_raw(width, height, map.take_demultiplied()).map(DynamicImage::from).ok_or(UploadRefusal::Damaged)
}

fn look_through(document: &Document<'_>) -> Result<(), UploadRefusal> {
    if document.root_element().tag_name().name() != "svg" {
        return Err(UploadRefusal::Unknown);
    }
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        if RUNS.contains(&name) || node.attributes().any(|attribute| is_active(attribute.name(), attribute.value())) {
            return Err(UploadRefusal::Script);
        }
        if name == "style" && node.text().is_some_and(leads_elsewhere) {
            return Err(UploadRefusal::Script);
        }
    }
    if document.descendants().any(|node| LOST.contains(&node.tag_name().name())) {
        return Err(UploadRefusal::NotPlain);
    }
    let mut count = Count { document, seen: HashMap::new() };
    let elements = count.of(document.root_element(), 0).ok_or(UploadRefusal::TooComplex)?;
    if elements > ELEMENTS { Err(UploadRefusal::TooComplex) } else { Ok(()) }
}

/// An attribute that runs something or reaches out of the file.
fn is_active(name: &str, value: &str) -> bool {
    let value = value.trim();
    let reaches_out =
        name == "href" && !value.is_empty() && !value.starts_with('#') && !value.starts_with("data:image/");
    name.to_ascii_lowercase().starts_with("on") || reaches_out || leads_elsewhere(value)
}

/// A style that fetches: `@import`, or `url(…)` of anything but a part of the drawing itself.
fn leads_elsewhere(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let outside = |rest: &str| !rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    style.contains("@import") || style.contains("javascript:") || style.split("url(").skip(1).any(outside)
}

/// Counts elements as they will be drawn: a `use` counts what it repeats, again and again.
struct Count<'a, 'input> {
    document: &'a Document<'input>,
    seen: HashMap<NodeId, u64>,
}

impl<'a, 'input> Count<'a, 'input> {
    /// None when it is too deep, as a drawing that repeats itself within itself is.
    fn of(&mut self, node: Node<'a, 'input>, depth: u32) -> Option<u64> {
        if let Some(known) = self.seen.get(&node.id()) {
            return Some(*known);
        }
        if depth > DEEPEST {
            return None;
        }
        let mut sum = 1_u64;
        for child in node.children().filter(Node::is_element) {
            sum = sum.saturating_add(self.of(child, depth + 1)?);
        }
        if let Some(repeated) = self.repeated_by(node) {
            sum = sum.saturating_add(self.of(repeated, depth + 1)?);
        }
        self.seen.insert(node.id(), sum);
        Some(sum)
    }

    fn repeated_by(&self, node: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
        if node.tag_name().name() != "use" {
            return None;
        }
        let href = node.attributes().find(|attribute| attribute.name() == "href")?;
        let id = href.value().trim().strip_prefix('#')?;
        self.document.descendants().find(|other| other.attribute("id") == Some(id))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn refused(body: &str) -> Option<UploadRefusal> {
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 20 10\">{body}</svg>"
        );
        draw(text.as_bytes(), Picture::Logo).err()
    }

    #[test]
    fn a_plain_drawing_becomes_pixels_as_large_as_they_are_needed() {
        let drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'><rect width='20' height='10' fill='red'/></svg>";
        let image = draw(drawing.as_bytes(), Picture::Logo).unwrap();
        assert_eq!((image.width(), image.height()), (512, 256));
        assert_eq!(image.to_rgba8().get_pixel(256, 128).0, [255, 0, 0, 255]);
    }

    #[test]
    fn whatever_runs_or_reaches_out_is_refused() {
        for body in [
            "<script>alert(1)</script>",
            "<rect width='1' height='1' onclick='alert(1)'/>",
            "<rect width='1' height='1' OnLoad='alert(1)'/>",
            "<foreignObject><p/></foreignObject>",
            "<a href='javascript:alert(1)'><rect width='1' height='1'/></a>",
            "<use xlink:href='https://evil.example/a.svg#x'/>",
            "<image href='file:///etc/passwd'/>",
            "<style>@import 'https://evil.example/a.css';</style>",
            "<rect width='1' height='1' style='fill:url(https://evil.example/#a)'/>",
        ] {
            assert_eq!(refused(body), Some(UploadRefusal::Script), "{body}");
        }
    }

    #[test]
    fn what_a_drawing_would_lose_is_said_instead_of_left_out() {
        for body in ["<text>Acme</text>", "<image href='data:image/png;base64,AA=='/>"] {
            assert_eq!(refused(body), Some(UploadRefusal::NotPlain), "{body}");
        }
    }

    #[test]
    fn a_drawing_that_repeats_itself_without_end_or_measure_is_too_complex() {
        let mut body = "<g id='a0'><rect width='1' height='1'/></g>".to_owned();
        for level in 1..20 {
            let one = format!("<use href='#a{}'/>", level - 1);
            write!(body, "<g id='a{level}'>{}</g>", one.repeat(10)).unwrap();
        }
        assert_eq!(refused(&body), Some(UploadRefusal::TooComplex));
        assert_eq!(refused("<g id='a'><use href='#a'/></g>"), Some(UploadRefusal::TooComplex));
        assert_eq!(refused(&format!("{}{}", "<g>".repeat(500), "</g>".repeat(500))), Some(UploadRefusal::TooComplex));
    }

    #[test]
    fn entities_are_refused_before_they_grow() {
        let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg>&b;</svg>";
        assert_eq!(draw(bomb.as_bytes(), Picture::Logo).unwrap_err(), UploadRefusal::Script);
    }
}
