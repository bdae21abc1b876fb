//! The words of the third column: seven answers that many rows share are named here, and nowhere else.

/// A word, and the answer to each of the callers, in their order.
const WORDS: [(&str, [u16; 7]); 16] = [
    ("all", [200; 7]),
    ("operator", [404, 404, 404, 404, 404, 200, 404]),
    // Of server functions and routes, from here on.
    // Signed in, wherever; an input that is refused shows that the caller was admitted.
    ("signed-in", [401, 200, 200, 200, 200, 200, 200]),
    // The same for acts that nobody may do while impersonating.
    ("own-person", [401, 200, 200, 200, 200, 200, 403]),
    ("signed-in-bad-input", [401, 422, 422, 422, 422, 422, 403]),
    // In an organisation, each seeing their own.
    ("own-organization", [401, 200, 200, 200, 200, 404, 200]),
    ("only-its-person", [401, 404, 200, 404, 404, 404, 404]),
    // The same for writing in that person's name.
    ("only-by-its-person", [401, 404, 200, 404, 404, 404, 403]),
    // Admins and owners, each in their own organisation.
    ("admins-only", [401, 200, 403, 200, 200, 404, 200]),
    // Not in the state that this ends.
    ("operator-conflict", [404, 404, 404, 404, 404, 409, 404]),
    ("anybody-bad-input", [422; 7]),
    // A link that was used, has expired or never existed: the same answer for all three.
    ("dead-link", [409; 7]),
    // Of pages, from here on: they redirect (302) callers that a server function refuses (401).
    // In an organisation. The operator is in none and is redirected to their start page.
    ("members", [302, 200, 200, 200, 200, 302, 200]),
    ("admins", [302, 200, 403, 200, 200, 302, 200]),
    ("owners", [302, 200, 403, 403, 200, 302, 200]),
    // One's own, wherever one is.
    ("persons", [302, 200, 200, 200, 200, 200, 200]),
];

/// The third column of a row: a word of the table, or seven numbers with commas between them.
pub fn read(column: &str) -> Result<[u16; 7], String> {
    if let Some((_, answers)) = WORDS.iter().find(|(word, _)| *word == column) {
        return Ok(*answers);
    }
    let numbers: Option<Vec<u16>> = column.split(',').map(|number| number.parse().ok()).collect();
    numbers
        .and_then(|numbers| <[u16; 7]>::try_from(numbers).ok())
        .ok_or_else(|| format!("`{column}` is neither a word of answers.rs nor seven numbers"))
}
