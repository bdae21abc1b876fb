//! Structure and text: as models write them, and people of other writing systems.

use markdown::{Anchors, plain_block, render_blocks};

use crate::html;

#[test]
fn each_top_level_block_is_a_string_of_its_own() {
    let blocks = render_blocks("# Ideas\n\nThree of them:\n\n1. One\n2. Two\n", &Anchors::of("1"));
    assert_eq!(blocks.len(), 3);
    assert!(blocks[0].starts_with("<h1 dir=\"auto\">"));
    assert!(blocks[2].starts_with("<ol dir=\"ltr\">"));
}

#[test]
fn code_is_highlighted_by_class_and_carries_its_language_and_a_copy_button() {
    let html = html("```rust\nfn main() {}\n```");
    assert!(html.contains("data-lang=\"rust\""), "{html}");
    assert!(html.contains("<button") && html.contains("data-copy"), "{html}");
    assert!(html.contains("class=\"hl-"), "{html}");
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn a_picture_from_elsewhere_becomes_a_link() {
    let link = html("![A cat](https://example.com/cat.png)");
    assert!(
        !link.contains("<img") && link.contains("href=\"https://example.com/cat.png\"") && link.contains("A cat"),
        "{link}"
    );
    let in_link = html("[![A cat](https://e.com/cat.png)](https://e.com/cats)");
    assert_eq!(in_link.matches("<a ").count(), 1, "{in_link}");
    assert!(in_link.contains("href=\"https://e.com/cats\"") && in_link.contains("A cat"), "{in_link}");
}

#[test]
fn a_persons_text_keeps_its_lines_and_no_markup() {
    assert_eq!(plain_block("a < b\n*c*"), vec!["<p dir=\"auto\">a &lt; b\n*c*</p>".to_owned()]);
}

#[test]
fn emphasis_beside_chinese_punctuation_is_emphasis() {
    for (text, strong) in [
        ("**真，**她", "真，"),
        ("**重要です。**この", "重要です。"),
        ("她说**“你好”**吗", "“你好”"),
        ("**(참고)**입니다", "(참고)"),
        ("__太字。__次", "太字。"),
        ("这是__重点__内容", "重点"),
        ("她说__“你好”__吗", "“你好”"),
        ("__강조__입니다", "강조"),
        ("これは__とても *大事*。__です", "とても <em>大事</em>。"),
    ] {
        let html = html(text);
        assert!(html.contains(&format!("<strong>{strong}</strong>")), "{html}");
        assert!(!html.contains('_') && !html.contains('\u{fffc}'), "{html}");
    }
    for text in ["报告_最终_版.docx", "类的__init__方法", "`太字__次`", "\\__太字\\__次", "太字__次"]
    {
        let html = html(text);
        assert!(!html.contains("<strong>") && !html.contains("<em>") && html.contains('_'), "{html}");
        assert!(!html.contains('\u{fffc}'), "{html}");
    }
}

#[test]
fn an_address_ends_where_the_sentence_goes_on() {
    for (text, address, rest) in [
        ("https://e.com/a。次", "https://e.com/a", "。次"),
        ("https://e.com/docs（中文）", "https://e.com/docs", "（中文）"),
        ("见 https://e.com/a，https://e.com/b", "https://e.com/a", "，<a"),
        ("「https://e.com/a」と", "https://e.com/a", "」と"),
        ("https://e.com/a、b", "https://e.com/a", "、b"),
        ("www.e.com！", "http://www.e.com/", "！"),
        ("https://e.com/a؟", "https://e.com/a", "؟"),
        ("“https://e.com/a”", "https://e.com/a", "”"),
        ("https://e.com/a・b", "https://e.com/a", "・b"),
        ("https://e.com/a﹐b", "https://e.com/a", "﹐b"),
        ("https://e.com/a״", "https://e.com/a", "״"),
    ] {
        let html = html(text);
        assert!(html.contains(&format!("href=\"{address}\"")), "{html}");
        assert!(html.contains(&format!("</a>{rest}")), "{html}");
    }
    assert!(html("https://zh.wikipedia.org/wiki/中文").contains("wiki/中文</a>"));
    assert_eq!(html("https://e.com/a，https://e.com/b。").matches("<a ").count(), 2);
}

#[test]
fn an_address_whose_end_is_written_down_is_whole() {
    for text in [
        "<https://e.com/a。次>",
        "> - <https://e.com/a。次>",
        "前\n后 <https://e.com/a。次>，",
        "[https://e.com/a。次](https://e.com/a。次)",
        "![https://e.com/a。次](https://e.com/a。次)",
        "[https://e.com/a。次](<https://e.com/a。次>)",
    ] {
        let html = html(text);
        assert!(html.contains("href=\"https://e.com/a%E3%80%82%E6%AC%A1\""), "{html}");
        assert!(html.contains(">https://e.com/a。次</a>"), "{html}");
    }
    let with_underscores = html("https://e.com/太__字__次");
    assert!(
        with_underscores.contains(">https://e.com/太__字__次</a>") && !with_underscores.contains("EF%BF%BC"),
        "{with_underscores}"
    );
}

#[test]
fn tables_keep_their_columns_alignment() {
    let html = html("|a|b|c|d|\n|:-|-:|:-:|-|\n|1|2|3|4|\n");
    for cell in ["<td align=\"left\">1", "<td align=\"right\">2", "<td align=\"center\">3", "<td>4"] {
        assert!(html.contains(cell), "{cell} in {html}");
    }
}

#[test]
fn harmless_elements_are_elements() {
    let table = html("|a|\n|-|\n|x<br>y<br/>z<BR />|\n");
    assert_eq!(table.matches("<br>").count(), 3, "{table}");
    let words = html("H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd> and <mark>this *one*</mark>.");
    for element in ["<sub>2</sub>", "<sup>2</sup>", "<kbd>Ctrl</kbd>", "<mark>this <em>one</em></mark>"] {
        assert!(words.contains(element), "{element} in {words}");
    }
}

#[test]
fn a_tag_that_is_only_spoken_of_stays_text() {
    let html = html("The <sub> element, a </sup> alone, <b>bold</b>, <sub id=x> and <custom>.");
    for text in ["&lt;sub&gt; element", "&lt;/sup&gt;", "&lt;b&gt;bold&lt;/b&gt;", "&lt;custom&gt;", "&lt;sub id=x&gt;"]
    {
        assert!(html.contains(text), "{text} in {html}");
    }
}

#[test]
fn details_hold_what_stands_between_their_tags() {
    let blocks = render_blocks(
        "<details>\n<summary>More <kbd>x</kbd></summary>\n\n- *a*\n- b\n\n```\nc\n```\n\n</details>\n\nAfter.",
        &Anchors::of("1"),
    );
    assert_eq!(blocks.len(), 2, "{blocks:?}");
    assert!(
        blocks[0].starts_with("<details dir=\"ltr\"><summary dir=\"auto\">More <kbd>x</kbd></summary>"),
        "{}",
        blocks[0]
    );
    assert!(blocks[0].contains("<em>a</em>") && blocks[0].trim_end().ends_with("</details>"), "{}", blocks[0]);
    let on_one_line = html("<details open><summary>A</summary>words <b>x</b></details>");
    assert!(
        on_one_line.contains(
            "<details dir=\"ltr\"><summary dir=\"auto\">A</summary><p dir=\"auto\">words &lt;b&gt;x&lt;/b&gt;</p></details>"
        ),
        "{on_one_line}"
    );
    let in_list = html("- <details>\n  <summary>A</summary>\n\n  b\n\n  </details>\n- c");
    assert!(in_list.contains("<details dir=\"ltr\">") && in_list.contains("</details>"), "{in_list}");
    assert!(html("</details>").contains("&lt;/details&gt;"));
    let summary =
        html("<details>\n<summary>**S** `c` [x](javascript:a) <kbd>*k*</kbd> - d</summary>\n\nb\n\n</details>");
    for part in ["<strong>S</strong> <code dir=\"ltr\">c</code> x <kbd><em>k</em></kbd> - d</summary>", ">b</p>"] {
        assert!(summary.contains(part), "{part} in {summary}");
    }
    assert!(html("<details><summary>1. *a*</summary></details>").contains(">1. *a*</summary>"));
    assert!(html("<summary>a</summary>").contains("&lt;summary&gt;"));
}

#[test]
fn footnotes_lead_there_and_back_and_meet_no_others() {
    let text = "A.[^1] B.[^two] C.[^1]\n\n[^1]: One *note*.\n[^two]: Two.\n\n    More.";
    let html = render_blocks(text, &Anchors::of("m1")).concat();
    for part in [
        "href=\"#note-m1-1\"",
        "id=\"note-m1-1\"",
        "href=\"#note-m1-1-at-2\"",
        "id=\"note-m1-1-at-2\"",
        "id=\"note-m1-2\"",
        "One <em>note</em>.",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("[^") && !html.contains("_blank"), "{html}");
    let other = render_blocks(text, &Anchors::of("m2")).concat();
    assert!(!other.contains("note-m1-"), "{other}");
    assert!(crate::html("Not one.[^9]").contains("[^9]"));
}

#[test]
fn task_lists_show_what_is_done() {
    let html = html("- [x] done\n- [ ] open");
    assert_eq!(html.matches("type=\"checkbox\"").count(), 2, "{html}");
    assert_eq!(html.matches("checked").count(), 1, "{html}");
}

#[test]
fn each_block_takes_its_direction_from_its_words_and_code_goes_left_to_right() {
    let html = html("# a\n\nb `c` $d$\n\n```\nh\n```");
    for tag in ["<h1 dir=\"auto\"", "<p dir=\"auto\"", "<code dir=\"ltr\"", "<math dir=\"ltr\""] {
        assert!(html.contains(tag), "{tag} in {html}");
    }
    assert!(html.contains("<pre class=\"code\" tabindex=\"0\" dir=\"ltr\">"), "{html}");
}

#[test]
fn a_formula_says_nothing_of_the_direction_of_its_paragraph() {
    // A browser passes over HTML with a direction of its own when it looks for the first letter.
    let html = html("$x^2$ هي صيغة");
    assert!(html.starts_with("<p dir=\"auto\"><span dir=\"ltr\"><math"), "{html}");
}

#[test]
fn quotes_lists_tables_and_details_turn_round_with_their_words() {
    let opens = |html: &str, opening: &str, dir: &str| html.starts_with(&opening.replace("DIR", &format!("\"{dir}\"")));
    for (text, opening) in [
        ("> مرحبا بالعالم", "<blockquote dir=DIR>"),
        ("> > - שלום", "<blockquote dir=DIR>"),
        ("- שלום\n- hello", "<ul dir=DIR>"),
        ("- שלום\n\n- עולם", "<ul dir=DIR>"),
        ("3. `code` مرحبا", "<ol dir=DIR start=\"3\">"),
        ("- [x] שלום", "<ul dir=DIR>"),
        ("| الاسم | b |\n|-|-|\n| a | 1 |", "<table dir=DIR>"),
        ("| 1 | $x$ |\n|-|-|\n| שלום | a |", "<table dir=DIR>"),
        ("<details>\n<summary>مرحبا</summary>\n\na\n\n</details>", "<details dir=DIR>"),
    ] {
        let right = html(text);
        assert!(opens(&right, opening, "rtl"), "{text}: {right}");
        assert!(
            !right.contains("dir=\"ltr\"><li>") && !right.contains("<li dir") && !right.contains("<td dir"),
            "{right}"
        );
        let left = html(&text.replace(|letter: char| ('\u{590}'..'\u{700}').contains(&letter), "é"));
        assert!(opens(&left, opening, "ltr"), "{text}: {left}");
    }
    let notes = html("שלום[^1]\n\n[^1]: עולם");
    assert!(notes.contains("<section dir=\"rtl\" class=\"notes\"><ol dir=\"rtl\">"), "{notes}");
    let without_words = html("- 1\n- 2");
    assert!(without_words.starts_with("<ul>"), "{without_words}");
}
