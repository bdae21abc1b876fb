//! The text the stand-in answers with: the same for the same question, every time.

use super::request::Asked;

/// An answer, cut into the tokens it is sent as.
pub(super) struct Answer {
    pub tokens: Vec<String>,
    /// True when the caller's token limit ended it.
    pub was_cut_short: bool,
}

impl Answer {
    pub(super) fn short(asked: &Asked) -> Self {
        Self::limited(asked, tokens_of(&short_text(asked.question())))
    }

    pub(super) fn long(asked: &Asked) -> Self {
        let text = (1..=24).fold(short_text(asked.question()), |text, step| {
            format!(
                "{text}\n\nStep {step} of 24: the longer one listens, the clearer it gets what is \
                 asked for, and that is worth **more** than a quick answer."
            )
        });
        Self::limited(asked, tokens_of(&text))
    }

    pub(super) fn text(&self) -> String {
        self.tokens.concat()
    }

    fn limited(asked: &Asked, mut tokens: Vec<String>) -> Self {
        let was_cut_short = tokens.len() > asked.token_limit();
        tokens.truncate(asked.token_limit());
        Self { tokens, was_cut_short }
    }
}

fn short_text(question: &str) -> String {
    let question: String = question.chars().take(120).collect();
    let question = question.replace(['\n', '\r', '`', '|'], " ");
    format!(
        "You asked: *{question}*\n\nHere is a **plain answer** with some structure – \
         naïve café, 日本語, 🦀🚀.\n\n\
         1. First, name the goal.\n2. Then take one small step.\n3. Last, look at what changed.\n\n\
         | Step | Takes | Worth |\n| --- | ---: | --- |\n| Plan | 10 min | high |\n| Do | 1 h | higher |\n\n\
         ```rust\nfn main() {{\n    println!(\"Grüße\");\n}}\n```\n\nThat is all."
    )
}

/// Cuts before each run of white space, so that the joined pieces are the text again.
fn tokens_of(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut token = String::new();
    for character in text.chars() {
        if character.is_whitespace() && token.chars().any(|c| !c.is_whitespace()) {
            tokens.push(std::mem::take(&mut token));
        }
        token.push(character);
    }
    if !token.is_empty() {
        tokens.push(token);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_put_together_are_the_text() {
        let text = short_text("Why?\nBecause");
        let tokens = tokens_of(&text);
        assert!(tokens.len() > 40, "{} tokens", tokens.len());
        assert_eq!(tokens.concat(), text);
        assert!(text.contains("*Why? Because*"));
    }
}
