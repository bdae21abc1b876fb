//! Colours as design programs write them today, which the renderer alone would draw black.

use crate::drawings::middle;
use crate::svg;

const RED: [u8; 4] = [200, 50, 50, 255];
/// `color(display-p3 0.7843 0.1961 0.1961)` in sRGB, computed from the primaries of both.
const WIDE: [u8; 4] = [218, 24, 40, 255];

fn styled(style: &str) -> String {
    svg(&format!("<rect width='100' height='100' style=\"{style}\"/>"))
}

fn sheet(sheet: &str) -> String {
    svg(&format!("<style>{sheet}</style><rect class='a' width='100' height='100'/>"))
}

#[tokio::test]
async fn a_drawing_in_display_p3_as_figma_exports_it_keeps_its_colours() {
    let figma = "fill:#C83232;fill:color(display-p3 0.7843 0.1961 0.1961);fill-opacity:1;";
    let filled = svg(&format!("<rect width='100' height='100' fill='#C83232' style='{figma}'/>"));
    assert_eq!(middle(filled).await, Ok(WIDE));
    let stroke = figma.replace("fill", "stroke");
    let drawn = svg(&format!("<path d='M0 50H100' stroke='#C83232' stroke-width='60' style='{stroke}'/>"));
    assert_eq!(middle(drawn).await, Ok(WIDE));
    let stop = figma.replace("fill", "stop").replace("stop:", "stop-color:");
    let gradient = svg(&format!(
        "<linearGradient id='a'><stop stop-color='#C83232' style='{stop}'/><stop offset='1' style='{stop}'/></linearGradient><rect width='100' height='100' fill='url(#a)'/>"
    ));
    assert_eq!(middle(gradient).await, Ok(WIDE));
}

#[tokio::test]
async fn a_declaration_that_nobody_can_read_leaves_the_one_before_it() {
    for file in [
        styled("fill:#c83232;fill:color(unknown 1 0 0)"),
        styled("fill:#c83232;fill:color-mix(in oklch, red, blue)"),
        styled("fill:#c83232;fill:var(--nobody)"),
        styled("filter:blur(calc(1px * (2 + 3)));fill:#c83232"),
        styled("fill:#c83232 !important;fill:blue"),
        svg("<g fill='#c83232'><rect width='100' height='100' fill='color(unknown 1 0 0)'/></g>"),
        sheet(".a{fill:#c83232;fill:color(unknown 1 0 0)}"),
        sheet("@media (prefers-color-scheme: dark) { .a { fill: blue } } .a { fill: #c83232; fill: what(ever) }"),
        sheet("<![CDATA[ rect > .b, .a { fill: #c83232; fill: color(unknown 1 0 0) } ]]>"),
    ] {
        assert_eq!(middle(file.clone()).await, Ok(RED), "{file}");
    }
}

#[tokio::test]
async fn colours_of_every_spelling_are_drawn() {
    for (file, expected) in [
        (styled("fill:rgb(200 50 50 / 100%)"), RED),
        (styled("fill:rgb(255 0 0 / 50%)"), [255, 0, 0, 128]),
        (styled("fill:light-dark(#c83232, #fff)"), RED),
        (styled("fill:light-dark(rgb(200, 50, 50), #fff);stroke:none"), RED),
        (styled("fill:#c83232 icc-color(acme, 0.1, 0.2)"), RED),
        (styled("fill:#000;fill:oklch(0.6 0.15 200)"), [0, 153, 163, 255]),
        (styled("color:#c83232;fill:currentcolor"), RED),
        (svg("<rect width='100' height='100' fill='rgb(200 50 50 / 100%)'/>"), RED),
        (sheet(".a{fill:#000;fill:color(display-p3 0.7843 0.1961 0.1961)}"), WIDE),
        (sheet("/* a > b */ .a{fill:rgb(200 50 50 / 100%)}"), RED),
    ] {
        assert_eq!(middle(file.clone()).await, Ok(expected), "{file}");
    }
}

#[tokio::test]
async fn custom_properties_are_filled_in() {
    for file in [
        styled("--c:#c83232;fill:var(--c)"),
        styled("fill:var(--x, #c83232)"),
        styled("fill:var(--x, var(--y, rgb(200 50 50 / 100%)))"),
        sheet(":root{--c:#c83232}.dark{--c:#fff}.a{fill:var(--c)}"),
        sheet(":root{--c:var(--red);--red:200 50 50}.a{fill:rgb(var(--c))}")
            .replace("--c:var(--red)", "--c:var( --red )"),
        svg("<g style='--c:#c83232'><rect width='100' height='100' fill='var(--c)'/></g><g style='--c:blue'/>"),
    ] {
        assert_eq!(middle(file.clone()).await, Ok(RED), "{file}");
    }
}

#[tokio::test]
async fn custom_properties_in_each_other_end_somewhere() {
    let each = |at: usize| format!("--l{at}:{};", format!("var(--l{})", at + 1).repeat(20));
    let levels: String = (0..20).map(each).collect();
    let uses = "<rect width='9' height='9' fill='var(--l0)'/>".repeat(5_000);
    let file = svg(&format!(
        "<style>:root{{{levels}--l20:;--own:var(--own)}}</style>{uses}<rect width='100' height='100' fill='#c83232'/><path fill='var(--own)'/>"
    ));
    assert_eq!(middle(file).await, Ok(RED));
    let open = styled(&format!("fill:#c83232;fill:{}", "var(--a,".repeat(50_000)));
    assert_eq!(middle(open).await, Ok(RED));
}
