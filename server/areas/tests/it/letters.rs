//! Guarantees of every letter of every area, whatever text is put into it.

use std::collections::BTreeSet;
use std::path::Path;

use identity_area::letters::{ResetPassword, VerifyEmail};
use mail::{Brand, Letter, MailError, Sample};

fn brand() -> Brand {
    Brand {
        name: "SoloOS".into(),
        head: "SoloOS".into(),
        accent: "#4f46e5".into(),
        logo_url: None,
        base_url: "https://app.soloos.example".into(),
    }
}

const LINK: &str = "https://app.soloos.example/go?token=abc&next=%2F";

/// Every letter of every area, with `text` wherever a person's own text goes.
fn letters(text: &str) -> Vec<Box<dyn Letter>> {
    areas::all().iter().flat_map(|area| area.letters(Sample { own: text, link: LINK })).collect()
}

#[test]
fn every_letter_has_a_kind_of_its_own_and_leaves_no_place_open() {
    let mut kinds = BTreeSet::new();
    for letter in letters("Maya") {
        let composed = letter.compose(&brand()).unwrap();
        assert!(kinds.insert(letter.kind()), "{} stands twice", letter.kind());
        for part in [&composed.subject, &composed.html, &composed.text] {
            assert!(!part.is_empty() && !part.contains("{{") && !part.contains("[["), "{}: {part}", letter.kind());
        }
    }
    assert_eq!(kinds.len(), 13);
}

#[test]
fn the_link_stands_on_the_button_and_in_clear_text_in_both_parts() {
    for letter in letters("Maya").into_iter().filter(|letter| letter.kind() != "email_changed") {
        let composed = letter.compose(&brand()).unwrap();
        let escaped = "https://app.soloos.example/go?token=abc&amp;next=%2F";
        assert!(composed.html.contains(&format!("href=\"{escaped}\"")), "{}", letter.kind());
        assert!(composed.html.contains(&format!(">{escaped}<")), "{}", letter.kind());
        let alone = |line: &str| line == LINK;
        assert!(composed.text.lines().any(alone), "{}", letter.kind());
    }
}

#[test]
fn a_name_full_of_markup_is_inert_in_html_and_plain_in_text() {
    let hostile = r#"<b>&"'</mj-text><script>alert(1)</script>{{link}}[[button]]"#;
    for letter in letters(hostile) {
        let composed = letter.compose(&brand()).unwrap();
        assert!(!composed.html.contains("<script"), "{}", letter.kind());
        assert!(!composed.html.contains("<b>"), "{}", letter.kind());
        let inert = "&lt;b&gt;&amp;&quot;&#39;&lt;/mj-text&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{link}}[[button]]";
        assert!(composed.html.contains(inert), "{}", letter.kind());
        assert!(composed.text.contains(hostile), "{}", letter.kind());
    }
}

#[test]
fn a_brand_full_of_markup_is_inert_too() {
    let markup = "\"><img src=x onerror=alert(1)>";
    let brand = Brand { name: markup.into(), head: markup.into(), ..brand() };
    for letter in letters("Maya") {
        assert!(!letter.compose(&brand).unwrap().html.contains("<img src=x"), "{}", letter.kind());
    }
}

#[test]
fn sentences_name_the_platform_and_the_head_names_the_organisation() {
    let brand = Brand { head: "Bright Path".into(), ..brand() };
    for letter in letters("Maya") {
        let composed = letter.compose(&brand).unwrap();
        assert!(!composed.text.contains("Bright Path") && !composed.subject.contains("Bright Path"));
        assert_eq!(composed.html.matches("Bright Path").count(), 1, "{}", letter.kind());
        assert!(composed.text.contains("SoloOS: https://app.soloos.example"), "{}", letter.kind());
    }
}

#[test]
fn names_outside_ascii_arrive_unchanged() {
    for letter in letters("Łukasz 王小明 🌻") {
        let composed = letter.compose(&brand()).unwrap();
        assert!(composed.html.contains("Łukasz 王小明 🌻") && composed.text.contains("Łukasz 王小明 🌻"));
    }
}

#[test]
fn a_line_break_in_any_name_is_a_space_and_stops_no_letter() {
    let odd = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{2029}');
    for value in
        ["Maya\r\nBcc: everyone@example.com", "Maya\nBcc", "Maya\rBcc", "Maya\0", "Maya\tX", "Maya\u{2028}Bcc", "\u{1}"]
    {
        for letter in letters(value) {
            let composed = letter.compose(&Brand { name: value.into(), head: value.into(), ..brand() }).unwrap();
            assert!(!composed.subject.contains(|c: char| c.is_control() || c == '\u{2028}'), "{value:?}");
            assert!(!composed.text.contains(odd), "{} of {value:?}", letter.kind());
            assert!(!composed.text.lines().any(|line| line.starts_with("Bcc")), "{} of {value:?}", letter.kind());
        }
    }
}

#[test]
fn a_link_that_is_no_web_address_is_refused() {
    for link in ["javascript:alert(1)", "/verify", ""] {
        let letter = VerifyEmail { name: "M".into(), link: link.into(), expires_text: "soon".into() };
        assert_eq!(letter.compose(&brand()), Err(MailError::Link { field: "link" }), "{link}");
    }
}

#[test]
fn opening_a_letter_calls_nobody_and_a_logo_is_the_only_picture() {
    let plain = brand();
    let logo = Brand { logo_url: Some("https://cdn.example/logo.png?a=1&b=2".into()), ..brand() };
    for letter in letters("Maya") {
        let html = letter.compose(&plain).unwrap().html;
        for call in ["<img", "url(", "@import", "<script", "fonts.googleapis", "<iframe"] {
            assert!(!html.contains(call), "{} holds {call}", letter.kind());
        }
        let html = letter.compose(&logo).unwrap().html;
        assert_eq!(html.matches("<img").count(), 1);
        assert!(html.contains("src=\"https://cdn.example/logo.png?a=1&amp;b=2\"") && html.contains("alt=\"SoloOS\""));
    }
}

#[test]
fn every_letter_says_why_it_came_and_works_in_the_dark() {
    for letter in letters("Maya") {
        let composed = letter.compose(&brand()).unwrap();
        assert!(
            composed.html.contains("You get this mail because") && composed.text.contains("You get this mail because")
        );
        assert!(
            composed.html.contains("prefers-color-scheme: dark") && composed.html.contains("name=\"color-scheme\"")
        );
    }
}

#[test]
fn an_empty_name_is_greeted_without_one() {
    let letter = ResetPassword {
        name: "  ".into(),
        link: "https://app.soloos.example/r".into(),
        expires_text: "in 1 hour".into(),
    };
    assert!(letter.compose(&brand()).unwrap().text.starts_with("Hello,\n"));
}

#[test]
fn every_sheet_is_that_of_a_letter_which_its_area_has_registered() {
    let areas = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = std::fs::read_dir(areas).unwrap().map(|area| area.unwrap().path().join("letters"));
    let sheets: BTreeSet<String> = folders
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .map(|sheet| sheet.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let kinds: BTreeSet<String> = letters("Maya").iter().map(|letter| letter.kind().to_owned()).collect();
    assert_eq!(sheets, kinds);
}
