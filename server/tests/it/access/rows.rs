//! The rows: each endpoint and each page with its answers to the callers. They are with their area, in
//! `server/areas/<area>/tests/access.txt`, a line each; those of no area are in `server.txt` beside this file.
//!
//! `get|post PATH ANSWERS [FORM OR QUERY] [+chat-key] [+last]`, or `page PATH ANSWERS [PART]`; `#` begins a comment.
#![expect(clippy::panic, reason = "a row that nobody can read must fail loudly")]

use std::path::{Path, PathBuf};

use reqwest::Method;

use super::answers;

/// One endpoint with its answer to each caller. Everything acted upon belongs to `member` of the first organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub method: Method,
    /// The path; `{conversation}`, `{agent}` and the other names of the scenes stand for ids.
    pub path: String,
    /// The form or the query, with the same words.
    pub data: String,
    pub answers: [u16; 7],
    /// `+chat-key`: a key for chat opens it, though it is none of the conversations themselves.
    pub opens_to_chat_key: bool,
    /// `+last`: it comes after every row without this, because it removes what those act upon.
    is_last: bool,
}

/// One page with its answer to each caller's browser. A page that a caller may not see redirects (302), says so (403,
/// though its status is that of a page), or does not exist (404).
#[derive(Debug, PartialEq)]
pub struct PageRow {
    /// The path as the router has it.
    pub path: String,
    /// The value of `{id}` or `{token}`, or else the query: words of the scene, as in the matrix.
    pub part: String,
    pub answers: [u16; 7],
}

#[derive(Debug, PartialEq)]
enum Line {
    Endpoint(Row),
    Page(PageRow),
}

/// The rows of all server functions and routes, file by file.
pub fn matrix() -> Vec<Row> {
    let rows = lines().into_iter().filter_map(|line| match line {
        Line::Endpoint(row) => Some(row),
        Line::Page(_) => None,
    });
    let (last, mut rows): (Vec<Row>, Vec<Row>) = rows.partition(|row| row.is_last);
    rows.extend(last);
    rows
}

/// The rows of all pages.
pub fn pages() -> Vec<PageRow> {
    let rows = lines().into_iter().filter_map(|line| match line {
        Line::Page(row) => Some(row),
        Line::Endpoint(_) => None,
    });
    rows.collect()
}

fn lines() -> Vec<Line> {
    files().iter().flat_map(|file| lines_of(file)).collect()
}

fn lines_of(file: &Path) -> Vec<Line> {
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().zip(1..).filter_map(|(line, number)| {
        parse(line).unwrap_or_else(|wrong| panic!("{}:{number}: {wrong}", file.display()))
    });
    lines.collect()
}

/// The rows of no area, then the areas in the order of their names.
fn files() -> Vec<PathBuf> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let areas = std::fs::read_dir(server.join("areas")).unwrap();
    let files = areas.map(|area| area.unwrap().path().join("tests/access.txt"));
    let mut found: Vec<PathBuf> = files.filter(|file| file.is_file()).collect();
    assert!(!found.is_empty(), "no area has its rows in tests/access.txt");
    found.sort();
    found.insert(0, server.join("tests/it/access/server.txt"));
    found
}

/// Parses a line: nothing, if it is empty or a comment.
fn parse(line: &str) -> Result<Option<Line>, String> {
    let words: Vec<&str> = line.split_whitespace().take_while(|word| !word.starts_with('#')).collect();
    match words.as_slice() {
        [] => Ok(None),
        [kind, path, answers, rest @ ..] if path.starts_with('/') => {
            let (data, flags) = match rest {
                [data, flags @ ..] if !data.starts_with('+') => (*data, flags),
                flags => ("", flags),
            };
            let (path, data, answers) = ((*path).to_owned(), data.to_owned(), answers::read(answers)?);
            let method = match *kind {
                "get" => Method::GET,
                "post" => Method::POST,
                "page" if flags.is_empty() => {
                    return PageRow { path, part: data, answers }.checked().map(|page| Some(Line::Page(page)));
                }
                "page" => return Err("a page has no flags".to_owned()),
                _ => return Err(format!("`{kind}` is none of get, post and page")),
            };
            let row = Row { method, path, data, answers, opens_to_chat_key: false, is_last: false };
            flags.iter().try_fold(row, |row, flag| row.with(flag)).map(|row| Some(Line::Endpoint(row)))
        }
        _ => Err("a row begins with its method, a path from / on, and its answers".to_owned()),
    }
}

