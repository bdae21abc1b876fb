//! Small files that cost a great deal of work. Each is refused, or drawn within the limits: without them these tests
//! would not end, or exhaust the machine's memory.

use std::fmt::Write;

use domain::pictures::UploadRefusal;

use crate::{draw, svg};

/// Never ends by itself.
pub fn endless() -> String {
    svg(
        "<filter id='f'><feTurbulence baseFrequency='0.1' numOctaves='4000000000'/></filter><rect width='100' height='100' filter='url(#f)'/>",
    )
}

fn times(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect()
}

fn points(count: usize) -> String {
    times(count, |at| format!("{},{} ", at * 7 % 100, at * 13 % 100))
}

fn nested_markers() -> String {
    let marker = |level: usize| {
        let inner = if level == 0 { String::new() } else { format!("marker-mid='url(#m{})'", level - 1) };
        format!(
            "<marker id='m{level}' markerWidth='9' markerHeight='9'><polyline points='{}' {inner}/></marker>",
            points(100)
        )
    };
    svg(&format!("{}<polyline points='{}' marker-mid='url(#m2)'/>", times(3, marker), points(100)))
}

/// Shapes that are each filled, masked or clipped with as many others.
fn shapes_in_shapes(kind: &str, by: &str) -> String {
    let shape = |at: usize| format!("<circle cx='{}' cy='{}' r='9'/>", at * 7 % 100, at * 13 % 100);
    let filled = |at: usize| format!("<rect x='{}' width='90' height='90' {by}='url(#p)'/>", at % 10);
    svg(&format!("<{kind} id='p' width='1' height='1'>{}</{kind}>{}", times(300, shape), times(300, filled)))
}

/// Each level repeats the one below it ten times, by this attribute.
fn levels(kind: &str, by: &str) -> String {
    let level = |at: usize| {
        let one = match at {
            0 => "<rect width='9' height='9'/>".to_owned(),
            _ => format!("<rect width='9' height='9' {by}='url(#l{})'/>", at - 1).repeat(10),
        };
        format!("<{kind} id='l{at}' width='1' height='1'>{one}</{kind}>")
    };
    svg(&format!("{}<rect width='99' height='99' {by}='url(#l9)'/>", times(10, level)))
}

fn style_sheet() -> String {
    let rules = times(8000, |at| format!(".a{at} > .b .c{at}{{fill:red}}"));
    let elements = times(2000, |at| format!("<rect class='a{at} b' width='1' height='1'/>"));
    svg(&format!("<style>{rules}</style>{elements}"))
}

fn many_filters() -> String {
    let filter = "<feGaussianBlur stdDeviation='90'/><feMorphology operator='dilate' radius='80'/>".repeat(100);
    let shapes = "<rect width='100' height='100' filter='url(#f)'/>".repeat(50);
    svg(&format!("<filter id='f' x='-10' y='-10' width='21' height='21'>{filter}</filter>{shapes}"))
}

fn filtered(primitive: &str) -> String {
    svg(&format!("<filter id='f'>{primitive}</filter><rect width='100' height='100' filter='url(#f)'/>"))
}

fn long_path() -> String {
    let mut path = "M0 0".to_owned();
    for at in 0..1_000_000 {
        write!(path, "L{} {}", at % 10, at % 7).unwrap();
    }
    svg(&format!("<path d='{path}' stroke='red' stroke-width='3' stroke-linejoin='round'/>"))
}

#[tokio::test]
async fn what_could_be_counted_or_can_only_be_stopped_is_too_complex() {
    for (name, file) in [
        ("nested markers", nested_markers()),
        ("a pattern in each shape", shapes_in_shapes("pattern", "fill")),
        ("a mask on each shape", shapes_in_shapes("mask", "mask")),
        ("octaves without end", endless()),
        ("a long style sheet", style_sheet()),
        ("patterns in patterns", levels("pattern", "fill")),
        ("masks in masks", levels("mask", "mask")),
        ("clip paths in clip paths", levels("clipPath", "clip-path")),
        ("many filters", many_filters()),
        ("deep groups", svg(&format!("{}{}", "<g>".repeat(40_000), "</g>".repeat(40_000)))),
    ] {
        assert_eq!(draw(file).await.err(), Some(UploadRefusal::TooComplex), "{name}");
    }
}

#[tokio::test]
async fn whatever_else_is_much_work_ends_within_the_limits() {
    let dashes = "0.001 ".repeat(1000);
    for (name, file) in [
        ("a wide blur", filtered("<feGaussianBlur stdDeviation='1e9'/>")),
        ("a wide dilation", filtered("<feMorphology operator='dilate' radius='1e9'/>")),
        ("a large matrix", filtered("<feConvolveMatrix order='1000' kernelMatrix='1'/>")),
        ("tiny tiles", filtered("<feFlood width='0.001' height='0.001'/><feTile/>")),
        ("fine dashes", svg(&format!("<path d='M0 0L1e9 1e9' stroke='red' stroke-dasharray='{dashes}'/>"))),
        ("a long path", long_path()),
        (
            "a tiny pattern",
            svg(
                "<pattern id='p' width='1e-9' height='1e-9'><rect width='9' height='9'/></pattern><rect width='99' height='99' fill='url(#p)'/>",
            ),
        ),
        (
            "a huge size",
            "<svg xmlns='http://www.w3.org/2000/svg' width='30000' height='30000'><rect width='9' height='9'/></svg>"
                .to_owned(),
        ),
        (
            "a size without measure",
            "<svg xmlns='http://www.w3.org/2000/svg' width='1e38' height='1e-38'><rect width='9' height='9'/></svg>"
                .to_owned(),
        ),
    ] {
        let drawn = draw(file).await;
        let is_known = matches!(
            drawn,
            Ok(_)
                | Err(UploadRefusal::TooComplex
                    | UploadRefusal::Damaged
                    | UploadRefusal::TooLarge
                    | UploadRefusal::Shape
                    | UploadRefusal::Nothing)
        );
        assert!(is_known, "{name}: {:?}", drawn.err());
    }
}
