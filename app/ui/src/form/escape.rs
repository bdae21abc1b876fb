//! The framework writes the children of a `<textarea>` unescaped, so text that a person wrote could close the element
//! and add markup. Both text areas of the design system escape it here instead.

/// `value` as the inner HTML of a `<textarea>`.
pub fn textarea_html(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::textarea_html;

    #[test]
    fn text_cannot_leave_its_text_area() {
        assert_eq!(
            textarea_html("</textarea><script>alert(1)</script> &lt;"),
            "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;"
        );
    }
}