impl Row {
    /// The same row with another form.
    pub fn sending(&self, data: String) -> Self {
        Self { data, ..self.clone() }
    }

    fn with(mut self, flag: &str) -> Result<Self, String> {
        match flag {
            "+chat-key" if self.path.starts_with("/api/") => self.opens_to_chat_key = true,
            "+chat-key" => return Err("a key for chat is tried on paths under /api/ alone".to_owned()),
            "+last" => self.is_last = true,
            _ => return Err(format!("`{flag}` is no flag")),
        }
        Ok(self)
    }
}

impl PageRow {
    /// The same row, if its part has a place: in the path, or as a query of its own.
    fn checked(self) -> Result<Self, String> {
        let why = match (self.path.contains('{'), self.part.chars().next()) {
            (true, None) => "the place in the path has no value",
            (true, Some('?')) => "the place in the path has a query as its value",
            (false, Some(first)) if first != '?' => "the path has no place for the value; a query begins with ?",
            _ => return Ok(self),
        };
        Err(why.to_owned())
    }
}

#[test]
fn a_line_is_a_row_or_a_page_or_a_comment() {
    let row = Row {
        method: Method::POST,
        path: "/api/notes/add".to_owned(),
        data: "form[text]=A+B&form[id]={note}".to_owned(),
        answers: [401, 200, 403, 200, 200, 404, 422],
        opens_to_chat_key: true,
        is_last: false,
    };
    let line = "post /api/notes/add 401,200,403,200,200,404,422 form[text]=A+B&form[id]={note} +chat-key # why";
    assert_eq!(parse(line), Ok(Some(Line::Endpoint(row.clone()))));
    let bare = Row { data: String::new(), opens_to_chat_key: false, is_last: true, ..row };
    let line = "post  /api/notes/add  401,200,403,200,200,404,422  +last";
    assert_eq!(parse(line), Ok(Some(Line::Endpoint(bare))));
    let page = PageRow { path: "/notes/{id}".to_owned(), part: "{note}".to_owned(), answers: [200; 7] };
    assert_eq!(parse("page /notes/{id} all {note}"), Ok(Some(Line::Page(page))));
    let page = PageRow { path: "/notes".to_owned(), part: "?id={note}".to_owned(), answers: [200; 7] };
    assert_eq!(parse("page /notes all ?id={note}"), Ok(Some(Line::Page(page))));
    for nothing in ["", "  ", "# get /api/notes/list all"] {
        assert_eq!(parse(nothing), Ok(None), "{nothing:?}");
    }
}

#[test]
fn what_is_no_row_is_refused() {
    for odd in [
        "get",
        "get /api/notes/list",
        "get # /api/notes/list all",
        "get api/notes/list all",
        "put /api/notes/list all",
        "GET /api/notes/list all",
        "get /api/notes/list everybody",
        "get /api/notes/list 200",
        "get /api/notes/list 401,200,200,200,200,404",
        "get /api/notes/list 401,200,200,200,200,404,200,200",
        "get /api/notes/list 401,200,200,200,200,404,200x",
        "get /api/notes/list 401, 200, 200, 200, 200, 404, 200",
        "get /api/notes/list all a=1 b=2",
        "get /api/notes/list all +later",
        "get /api/notes/list all +last a=1",
        "page /notes all +chat-key",
        "page /notes/{id} members",
        "page /notes/{id} members ?id={note}",
        "page /notes members {note}",
        "get /export/notes.csv all +chat-key",
    ] {
        assert!(parse(odd).is_err(), "{odd}");
    }
}

#[test]
fn rows_are_found_in_the_folders_of_areas_and_come_last_where_they_say_so() {
    let files = files();
    assert!(files.len() > 1 && files.iter().all(|file| file.is_file()), "{files:?}");
    let order: Vec<bool> = matrix().iter().map(|row| row.is_last).collect();
    assert!(order.is_sorted() && order.contains(&true), "{order:?}");
}
