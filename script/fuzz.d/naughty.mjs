// Texts that nobody means and everybody can send, and malformed values of forms and addresses.

const ID = "01890a5d-ac96-774b-bcce-b302099a8057";

/** Texts, encoded as any other text is. */
export const TEXTS = [
  ...["", " ", "\u0000", "a\u0000b", "\u0001", "\t", "a\nb", "a\r\nBcc: x@y.example", "\u2028", "\u0085", "\ufeff"],
  ...["\u200b", "\u2800", "\u202eabc", "\u00a0", "a\u0301\u0301\u0301\u0301", "\u1f469\u200d\ud83d\udcbb", "👩‍💻🇩🇪", "Ⅷ", "１２３", "٣", "İß"],
  ...["\uffff", "\u{10ffff}", "'", "\"; drop table users; --", "%", "_", "\\", "%00", "%25%30%30", "../../../etc/passwd", "//evil.example"],
  ...["javascript:alert(1)", "</title><script>alert(1)</script>", "{{7*7}}", "${7*7}", "=cmd|' /C calc'!A0", "=?utf-8?b?QQ==?="],
  ...["-1", "0", "-0", "1.5", "1e400", "NaN", "0x10", "2147483648", "4294967296", "90000000", "9223372036854775808"],
  ...["99999999999999999999999999", "true", "null", "[]", "{}", "on", "desc", "a,b,c", "x@y", "Name <a@b.example>", "a@b.example."],
  ...["+262142-12-31", "-262143-01-01", "0000-00-00", "2026-02-30", "9999-12-31", `-8334601228800000000_${ID}`, `8210266876799999999_${ID}`],
  ...[ID, `{${ID}}`, ID.toUpperCase(), "00000000-0000-0000-0000-000000000000", "Europe/Berlin", "../UTC", "#4f46e5", "#zzzzzz"],
  ...["a".repeat(300), "ä".repeat(5000), "> ".repeat(2000), "x\n".repeat(3000), "9".repeat(400), "👍".repeat(2600)],
];

/** Whole `name=value` pairs, sent unencoded. */
export const PAIRS = (name) => [
  `${name}=%ff`,
  `${name}=%ed%a0%80`,
  `${name}=%00`,
  `${name}=%`,
  `${name}=%zz`,
  `${name}=a&${name}=b`,
  `${name}[]=a`,
  `${name}[x]=a`,
  `${name}[a][b][c][d][e][f][g]=a`,
  `${name}[99999999999]=a`,
  `${name}`,
  `=${name}`,
  `[${name}`,
  `${name}]]=a`,
];

/** Queries for pages and files. */
export const QUERY_NAMES = [
  ...["page", "q", "search", "sort", "order", "tab", "state", "since", "tier", "range", "before", "from", "until", "action"],
  ...["actor", "next", "done", "act", "on", "picture", "refused", "problem", "email", "v", "after", "organization", "code", "state"],
  ...["__err", "__path", "error"],
];
