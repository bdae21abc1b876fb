//! The marks that models put around their reasoning.

/// No tag has more characters than this.
const MAX_TAG: usize = 128;

/// The marks before and after reasoning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    form: Form,
    /// People also ask for answers in such tags: they mark reasoning only at the very beginning, and an answer if
    /// nothing follows them.
    pub is_soft: bool,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    /// `<name>` and `</name>`, perhaps with white space and attributes.
    Tag(&'static str),
    /// Exactly these; any of `closes` ends it.
    Word { open: &'static str, closes: &'static [&'static str] },
}

/// The marks in use.
pub(super) const MARKS: [Marks; 21] = [
    hard(Form::Tag("think")),
    hard(Form::Tag("thinking")),
    hard(Form::Tag("antThinking")),
    hard(Form::Tag("seed:think")),
    hard(Form::Tag("mm:think")),
    hard(Form::Word { open: "[THINK]", closes: &["[/THINK]"] }),
    hard(Form::Word { open: "◁think▷", closes: &["◁/think▷"] }),
    hard(Form::Word { open: "<|begin_of_thought|>", closes: &["<|end_of_thought|>"] }),
    hard(Form::Word { open: "<|thinking|>", closes: &["<|/thinking|>", "</|thinking|>", "<|end_thinking|>"] }),
    hard(Form::Word { open: "<|think|>", closes: &["<|/think|>", "</|think|>", "<|end_think|>"] }),
    hard(Form::Word { open: "<|START_THINKING|>", closes: &["<|END_THINKING|>"] }),
    hard(Form::Word { open: "<|channel>thought", closes: &["<channel|>"] }),
    hard(Form::Word { open: "<unused94>thought", closes: &["<unused95>"] }),
    soft(Form::Tag("thought")),
    soft(Form::Tag("thoughts")),
    soft(Form::Tag("reasoning")),
    soft(Form::Tag("reason")),
    soft(Form::Tag("analysis")),
    soft(Form::Tag("reflection")),
    soft(Form::Tag("scratchpad")),
    soft(Form::Tag("inner_monologue")),
];

/// Marks that some models put around the answer after their reasoning.
pub(super) const WRAPPERS: [Marks; 5] = [
    hard(Form::Word { open: "<|begin_of_solution|>", closes: &["<|end_of_solution|>"] }),
    hard(Form::Word { open: "<|START_RESPONSE|>", closes: &["<|END_RESPONSE|>"] }),
    hard(Form::Tag("answer")),
    hard(Form::Tag("final")),
    hard(Form::Tag("response")),
];

const fn hard(form: Form) -> Marks {
    Marks { form, is_soft: false }
}

const fn soft(form: Form) -> Marks {
    Marks { form, is_soft: true }
}

impl Marks {
    /// Whether the text begins with the mark before reasoning.
    pub(super) fn opening<'a>(&self, text: &'a str) -> Start<'a> {
        match self.form {
            Form::Tag(name) => tag(text, name),
            Form::Word { open, .. } => start(text, open),
        }
    }

    /// Whether the text begins with the mark after reasoning.
    pub(super) fn closing<'a>(&self, text: &'a str) -> Start<'a> {
        match self.form {
            Form::Tag(name) => closing_tag(text, name),
            Form::Word { closes, .. } => start_of_any(text, closes),
        }
    }
}

/// How a text begins, compared with a mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start<'a> {
    /// With the mark, and this is the rest.
    Whole(&'a str),
    /// It ends before the mark is decided.
    Perhaps,
    Otherwise,
}

/// Compares the two, whatever the case of their letters.
pub(super) fn start<'a>(text: &'a str, mark: &str) -> Start<'a> {
    let length = mark.len().min(text.len());
    let (begin, wanted) = (text.as_bytes().get(..length), mark.as_bytes().get(..length));
    match (begin, wanted) {
        (Some(begin), Some(wanted)) if begin.eq_ignore_ascii_case(wanted) => match text.get(mark.len()..) {
            Some(rest) if length == mark.len() => Start::Whole(rest),
            _ => Start::Perhaps,
        },
        _ => Start::Otherwise,
    }
}

/// Compares the text with each of these; the first one that it begins with counts.
pub(super) fn start_of_any<'a>(text: &'a str, marks: &[&str]) -> Start<'a> {
    let mut is_undecided = false;
    for mark in marks {
        match start(text, mark) {
            Start::Otherwise => {}
            Start::Perhaps => is_undecided = true,
            whole @ Start::Whole(_) => return whole,
        }
    }
    if is_undecided { Start::Perhaps } else { Start::Otherwise }
}

/// `<name>`, `< name >` or `<name attribute="value">`.
fn tag<'a>(text: &'a str, name: &str) -> Start<'a> {
    match start(text, "<") {
        Start::Whole(rest) => tag_end(rest, name, is_attributes),
        other => other,
    }
}

/// `</name>`, `</ name >` or `< / name>`.
fn closing_tag<'a>(text: &'a str, name: &str) -> Start<'a> {
    let rest = match start(text, "<") {
        Start::Whole(rest) if margin(rest) <= MAX_TAG => rest,
        Start::Whole(_) => return Start::Otherwise,
        other => return other,
    };
    match start(without_margin(rest), "/") {
        Start::Whole(rest) => tag_end(rest, name, |inner| without_margin(inner).is_empty()),
        other => other,
    }
}

/// The text after `<` or `</`, where `may_stand` says what is allowed between the name and `>`.
fn tag_end<'a>(text: &'a str, name: &str, may_stand: fn(&str) -> bool) -> Start<'a> {
    if margin(text) > MAX_TAG {
        return Start::Otherwise;
    }
    let rest = match start(without_margin(text), name) {
        Start::Whole(rest) => rest,
        other => return other,
    };
    match rest.split_once('>') {
        Some((inner, after)) if inner.len() <= MAX_TAG && may_stand(inner) => Start::Whole(after),
        None if rest.len() <= MAX_TAG && (rest.is_empty() || rest.starts_with([' ', '\t'])) && !breaks(rest) => {
            Start::Perhaps
        }
        _ => Start::Otherwise,
    }
}

/// Nothing but white space, or an attribute such as `name=`: prose has no equals signs.
fn is_attributes(inner: &str) -> bool {
    let attribute = without_margin(inner);
    if attribute.is_empty() {
        return true;
    }
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ':');
    let rest = attribute.trim_start_matches(is_name);
    let has_name = rest.len() < attribute.len() && attribute.len() < inner.len();
    has_name && without_margin(rest).starts_with('=') && !breaks(inner)
}

fn breaks(inner: &str) -> bool {
    inner.contains(['<', '\n', '\r'])
}

fn margin(text: &str) -> usize {
    text.len() - without_margin(text).len()
}

fn without_margin(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// Whether this may surround marks without a meaning.
pub(super) fn is_margin(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}')
}

/// Whether a mark may begin with this character.
pub(super) fn begins_mark(letter: char) -> bool {
    matches!(letter, '<' | '[' | '◁')
}
