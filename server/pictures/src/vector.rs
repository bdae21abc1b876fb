//! Draws an SVG into pixels, after checking its content. Nothing of it is fetched or run in any case; content that
//! would be dangerous elsewhere, or missing from the drawing, is refused instead of left out.

use domain::pictures::{Picture, UploadRefusal};
use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{self, Attribute, Document, Node, ParsingOptions};
use resvg::usvg::{self, Options, Tree};

use super::{css, entities, letters, longest_side, repeats, styles};

/// The longest drawing, in bytes of UTF-8; a longer drawing is a photo in disguise.
const LONGEST: usize = 4 * 1024 * 1024;
/// The most elements and pieces of text in a file.
const NODES: u32 = 100_000;

const RUNS: [&str; 7] = ["script", "iframe", "object", "embed", "handler", "audio", "video"];
const LOST: [&str; 3] = ["text", "image", "feImage"];
const WEB_PAGE: &str = "foreignObject";

/// The drawing in the size of its place.
pub(super) fn draw(file: &[u8], picture: Picture) -> Result<DynamicImage, UploadRefusal> {
    let text = letters::read(file).ok_or(UploadRefusal::Letters)?;
    if text.len() > LONGEST {
        return Err(UploadRefusal::TooComplex);
    }
    let text = entities::written_out(text.trim_start())?;
    let document = parsed(&text)?;
    look_through(&document)?;
    repeats::bound(&document)?;
    let tree = match styles::readable(&document) {
        Some(text) => {
            // There is no memory for two.
            drop(document);
            tree(&parsed(&text)?)?
        }
        None => tree(&document)?,
    };
    pixels(&tree, longest_side(picture))
}

fn parsed(text: &str) -> Result<Document<'_>, UploadRefusal> {
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => UploadRefusal::TooComplex,
        _ => UploadRefusal::Damaged,
    })
}

fn tree(document: &Document<'_>) -> Result<Tree, UploadRefusal> {
    Tree::from_xmltree(document, &Options::default()).map_err(|error| match error {
        usvg::Error::ElementsLimitReached => UploadRefusal::TooComplex,
        _ => UploadRefusal::Damaged,
    })
}

fn pixels(tree: &Tree, side: u32) -> Result<DynamicImage, UploadRefusal> {
    let size = tree.size();
    let wanted = f32::from(u16::try_from(side).unwrap_or(u16::MAX));
    let scale = wanted / size.width().max(size.height());
    let scaled = size.to_int_size().scale_by(scale).ok_or(UploadRefusal::Shape)?;
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
        if RUNS.contains(&name) || node.attributes().any(|attribute| is_active(name, attribute)) {
            return Err(UploadRefusal::Script);
        }
        if name == "style" && node.text().is_some_and(|sheet| leads_elsewhere(&css::without_fonts(sheet))) {
            return Err(UploadRefusal::Script);
        }
    }
    for node in document.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            WEB_PAGE if !is_left_out(node) => return Err(UploadRefusal::WebPage),
            name if LOST.contains(&name) && !is_left_out(node) => return Err(UploadRefusal::NotPlain),
            _ => {}
        }
    }
    Ok(())
}

/// Whether it is a part of a web page, or within one, for which the drawing itself has a fallback.
fn is_left_out(node: Node<'_, '_>) -> bool {
    node.ancestors().any(|part| {
        part.tag_name().name() == WEB_PAGE
            && part.parent_element().is_some_and(|parent| parent.tag_name().name() == "switch")
            && part.next_siblings().skip(1).any(|next| next.is_element() && next.tag_name().name() != WEB_PAGE)
    })
}

/// An attribute that runs something or refers outside the file. A link (`a`) may: nobody can follow it in pixels.
fn is_active(element: &str, attribute: Attribute<'_, '_>) -> bool {
    let (name, value) = (attribute.name(), attribute.value().trim());
    let is_own = value.is_empty() || value.starts_with('#') || value.starts_with("data:image/");
    let reaches_out = name == "href" && element != "a" && !is_own;
    name.to_ascii_lowercase().starts_with("on") || reaches_out || leads_elsewhere(value)
}

/// A style that fetches: `@import`, or `url(…)` of anything but a part of the drawing itself.
fn leads_elsewhere(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let outside = |rest: &str| !rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    style.contains("@import") || style.contains("javascript:") || style.split("url(").skip(1).any(outside)
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
    fn links_and_fonts_are_passed_over() {
        for body in [
            "<a href='https://e.com'><rect width='1' height='1'/></a>",
            "<a xlink:href='https://e.com/?a=b'><rect width='1' height='1'/></a>",
            "<style>@font-face{font-family:'A';src:url('data:font/woff2;base64,AA==')}.a{fill:red}</style>",
            "<style>/* it's */ @font-face { src: url(https://e.com/a.woff) }</style>",
        ] {
            assert_eq!(refused(body), None, "{body}");
        }
        let both = "<style>@font-face{src:url(data:font/woff)} .a{fill:url(https://e.com/a)}</style>";
        assert_eq!(refused(both), Some(UploadRefusal::Script));
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
    fn a_piece_of_a_web_page_is_named_as_what_it_is_and_dropped_where_the_drawing_holds_another() {
        let page = "<foreignObject><p>Hello</p></foreignObject>";
        assert_eq!(refused(page), Some(UploadRefusal::WebPage));
        assert_eq!(refused(&format!("<switch>{page}</switch>")), Some(UploadRefusal::WebPage));
        assert_eq!(refused(&format!("<switch>{page}<g><rect width='9' height='9'/></g></switch>")), None);
        assert_eq!(refused(&format!("<switch>{page}<text>Hello</text></switch>")), Some(UploadRefusal::NotPlain));
        let script = "<switch><foreignObject><script/></foreignObject><g/></switch>";
        assert_eq!(refused(script), Some(UploadRefusal::Script));
    }

    #[test]
    fn a_drawing_as_illustrator_saves_it_is_drawn() {
        let drawing = r##"<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
]>
<svg version="1.1" id="Layer_1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;"
	 x="0px" y="0px" viewBox="0 0 20 10" xml:space="preserve">
<switch>
	<foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1">
		<i:pgfRef  xlink:href="#adobe_illustrator_pgf"></i:pgfRef>
	</foreignObject>
	<g i:extraneous="self"><rect width="20" height="10" fill="#00FF00"/></g>
</switch>
<i:pgf id="adobe_illustrator_pgf"><![CDATA[eJzsvQ==]]></i:pgf>
</svg>"##;
        let image = draw(drawing.as_bytes(), Picture::Logo).unwrap();
        assert_eq!(image.to_rgba8().get_pixel(256, 128).0, [0, 255, 0, 255]);
    }
}
