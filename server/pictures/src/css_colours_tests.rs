//! What the renderer gets to read.

use super::readable;

fn read(value: &str) -> Option<String> {
    readable(value).map(std::borrow::Cow::into_owned)
}

#[test]
fn what_the_renderer_knows_stays_as_it_is() {
    for value in [
        "none",
        "inherit",
        "currentColor",
        "red",
        "#fff",
        "#C83232",
        "#c8323280",
        "rgb(200,50,50)",
        "hsl(0, 50%, 50%)",
        "transparent",
        "url(#a)",
        "url(#a) none",
        "url(#a) #fff",
    ] {
        assert_eq!(read(value).as_deref(), Some(value));
    }
    assert_eq!(read(" CurrentColor ").as_deref(), Some("currentColor"));
    assert_eq!(read("NONE").as_deref(), Some("none"));
    assert_eq!(read("unset").as_deref(), Some("inherit"));
}

#[test]
fn colours_of_today_become_those_of_srgb() {
    // Computed apart, from the definitions of CSS Color 4.
    for (value, expected) in [
        ("rgb(200 50 50 / 100%)", "#c83232"),
        ("rgb(200 50 50 / 50%)", "#c8323280"),
        ("color(srgb 1 0.5 0)", "#ff8000"),
        ("color(srgb-linear 1 0 0.21586)", "#ff0080"),
        ("color(display-p3 0.7843 0.1961 0.1961)", "#da1828"),
        ("color(display-p3 0.2 0.4 0.6)", "#1b689d"),
        ("color(display-p3 0 .5 1 / 0.5)", "#0082ff80"),
        ("COLOR(display-p3 20% 40% 60%)", "#1b689d"),
        ("oklch(0.6 0.15 200)", "#0099a3"),
        ("oklch(56.39% 0.1878 25.6)", "#cd3636"),
        ("oklch(70% 25% 140deg)", "#7dae72"),
        ("oklab(0.6 0.1 0.05)", "#ba645c"),
        ("lab(50 40 20)", "#b95857"),
        ("lab(50% 32% 16%)", "#b95857"),
        ("lab(50 none none)", "#777777"),
        ("light-dark(oklab(0.6 0.1 0.05), red)", "#ba645c"),
        ("light-dark(rgb(1, 2, 3), red)", "rgb(1, 2, 3)"),
        ("#c83232 icc-color(acme, 0.1, 0.2)", "#c83232"),
        ("url(#a) color(srgb 1 0 0)", "url(#a) #ff0000"),
        ("url(#a) color(unknown 1 0 0)", "url(#a)"),
    ] {
        assert_eq!(read(value).as_deref(), Some(expected), "{value}");
    }
}

#[test]
fn what_nobody_can_read_is_no_colour() {
    for value in [
        "",
        "ab",
        "#12345",
        "color(unknown 1 0 0)",
        "color(srgb 1 0)",
        "color(srgb 1 0 0 1 0)",
        "color(srgb inf 0 0)",
        "oklch(a b c)",
        "rgb(",
        "url(#a",
        "device-cmyk(0 1 1 0)",
        "light-dark(light-dark(light-dark(light-dark(light-dark(light-dark(red))))))",
        "é)",
    ] {
        assert_eq!(read(value), None, "{value}");
    }
}
